import {
  autograd,
  checkGradient,
  compareGradients,
  finiteDifference,
  Value,
} from "../../lib/nn/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "../assert.ts";

const f = (x: Value[]) => x[0].mul(x[1]).add(x[1].pow(3)); // [y, x + 3y²]

Deno.test("finiteDifference() finds a gradient entry by entry", () => {
  const got = finiteDifference(([x, y]) => x * y + y ** 3, [2, 3]);
  assertAlmostEquals(got[0], 3, 1e-9);
  assertAlmostEquals(got[1], 29, 1e-8);
});

Deno.test("finiteDifference() scales its step with x", () => {
  const [got] = finiteDifference(([x]) => x * x, [1e6]);
  assertAlmostEquals(got / 2e6, 1, 1e-9);
});

Deno.test("finiteDifference() does better with its own step than with extremes", () => {
  const error = (step?: number) =>
    Math.abs(finiteDifference(([x]) => Math.exp(x), [1], step)[0] - Math.E);
  assertLess(error(), 1e-9);
  assertGreater(error(0.1), 1e-3); // the formula's own error, h²/6 · f‴
  assertGreater(error(1e-14), 1e-4); // rounding
});

Deno.test("finiteDifference() does not change its input", () => {
  const x = [1, 2];
  finiteDifference(([a, b]) => a + b, x);
  assertEquals(x, [1, 2]);
});

Deno.test("finiteDifference() refuses a step that is not positive", () => {
  for (const step of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => finiteDifference(([x]) => x, [1], step),
      RangeError,
      `got ${step}`,
    );
  }
});

Deno.test("autograd() gives one derivative per input, 0 for an unused one", () => {
  assertEquals(autograd(f, [2, 3]), [3, 29]);
  assertEquals(autograd(([x]) => x.mul(x), [3, 5]), [6, 0]);
});

Deno.test("compareGradients() reports the largest difference", () => {
  assertEquals(compareGradients([1, 2, 3], [1, 2.5, 2.75]).maxDifference, 0.5);
  assertEquals(compareGradients([], []).maxDifference, 0);
});

Deno.test("compareGradients() reports NaN rather than hide it", () => {
  assert(Number.isNaN(compareGradients([1, NaN], [1, 2]).maxDifference));
  assert(Number.isNaN(compareGradients([1, 2], [NaN, 2]).maxDifference));
});

Deno.test("compareGradients() refuses gradients of different length", () => {
  assertThrows(() => compareGradients([1], [1, 2]), RangeError, "got 1 and 2");
});

Deno.test("checkGradient() agrees three ways on a right gradient", () => {
  assertLess(checkGradient([3, 29], f, [2, 3]).maxDifference, 1e-8);
});

Deno.test("checkGradient() shows a wrong gradient", () => {
  const { maxDifference } = checkGradient([3, 28], f, [2, 3]);
  assertAlmostEquals(maxDifference, 1, 1e-8);
});

Deno.test("checkGradient() shows a wrong slope inside autograd", () => {
  const broken = ([x]: Value[]) => new Value(x.data ** 2, [[x, 3 * x.data]]);
  for (const hand of [4, 6]) { // right, and wrong in the same way
    const { maxDifference } = checkGradient([hand], broken, [2]);
    assertAlmostEquals(maxDifference, 2, 1e-8);
  }
});

Deno.test("checkGradient() refuses a gradient of another length", () => {
  assertThrows(() => checkGradient([3], f, [2, 3]), RangeError, "got 1 and 2");
});
