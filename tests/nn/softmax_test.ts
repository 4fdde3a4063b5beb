import {
  crossEntropy,
  finiteDifference,
  labelSmoothing,
  logSoftmax,
  logSumExp,
  oneHot,
  sigmoid,
  softmax,
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
  softmaxJacobian,
} from "../../lib/nn/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreaterOrEqual,
  assertLess,
  assertLessOrEqual,
  assertThrows,
} from "../assert.ts";

// Reference numbers: mpmath 1.3 at 50 digits.

const logits = [[2, 1, -1], [0.1, 0.2, 0.3, 0.4], [1000, 1001, 999], [-5], [
  -800,
  800,
]];

function assertAllClose(got: number[], wanted: number[], tolerance = 1e-15) {
  assertEquals(got.length, wanted.length);
  got.forEach((g, k) =>
    assertAlmostEquals(g, wanted[k], tolerance * Math.max(1, Math.abs(g)))
  );
}

const sum = (x: number[]) => x.reduce((total, x_k) => total + x_k, 0);

Deno.test("softmax() agrees with reference values", () => {
  assertAllClose(softmax([2, 1, -1]), [
    0.70538451269824116,
    0.25949646034241912,
    0.035119026959339724,
  ]);
  assertAllClose(softmax([1000, 1001, 999]), [
    0.24472847105479765,
    0.66524095577482189,
    0.090030573170380458,
  ]);
});

Deno.test("softmax() adds up to 1 and lies in [0, 1]", () => {
  for (const z of logits) {
    const p = softmax(z);
    assertAlmostEquals(sum(p), 1, 1e-15);
    for (const p_k of p) assert(p_k >= 0 && p_k <= 1);
  }
});

Deno.test("softmax() does not see a constant added to every logit", () => {
  for (const z of logits) {
    for (const c of [-1000, -8, 8, 1000]) {
      assertAllClose(softmax(z.map((z_k) => z_k + c)), softmax(z), 1e-13);
    }
  }
});

Deno.test("softmax() follows its classes when they are reordered", () => {
  const [a, b, c] = softmax([2, 1, -1]);
  assertAllClose(softmax([-1, 2, 1]), [c, a, b]);
});

Deno.test("softmax() of [z, 0] is the sigmoid of z", () => {
  for (const z of [-30, -2, 0, 0.5, 7]) {
    assertAlmostEquals(softmax([z, 0])[0], sigmoid(z), 1e-15);
  }
});

Deno.test("softmax() gives a class ruled out probability 0", () => {
  assertEquals(softmax([0, -Infinity, 0]), [0.5, 0, 0.5]);
  assertEquals(logSoftmax([0, -Infinity])[1], -Infinity);
});

Deno.test("logSumExp() agrees with reference values", () => {
  assertAlmostEquals(logSumExp([2, 1, -1]), 2.3490122167681864, 1e-15);
  assertAlmostEquals(logSumExp([1000, 1001, 999]), 1001.4076059644444, 1e-12);
  assertEquals(logSumExp([-800, 800]), 800);
  assertEquals(logSumExp([-5]), -5);
});

Deno.test("logSumExp() lies between max and max + log K", () => {
  for (const z of logits) {
    const top = Math.max(...z);
    assertGreaterOrEqual(logSumExp(z), top);
    assertLessOrEqual(logSumExp(z), top + Math.log(z.length) + 1e-12);
  }
});

Deno.test("logSumExp() has softmax as its gradient", () => {
  const z = [2, 1, -1];
  assertAllClose(finiteDifference(logSumExp, z), softmax(z), 1e-9);
});

Deno.test("logSoftmax() stays finite where softmax rounds to 0", () => {
  assertEquals(softmax([1000, 0])[1], 0);
  assertAllClose(logSoftmax([1000, 0]), [0, -1000]);
});

Deno.test("logSoftmax() keeps a small loss beside a large logit", () => {
  const [first, second] = logSoftmax([1e8, 1e8 - 20]);
  assertAlmostEquals(first, -2.0611536203143807e-9, 1e-22);
  assertAlmostEquals(second, -20.000000002061154, 1e-14);
});

Deno.test("logits are refused when empty, NaN, +Infinity, or all ruled out", () => {
  for (const f of [softmax, logSoftmax, logSumExp]) {
    assertThrows(() => f([]), RangeError, "empty");
    assertThrows(() => f([1, NaN]), RangeError, "z[1] is not a number");
    assertThrows(() => f([Infinity, 0]), RangeError, "z[0] is Infinity");
    assertThrows(() => f([-Infinity]), RangeError, "no class is left");
  }
});

