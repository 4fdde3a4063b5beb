import {
  autograd,
  bceWithLogits,
  bceWithLogitsGradient,
  bceWithLogitsValue,
  logSoftmax,
  logSoftmaxValues,
  logSumExp,
  logSumExpValue,
  softmax,
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
  softmaxCrossEntropyValue,
  softmaxJacobian,
  softmaxValues,
  Value,
} from "../../lib/nn/mod.ts";
import { assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";

const logits = [[2, 1, -1], [0.1, 0.2, 0.3, 0.4], [1000, 1001, 999]];
const values = (z: number[]) => z.map((z_k) => new Value(z_k));
const near = (got: number[], wanted: number[]) =>
  got.forEach((g, k) => assertAlmostEquals(g, wanted[k], 1e-12));

Deno.test("losses over Values give the same numbers as over numbers", () => {
  for (const z of logits) {
    const data = (list: Value[]) => list.map(({ data }) => data);
    near([logSumExpValue(values(z)).data], [logSumExp(z)]);
    near(data(logSoftmaxValues(values(z))), logSoftmax(z));
    near(data(softmaxValues(values(z))), softmax(z));
  }
});

Deno.test("autograd through logSumExp gives softmax", () => {
  for (const z of logits) near(autograd(logSumExpValue, z), softmax(z));
});

Deno.test("autograd through softmax gives its Jacobian", () => {
  for (const z of logits) {
    softmaxJacobian(z).forEach((row, i) =>
      near(autograd((z) => softmaxValues(z)[i], z), row)
    );
  }
});

Deno.test("autograd through softmax cross-entropy gives p − y", () => {
  for (const y of [[0, 1, 0], [0.2, 0.5, 0.3]]) {
    for (const z of [[2, 1, -1], [1000, 1001, 999], [-800, 800, 0]]) {
      const loss = softmaxCrossEntropyValue(values(z), y).data;
      near([loss], [softmaxCrossEntropy(z, y)]);
      near(
        autograd((z) => softmaxCrossEntropyValue(z, y), z),
        softmaxCrossEntropyGradient(z, y),
      );
    }
  }
});

Deno.test("autograd through bceWithLogits gives σ(z) − y", () => {
  for (const z of [-800, -2, 0, 3, 800]) {
    for (const y of [0, 1]) {
      assertEquals(
        bceWithLogitsValue(new Value(z), y).data,
        bceWithLogits(z, y),
      );
      near(
        autograd(([z]) => bceWithLogitsValue(z, y), [z]),
        [bceWithLogitsGradient(z, y)],
      );
    }
  }
});

Deno.test("a class ruled out passes no NaN to the other logits", () => {
  const z = values([1, 2, -Infinity]);
  near(
    [softmaxCrossEntropyValue(z, [1, 0, 0]).data],
    [softmaxCrossEntropy([1, 2, -Infinity], [1, 0, 0])],
  );
  const gradient = autograd(
    (z) => softmaxCrossEntropyValue(z, [1, 0, 0]),
    [1, 2, -Infinity],
  );
  near(gradient, softmaxCrossEntropyGradient([1, 2, -Infinity], [1, 0, 0]));
});

Deno.test("losses over Values refuse what the plain ones refuse", () => {
  assertThrows(() => logSumExpValue([]), RangeError, "empty");
  assertThrows(() => softmaxValues(values([NaN])), RangeError, "not a number");
  assertThrows(
    () => softmaxCrossEntropyValue(values([1, 2]), [1]),
    RangeError,
    "got 2 and 1",
  );
  assertThrows(() => bceWithLogitsValue(new Value(1), 2), RangeError, "0 or 1");
});
