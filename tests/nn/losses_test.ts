import {
  bceWithLogits,
  bceWithLogitsGradient,
  binaryCrossEntropy,
  bits,
  crossEntropy,
  entropy,
  finiteDifference,
  meanLoss,
  perplexity,
  sigmoid,
  softplus,
} from "../../lib/nn/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertStrictEquals,
  assertThrows,
} from "../assert.ts";

// Reference numbers: mpmath 1.3 at 50 digits unless a line says otherwise.

/** |got − wanted| within `relative` of the wanted number. */
function assertClose(got: number, wanted: number, relative = 1e-15) {
  const far = Math.abs(got - wanted) > relative * Math.abs(wanted);
  assert(!far, `got ${got}, wanted ${wanted}`);
}

Deno.test("sigmoid() agrees with reference values", () => {
  assertClose(sigmoid(-3), 0.047425873177566781);
  assertClose(sigmoid(0.1), 0.52497918747893999);
  assertClose(sigmoid(2), 0.88079707797788244);
  assertEquals(sigmoid(0), 0.5);
});

Deno.test("sigmoid() reaches 0 and 1 without NaN", () => {
  assertEquals([-Infinity, -800, 800, Infinity].map(sigmoid), [0, 0, 1, 1]);
});

Deno.test("sigmoid() is symmetric: σ(−x) = 1 − σ(x)", () => {
  for (const x of [0, 0.3, 2, 17, 40]) {
    assertAlmostEquals(sigmoid(-x), 1 - sigmoid(x), 2 ** -52);
  }
});

Deno.test("softplus() agrees with reference values", () => {
  assertClose(softplus(-3), 0.048587351573742059);
  assertClose(softplus(2), 2.1269280110429725);
  assertClose(softplus(-40), 4.248354255291589e-18);
});

Deno.test("softplus() is exact at its ends", () => {
  assertEquals([-Infinity, -800, 800, Infinity].map(softplus), [
    0,
    0,
    800,
    Infinity,
  ]);
});

Deno.test("binaryCrossEntropy() of the worked example is +0.2231", () => {
  assertClose(binaryCrossEntropy(1, 0.8), 0.22314355131420976);
});

Deno.test("binaryCrossEntropy() is symmetric in what is called 1", () => {
  for (const p of [0.05, 0.25, 0.5, 0.9]) {
    assertAlmostEquals(
      binaryCrossEntropy(1, p),
      binaryCrossEntropy(0, 1 - p),
      1e-15,
    );
  }
});

Deno.test("binaryCrossEntropy() is 0, not −0 or NaN, when certain and right", () => {
  assertStrictEquals(binaryCrossEntropy(1, 1), 0);
  assertStrictEquals(binaryCrossEntropy(0, 0), 0);
});

Deno.test("binaryCrossEntropy() is Infinity when certain and wrong", () => {
  assertEquals(binaryCrossEntropy(1, 0), Infinity);
  assertEquals(binaryCrossEntropy(0, 1), Infinity);
});

Deno.test("binaryCrossEntropy() keeps tiny losses of label 0", () => {
  assertClose(binaryCrossEntropy(0, 1e-20), 1e-20);
});

Deno.test("binaryCrossEntropy() refuses probabilities outside [0, 1]", () => {
  for (const p of [-0.1, 1.0001, NaN, Infinity]) {
    assertThrows(() => binaryCrossEntropy(1, p), RangeError, `got ${p}`);
  }
});

Deno.test("binaryCrossEntropy() refuses labels other than 0 and 1", () => {
  for (const y of [0.5, 2, -1, NaN]) {
    assertThrows(() => binaryCrossEntropy(y, 0.5), RangeError, "0 or 1");
  }
});

Deno.test("bceWithLogits() agrees with reference values", () => {
  assertClose(bceWithLogits(0.3, 1), 0.55435524446852712);
  assertClose(bceWithLogits(0.3, 0), 0.85435524446852712);
  assertClose(bceWithLogits(-5.5, 1), 5.5040784432705707);
  assertClose(bceWithLogits(50, 1), 1.9287498479639178e-22);
});

Deno.test("bceWithLogits() equals the naive loss where that is accurate", () => {
  for (let z = -15; z <= 15; z += 0.5) {
    for (const y of [0, 1]) {
      assertClose(
        bceWithLogits(z, y),
        binaryCrossEntropy(y, sigmoid(z)),
        1e-9,
      );
    }
  }
});

Deno.test("bceWithLogits() of a logit of 800 is 800 when wrong, 0 when right", () => {
  assertEquals(bceWithLogits(800, 0), 800);
  assertEquals(bceWithLogits(-800, 1), 800);
  assertEquals(bceWithLogits(800, 1), 0);
  assertEquals(bceWithLogits(-800, 0), 0);
});

Deno.test("bceWithLogits() of an infinite logit is 0 or Infinity", () => {
  assertEquals(bceWithLogits(Infinity, 1), 0);
  assertEquals(bceWithLogits(-Infinity, 0), 0);
  assertEquals(bceWithLogits(Infinity, 0), Infinity);
  assertEquals(bceWithLogits(-Infinity, 1), Infinity);
});

