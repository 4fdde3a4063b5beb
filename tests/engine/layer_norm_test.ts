import * as tf from "@tensorflow/tfjs";
import { layerNorm, useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assertEquals, assertThrows } from "../assert.ts";
import { normal, withGradients } from "./agree.ts";
import { assertAsStock } from "./stock.ts";

type Tensors = Record<string, tf.Tensor>;

const random = new Random(8);

/** The same from tfjs's own operations. */
function stock({ x, gain, shift }: Tensors): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  const n = x.sub(mean).div(variance.add(1e-5).sqrt()).mul(gain);
  return shift ? n.add(shift) : n;
}
const ours = ({ x, gain, shift }: Tensors) => layerNorm(x, gain, shift);

for (const shape of [[6], [4, 6], [2, 3, 5], [3, 1], [0, 4]]) {
  Deno.test(`layerNorm() gives what tfjs's operations give, [${shape}]`, async () => {
    const columns = shape.at(-1)!;
    const arrays = {
      x: normal(shape, random),
      gain: normal([columns], random),
      shift: normal([columns], random),
    };
    const all = ["x", "gain", "shift"];
    await assertAsStock(
      withGradients(ours, all),
      withGradients(stock, all),
      arrays,
    );
    const { shift: _, ...without } = arrays;
    await assertAsStock(
      withGradients(ours, ["x", "gain"]),
      withGradients(stock, ["x", "gain"]),
      without,
    );
  });
}

Deno.test("layerNorm() keeps a NaN in its row", async () => {
  await useBestBackend({ force: "cpu" });
  const y = layerNorm(tf.tensor2d([[1, NaN], [1, 3]]), tf.ones([2]));
  assertEquals([...await y.data()].map(Number.isNaN), [
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("layerNorm() refuses what doesn't fit, with both shapes", async () => {
  await useBestBackend({ force: "cpu" });
  const x = tf.zeros([2, 3]);
  assertThrows(
    () => layerNorm(x, tf.ones([2])),
    RangeError,
    "Layer normalisation's gain must have shape [3], got [2]",
  );
  assertThrows(
    () => layerNorm(x, tf.ones([3]), tf.ones([3, 1])),
    RangeError,
    "Layer normalisation's shift must have shape [3], got [3, 1]",
  );
  assertThrows(
    () => layerNorm(x.cast("int32"), tf.ones([3])),
    TypeError,
    "The input of layer normalisation must be float32, got int32",
  );
  assertThrows(() => layerNorm(tf.scalar(1), tf.ones([1])), RangeError, "[]");
});
