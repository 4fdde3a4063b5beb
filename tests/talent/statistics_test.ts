/**
 * Reference values: R 4.2.2, `options(digits = 16)`, with the calls named
 * beside them.
 *
 * @module
 */
import { assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";
import {
  chiSquareSf,
  cholesky,
  drawExponential,
  drawIndex,
  drawNormal,
  invertSymmetric,
  mean,
  multiply,
  normalCdf,
  normalPValue,
  normalQuantile,
  NotPositiveDefiniteError,
  quantile,
  Random,
  solveSymmetric,
  standardDeviation,
  studentPValue,
} from "../../lib/talent/statistics/mod.ts";

/** Compares relative to the expected value, so that far tails count too. */
function assertClose(actual: number, expected: number, relative = 1e-12) {
  assertAlmostEquals(actual / expected, 1, relative);
}

Deno.test("normalCdf() matches R's pnorm far into the tails", () => {
  assertClose(normalCdf(-10), 7.619853024160527e-24);
  assertClose(normalCdf(-1.96), 2.499789514822043e-2);
  assertClose(normalCdf(0.5), 0.691462461274013);
  assertClose(normalCdf(5), 0.9999997133484281);
  assertEquals(normalCdf(0), 0.5);
  assertClose(normalPValue(-1.96), 2 * 2.499789514822043e-2);
});

Deno.test("normalQuantile() matches R's qnorm and refuses 0 and 1", () => {
  assertClose(normalQuantile(1e-10), -6.361340902404056);
  assertClose(normalQuantile(0.025), -1.959963984540054);
  assertClose(normalQuantile(0.99999), 4.264890793923839);
  for (const p of [0, 1, NaN]) {
    assertThrows(() => normalQuantile(p), RangeError);
  }
});

Deno.test("chiSquareSf() matches R's pchisq(lower = FALSE)", () => {
  assertClose(chiSquareSf(0.1, 1), 0.7518296340458493);
  assertClose(chiSquareSf(20, 5), 1.249730563031376e-3);
  assertClose(chiSquareSf(100, 50), 3.454931382984864e-5);
  assertEquals(chiSquareSf(0, 3), 1);
});

Deno.test("studentPValue() matches R's 2 * pt(-|t|, df)", () => {
  assertClose(studentPValue(0.5, 3), 0.651447964848151);
  assertClose(studentPValue(-2, 10), 7.338803477074039e-2);
  assertClose(studentPValue(5, 527), 7.818512407318399e-7);
});

Deno.test("cholesky() names the column that is a mixture of others", () => {
  const a = [[4, 2, 6], [2, 5, 7], [6, 7, 13]];
  const { column } = assertThrows(
    () => cholesky(a),
    NotPositiveDefiniteError,
    "column 2",
  );
  assertEquals(column, 2);
  assertThrows(() => cholesky([[NaN]]), NotPositiveDefiniteError);
});

Deno.test("solveSymmetric() and invertSymmetric() undo multiply()", () => {
  const a = [[4, 2, 1], [2, 5, 3], [1, 3, 6]];
  const x = [1, -2, 3];
  solveSymmetric(a, multiply(a, x)).forEach((value, i) =>
    assertAlmostEquals(value, x[i], 1e-12)
  );
  const inverse = invertSymmetric(a);
  a.forEach((row, i) =>
    multiply(inverse, row).forEach((value, j) =>
      assertAlmostEquals(value, +(i === j), 1e-12)
    )
  );
});

Deno.test("quantile() interpolates as R does and needs a number", () => {
  // R: quantile(c(3, 1, 2, 10), c(0, 0.25, 0.5, 0.9, 1))
  const expected = [1, 1.75, 2.5, 7.9, 10];
  [0, 0.25, 0.5, 0.9, 1].forEach((p, i) =>
    assertAlmostEquals(quantile([3, 1, 2, 10], p), expected[i], 1e-12)
  );
  assertThrows(() => quantile([], 0.5), RangeError, "at least 1");
  assertThrows(() => quantile([1], 1.5), RangeError, "0 to 1");
  assertEquals(mean([1, 2, 6]), 3);
  assertAlmostEquals(standardDeviation([1, 2, 6]), Math.sqrt(7), 1e-12);
});

Deno.test("drawNormal() has the mean and deviation asked for", () => {
  const random = new Random(1);
  const draws = Array.from({ length: 20_000 }, () => drawNormal(random, 3, 2));
  assertAlmostEquals(mean(draws), 3, 0.05);
  assertAlmostEquals(standardDeviation(draws), 2, 0.05);
});

Deno.test("drawExponential() waits 1 / rate on average", () => {
  const random = new Random(2);
  const draws = Array.from(
    { length: 20_000 },
    () => drawExponential(random, 4),
  );
  assertAlmostEquals(mean(draws), 0.25, 0.01);
  assertEquals(drawExponential(random, 0), Infinity);
});

Deno.test("drawIndex() follows the weights and skips those of 0", () => {
  const random = new Random(3);
  const counts = [0, 0, 0];
  for (let i = 0; i < 20_000; i++) counts[drawIndex(random, [1, 0, 3])]++;
  assertEquals(counts[1], 0);
  assertAlmostEquals(counts[2] / 20_000, 0.75, 0.015);
});