Deno.test("bceWithLogits() refuses NaN and labels other than 0 and 1", () => {
  assertThrows(() => bceWithLogits(NaN, 1), RangeError, "z is not a number");
  assertThrows(() => bceWithLogits(1, 0.9), RangeError, "0 or 1");
});

Deno.test("bceWithLogitsGradient() is σ(z) − y and agrees with differences", () => {
  for (const z of [-6, -1, 0, 0.5, 4]) {
    for (const y of [0, 1]) {
      const [approx] = finiteDifference(([z]) => bceWithLogits(z, y), [z]);
      assertAlmostEquals(bceWithLogitsGradient(z, y), approx, 1e-9);
    }
  }
  assertEquals(bceWithLogitsGradient(800, 0), 1);
  assertEquals(bceWithLogitsGradient(800, 1), 0);
});

Deno.test("meanLoss() takes the mean, not the sum", () => {
  // −(log 0.5 + log 0.25) / 2
  assertClose(
    meanLoss(binaryCrossEntropy, [1, 1], [0.5, 0.25]),
    1.039720770839918,
  );
});

Deno.test("meanLoss() refuses lists that do not match or are empty", () => {
  assertThrows(
    () => meanLoss(binaryCrossEntropy, [1, 0], [0.5]),
    RangeError,
    "got 2 and 1",
  );
  assertThrows(() => meanLoss(binaryCrossEntropy, [], []), RangeError, "empty");
});

Deno.test("crossEntropy() agrees with a reference value", () => {
  assertClose(
    crossEntropy([0.5, 0.3, 0.2], [0.25, 0.25, 0.5]),
    1.2476649250079016,
  );
});

Deno.test("crossEntropy() with two outcomes is the binary one", () => {
  assertAlmostEquals(
    crossEntropy([0, 1], [0.2, 0.8]),
    binaryCrossEntropy(1, 0.8),
    1e-16,
  );
});

Deno.test("crossEntropy() is smallest when the forecast is the truth", () => {
  const p = [0.5, 0.3, 0.2];
  assertClose(entropy(p), 1.0296530140645735);
  for (const q of [[0.4, 0.4, 0.2], [1 / 3, 1 / 3, 1 / 3], [0.51, 0.3, 0.19]]) {
    assertGreater(crossEntropy(p, q), entropy(p));
  }
});

Deno.test("crossEntropy() counts 0 · log 0 as 0", () => {
  assertStrictEquals(crossEntropy([1, 0], [1, 0]), 0);
  assertStrictEquals(entropy([0, 1, 0]), 0);
});

Deno.test("crossEntropy() is Infinity when what happens was ruled out", () => {
  assertEquals(crossEntropy([0.5, 0.5], [1, 0]), Infinity);
});

Deno.test("crossEntropy() refuses probabilities outside [0, 1]", () => {
  assertThrows(() => crossEntropy([1, 0], [1.5, -0.5]), RangeError, "q[0]");
  assertThrows(() => crossEntropy([NaN, 1], [0.5, 0.5]), RangeError, "p[0]");
});

Deno.test("crossEntropy() refuses sums other than 1 and unequal lengths", () => {
  assertThrows(() => crossEntropy([1, 0], [0.5, 0.4]), RangeError, "add up");
  assertThrows(() => crossEntropy([1, 0], [1]), RangeError, "got 2 and 1");
  assertThrows(() => crossEntropy([], []), RangeError, "empty");
});

Deno.test("entropy() of K equal chances is log K", () => {
  for (const k of [2, 3, 10]) {
    assertAlmostEquals(entropy(Array(k).fill(1 / k)), Math.log(k), 1e-14);
  }
});

Deno.test("bits() of a fair coin is 1", () => {
  assertEquals(bits(Math.LN2), 1);
  assertClose(bits(1), 1.4426950408889634);
  assertThrows(() => bits(NaN), RangeError);
});

Deno.test("perplexity() of K equal chances is K", () => {
  for (const k of [1, 2, 10_000]) {
    assertClose(perplexity(Math.log(k)), k, 1e-12);
  }
  assertEquals(perplexity(0), 1);
  assertEquals(perplexity(Infinity), Infinity);
});

Deno.test("perplexity() is 2 to the number of bits", () => {
  assertAlmostEquals(perplexity(0.92), 2 ** bits(0.92), 1e-12);
});

Deno.test("perplexity() refuses a negative loss", () => {
  assertThrows(() => perplexity(-0.223), RangeError, "never negative");
  assertThrows(() => perplexity(NaN), RangeError);
});

Deno.test("the losses order forecasts by how wrong they are", () => {
  let last = Infinity;
  for (const p of [0.001, 0.1, 0.5, 0.9, 0.999]) {
    const loss = binaryCrossEntropy(1, p);
    assertLess(loss, last);
    last = loss;
  }
});