Deno.test("softmaxJacobian() agrees with reference values", () => {
  const wanted = [
    [0.17775940679057099, -0.1453315538952939, -0.03242785289527709],
    [-0.1453315538952939, 0.23347959715646866, -0.088148043261174752],
    [-0.03242785289527709, -0.088148043261174752, 0.12057589615645184],
  ];
  softmaxJacobian([1, 2, 0.5]).forEach((row, i) =>
    assertAllClose(row, wanted[i])
  );
});

Deno.test("softmaxJacobian() agrees with finite differences", () => {
  const z = [0.1, 0.2, 0.3, 0.4];
  softmaxJacobian(z).forEach((row, i) =>
    assertAllClose(row, finiteDifference((z) => softmax(z)[i], z), 1e-9)
  );
});

Deno.test("softmaxJacobian() has rows that add up to 0", () => {
  for (const z of logits) {
    for (const row of softmaxJacobian(z)) {
      assertAlmostEquals(sum(row), 0, 1e-15);
    }
  }
});

Deno.test("softmaxCrossEntropy() is crossEntropy() of the softmax", () => {
  for (const y of [[0, 1, 0], [0.2, 0.5, 0.3]]) {
    const z = [1, 2, 0.5];
    assertAlmostEquals(
      softmaxCrossEntropy(z, y),
      crossEntropy(y, softmax(z)),
      1e-15,
    );
  }
});

Deno.test("softmaxCrossEntropy() agrees with a reference for smoothed labels", () => {
  const y = labelSmoothing([0, 1, 0], 0.1);
  const loss = softmaxCrossEntropy([1, 2, 0.5], y);
  assertAlmostEquals(loss, 0.54770211744127817, 1e-15);
});

Deno.test("softmaxCrossEntropy() survives logits of ±800", () => {
  assertEquals(softmaxCrossEntropy([-800, 800], [1, 0]), 1600);
  assertEquals(softmaxCrossEntropy([-800, 800], [0, 1]), 0);
  assertEquals(softmaxCrossEntropy([0, -Infinity], [0, 1]), Infinity);
});

Deno.test("softmaxCrossEntropyGradient() is p − y", () => {
  for (const y of [[0, 1, 0], [0.2, 0.5, 0.3]]) {
    const z = [1, 2, 0.5];
    const gradient = softmaxCrossEntropyGradient(z, y);
    assertAllClose(
      gradient,
      finiteDifference((z) => softmaxCrossEntropy(z, y), z),
      1e-9,
    );
    assertAlmostEquals(sum(gradient), 0, 1e-15);
  }
});

Deno.test("softmaxCrossEntropy() refuses targets that are no distribution", () => {
  for (const f of [softmaxCrossEntropy, softmaxCrossEntropyGradient]) {
    assertThrows(() => f([1, 2], [1, 1]), RangeError, "add up to 1");
    assertThrows(() => f([1, 2], [1]), RangeError, "got 2 and 1");
  }
});

Deno.test("oneHot() puts a 1 at the class", () => {
  assertEquals(oneHot(1, 3), [0, 1, 0]);
});

Deno.test("oneHot() refuses a class that does not exist", () => {
  for (const k of [-1, 3, 0.5, NaN]) {
    assertThrows(() => oneHot(k, 3), RangeError, `Class ${k}`);
  }
});

Deno.test("labelSmoothing() takes ε from certainty and spreads it evenly", () => {
  assertAllClose(labelSmoothing([0, 1, 0, 0], 0.1), [
    0.025,
    0.925,
    0.025,
    0.025,
  ]);
});

Deno.test("labelSmoothing() keeps y at ε = 0 and is even at ε = 1", () => {
  assertEquals(labelSmoothing([0, 1], 0), [0, 1]);
  assertEquals(labelSmoothing([0, 1], 1), [0.5, 0.5]);
});

Deno.test("labelSmoothing() puts the smallest loss at a finite logit", () => {
  const y = labelSmoothing([0, 1, 0], 0.1);
  const at = (m: number) => softmaxCrossEntropy([0, m, 0], y);
  // The margin log(y′₁ / y′₀) makes softmax equal to the target.
  const best = Math.log(y[1] / y[0]);
  assertLess(at(best), at(best - 0.1));
  assertLess(at(best), at(best + 0.1));
});

Deno.test("labelSmoothing() refuses ε outside [0, 1] and a bad y", () => {
  assertThrows(() => labelSmoothing([0, 1], -0.1), RangeError, "epsilon");
  assertThrows(() => labelSmoothing([0, 1], 1.5), RangeError, "epsilon");
  assertThrows(() => labelSmoothing([0, 2], 0.1), RangeError, "y[1]");
});
