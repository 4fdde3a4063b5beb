import * as tf from "@tensorflow/tfjs";
import { softmaxCrossEntropy, useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assertEquals, assertThrows } from "../assert.ts";
import { normal, withGradients } from "./agree.ts";
import { assertAsStock } from "./stock.ts";

const random = new Random(10);

for (const shape of [[5], [4, 3], [2, 3, 7], [3, 2], [0, 4]]) {
  Deno.test(`softmaxCrossEntropy() gives what tfjs's operations give, [${shape}]`, async () => {
    const choices = shape.at(-1)!, places = shape.slice(0, -1);
    const size = tf.util.sizeFromShape(places);
    const labels = {
      values: Int32Array.from({ length: size }, () => random.below(choices)),
      shape: places,
    };
    await assertAsStock(
      withGradients(
        ({ logits, labels }) => softmaxCrossEntropy(logits, labels),
        ["logits"],
      ),
      withGradients(
        ({ logits, labels }) =>
          tf.oneHot(labels.reshape([size]).cast("int32"), choices)
            .reshape(shape).mul(logits.logSoftmax()).sum(-1).neg(),
        ["logits"],
      ),
      { logits: normal(shape, random, 3), labels },
    );
  });
}

Deno.test("softmaxCrossEntropy() keeps NaN and infinity in their rows", async () => {
  await useBestBackend({ force: "cpu" });
  const losses = softmaxCrossEntropy(
    tf.tensor2d([[NaN, 1], [Infinity, 1], [-Infinity, 1], [0, 0]]),
    tf.tensor1d([1, 1, 0, 0], "int32"),
  );
  const [nan, infinite, never, finite] = await losses.data();
  assertEquals([nan, infinite, never], [NaN, NaN, Infinity]);
  assertEquals(finite, Math.fround(Math.LN2));
});

Deno.test("softmaxCrossEntropy() refuses what doesn't fit, with both shapes", async () => {
  await useBestBackend({ force: "cpu" });
  const logits = tf.zeros([2, 3]);
  assertThrows(
    () => softmaxCrossEntropy(logits, tf.zeros([3], "int32")),
    RangeError,
    "The labels for logits of shape [2, 3] must have shape [2], got [3]",
  );
  assertThrows(
    () => softmaxCrossEntropy(logits, tf.zeros([2])),
    TypeError,
    "The labels must be int32, got float32",
  );
});
