import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import { chiSquareSf, Random } from "../../../lib/talent/statistics/mod.ts";
import {
  drawBinomial,
  type HeadcountModel,
  projectHeadcount,
  simulateHeadcount,
} from "../../../lib/talent/flow/mod.ts";
import { mean, standardError } from "./rates.ts";

const model: HeadcountModel = {
  start: [120, 80, 300],
  transition: [[0.1, 0.6, 0.08], [0.05, 0.2, 0.6], [0, 0, 0.88]],
  hires: [[90, 0, 0], [95, 5, 0], [100, 0, 2], [100, 0, 0], [110, 0, 0]],
};

Deno.test("drawBinomial() follows the binomial distribution", () => {
  const random = new Random(8);
  const [n, p, draws] = [10, 0.3, 20_000];
  const seen = new Array<number>(n + 1).fill(0);
  for (let i = 0; i < draws; i++) seen[drawBinomial(random, n, p)]++;
  let chance = (1 - p) ** n;
  let chiSquare = 0;
  for (let k = 0; k <= n; k++) {
    chiSquare += (seen[k] - draws * chance) ** 2 / (draws * chance);
    chance *= (n - k) / (k + 1) * p / (1 - p);
  }
  const pValue = chiSquareSf(chiSquare, n);
  assertEquals(pValue > 0.001 && pValue < 0.999, true, `p = ${pValue}`);
});

Deno.test("drawBinomial() is certain at the ends and works past one half", () => {
  const random = new Random(1);
  assertEquals(drawBinomial(random, 50, 0), 0);
  assertEquals(drawBinomial(random, 50, 1), 50);
  assertEquals(drawBinomial(random, 0, 0.4), 0);
  const draws = Array.from(
    { length: 4000 },
    () => drawBinomial(random, 1000, 0.9),
  );
  const z = (mean(draws) - 900) / standardError(draws);
  assertEquals(Math.abs(z) < 4, true, `z = ${z}`);
});

Deno.test("projectHeadcount() agrees with a year worked by hand", () => {
  const { mean, deviation, total } = projectHeadcount({
    start: [100, 50],
    transition: [[0.7, 0.2], [0, 0.9]],
    hires: [[20, 0]],
  });
  assertEquals(mean[0], [100, 50]);
  assertAlmostEquals(mean[1][0], 90, 1e-9);
  assertAlmostEquals(mean[1][1], 65, 1e-9);
  assertAlmostEquals(deviation[1][0], Math.sqrt(100 * 0.7 * 0.3), 1e-9);
  // 100 stay with chance 0.9, 50 with chance 0.9; the 20 who join are certain.
  assertAlmostEquals(total[1].mean, 155, 1e-9);
  assertAlmostEquals(total[1].deviation, Math.sqrt(150 * 0.9 * 0.1), 1e-9);
});

Deno.test("projectHeadcount() settles where hires balance leavers", () => {
  // n = n P + r has the solution r (I − P)⁻¹.
  const { mean } = projectHeadcount({
    start: [0, 0],
    transition: [[0.5, 0.3], [0, 0.8]],
    hires: Array.from({ length: 200 }, () => [50, 10]),
  });
  assertAlmostEquals(mean[200][0], 50 / 0.5, 1e-9);
  assertAlmostEquals(mean[200][1], (10 + 0.3 * 100) / 0.2, 1e-9);
});

Deno.test("simulateHeadcount() agrees with the closed form within Monte Carlo error", () => {
  const runs = 4000;
  const closed = projectHeadcount(model);
  const paths = simulateHeadcount(model, { runs, seed: 21 });
  for (let year = 1; year <= 5; year++) {
    const totals = paths.map((path) => path[year].reduce((a, b) => a + b));
    const series: [number[], number, number][] = model.start.map((_, i) => [
      paths.map((path) => path[year][i]),
      closed.mean[year][i],
      closed.deviation[year][i],
    ]);
    series.push([
      totals,
      closed.total[year].mean,
      closed.total[year].deviation,
    ]);
    for (const [values, expected, deviation] of series) {
      const off = mean(values) - expected;
      if (deviation < 1e-9) {
        assertAlmostEquals(off, 0, 1e-9);
        continue;
      }
      const z = off / (deviation / Math.sqrt(runs));
      assertEquals(Math.abs(z) < 4, true, `year ${year}: z = ${z}`);
      // A sample deviation is within about 1/√(2 runs) of the true one.
      const seen = standardError(values) * Math.sqrt(runs);
      assertAlmostEquals(seen / deviation, 1, 4 / Math.sqrt(2 * runs));
    }
  }
});

Deno.test("projectHeadcount() refuses what cannot be a company", () => {
  const wrong: [Partial<HeadcountModel>, string][] = [
    [{ transition: [[1, 0.2, 0], [0, 1, 0], [0, 0, 1]] }, "adds up to 1.2"],
    [{ transition: [[1, 0, 0]] }, "needs one row for each of the 3 states"],
    [{ start: [1, 2, -3] }, "`start` holds -3"],
    [{ hires: [[1, 2]] }, "`hires[0]` needs 3 numbers, got 2"],
    [{ hires: [[1, 2, NaN]] }, "`hires[0]` holds NaN"],
  ];
  for (const [change, message] of wrong) {
    assertThrows(
      () => projectHeadcount({ ...model, ...change }),
      RangeError,
      message,
    );
  }
  assertThrows(
    () =>
      simulateHeadcount({ ...model, start: [1.5, 0, 0] }, { runs: 1, seed: 1 }),
    RangeError,
    "whole people",
  );
});
