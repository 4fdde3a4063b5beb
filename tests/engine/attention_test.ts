import * as tf from "@tensorflow/tfjs";
import { attention, useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assertEquals, assertThrows } from "../assert.ts";
import { normal, withGradients } from "./agree.ts";
import { assertAsStock } from "./stock.ts";

const random = new Random(12);

/** The same from tfjs's own operations, with the matrix of T by T. */
function stock(
  { qkv, mask }: Record<string, tf.Tensor>,
  heads: number,
  causal: boolean,
): tf.Tensor {
  const [B, T, width] = qkv.shape;
  const C = width / 3, d = C / heads;
  const [q, k, v] = tf.split(qkv, 3, 2)
    .map((x) => x.reshape([B, T, heads, d]).transpose([0, 2, 1, 3]));
  const scores = q.matMul(k, false, true).div(Math.sqrt(d));
  const seen = tf.ones([B, heads, T, T])
    .mul(causal ? tf.linalg.bandPart(tf.ones([T, T]), -1, 0) : 1)
    .mul(mask ? mask.reshape([B, 1, 1, T]).cast("float32") : 1);
  const weights = scores.add(seen.sub(1).mul(1e9)).softmax();
  return weights.matMul(v).transpose([0, 2, 1, 3]).reshape([B, T, C]);
}

const cases = [
  { B: 2, T: 5, C: 6, heads: 3, causal: true },
  { B: 1, T: 7, C: 4, heads: 1, causal: false },
  { B: 3, T: 1, C: 2, heads: 2, causal: true },
  { B: 2, T: 4, C: 4, heads: 2, causal: false, masked: true },
  { B: 2, T: 4, C: 4, heads: 2, causal: true, masked: true },
];

for (const { B, T, C, heads, causal, masked } of cases) {
  const name = `[${B}, ${T}, 3 × ${C}], ${heads} heads` +
    `${causal ? ", causal" : ""}${masked ? ", masked" : ""}`;
  Deno.test(`attention() gives what tfjs's operations give, ${name}`, async () => {
    // The first key stays visible, so that no row sees nothing.
    const mask = {
      values: Int32Array.from(
        { length: B * T },
        (_, i) => i % T === 0 ? 1 : random.below(2),
      ),
      shape: [B, T],
    };
    await assertAsStock(
      withGradients(
        ({ qkv, mask }) =>
          attention(qkv as tf.Tensor3D, { heads, causal, mask }),
        ["qkv"],
      ),
      withGradients((tensors) => stock(tensors, heads, causal), ["qkv"]),
      {
        qkv: normal([B, T, 3 * C], random),
        ...(masked ? { mask } : {}),
      },
    );
  });
}

Deno.test("attention() takes an empty batch and an empty sequence", async () => {
  await useBestBackend({ force: "cpu" });
  for (const [B, T] of [[0, 3], [2, 0]]) {
    const out = attention(tf.zeros([B, T, 12]), { heads: 2, causal: true });
    assertEquals(out.shape, [B, T, 4]);
  }
});

Deno.test("attention() keeps a NaN from those who don't see it", async () => {
  await useBestBackend({ force: "cpu" });
  const qkv = tf.buffer([1, 3, 3]);
  qkv.set(NaN, 0, 1, 2); // the value of position 1
  const out = attention(qkv.toTensor() as tf.Tensor3D, {
    heads: 1,
    causal: true,
  });
  assertEquals([...await out.data()], [0, NaN, NaN]);
});

Deno.test("attention() refuses what doesn't fit, with both shapes", async () => {
  await useBestBackend({ force: "cpu" });
  const qkv = tf.zeros([2, 3, 12]) as tf.Tensor3D;
  assertThrows(
    () => attention(qkv, { heads: 3 }),
    RangeError,
    "shape [2, 3, 12] does not go with 3 heads",
  );
  assertThrows(
    () => attention(qkv, { heads: 2, mask: tf.ones([3, 2]) }),
    RangeError,
    "The mask of attention must have shape [2, 3], got [3, 2]",
  );
  assertThrows(
    () =>
      attention(tf.zeros([2, 12]) as tf.Tensor as tf.Tensor3D, { heads: 2 }),
    RangeError,
    "The input of attention must have shape [any, any, any], got [2, 12]",
  );
});
