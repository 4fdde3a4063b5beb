import { attention } from "@course/engine";
import { Random } from "@course/text";
import * as tf from "@tensorflow/tfjs";
import { assertThrows } from "../../assert.ts";
import { type Arrays, assertAgrees, normal, withGradients } from "../agree.ts";
import { gpuTest } from "./on_gpu.ts";
import { randomMask } from "./random_mask.ts";

const random = new Random(9);

// Widths of a head that are no multiple of four, and times about the size of
// a tile (32) and of a workgroup (64). A wide head leaves room for fewer.
const cases = [
  { B: 1, T: 1, heads: 1, d: 1, causal: true, masked: false },
  { B: 2, T: 5, heads: 3, d: 2, causal: false, masked: true },
  { B: 2, T: 33, heads: 2, d: 4, causal: true, masked: true },
  { B: 1, T: 64, heads: 2, d: 7, causal: true, masked: false },
  { B: 2, T: 65, heads: 2, d: 4, causal: false, masked: false },
  { B: 1, T: 130, heads: 1, d: 9, causal: true, masked: true },
  { B: 1, T: 40, heads: 1, d: 70, causal: false, masked: false },
];

for (const { B, T, heads, d, causal, masked } of cases) {
  const name = `B ${B}, T ${T}, ${heads} heads of ${d}` +
    (causal ? ", causal" : "") + (masked ? ", masked" : "");
  gpuTest(
    `attention() on webgpu agrees with cpu, gradient too: ${name}`,
    async () => {
      const inputs: Arrays = { qkv: normal([B, T, 3 * heads * d], random) };
      if (masked) inputs.mask = randomMask(B, T, random);
      await assertAgrees(
        "webgpu",
        withGradients(
          ({ qkv, mask }) =>
            attention(qkv as tf.Tensor3D, { heads, causal, mask }),
          ["qkv"],
        ),
        inputs,
      );
    },
  );
}

gpuTest(
  "attention() on webgpu answers zeros where nothing may be looked at",
  async () => {
    await assertAgrees(
      "webgpu",
      withGradients(
        ({ qkv, mask }) =>
          attention(qkv as tf.Tensor3D, { heads: 2, causal: true, mask }),
        ["qkv"],
      ),
      {
        qkv: normal([2, 3, 12], random),
        mask: { values: Int32Array.of(0, 0, 1, 0, 0, 0), shape: [2, 3] },
      },
    );
  },
);

gpuTest(
  "attention() on webgpu bears scores that overflow an exponential",
  async () => {
    await assertAgrees(
      "webgpu",
      withGradients(
        ({ qkv }) => attention(qkv as tf.Tensor3D, { heads: 2 }),
        ["qkv"],
      ),
      { qkv: normal([2, 9, 24], random, 30) },
      1e-4, // the scores are in the thousands, and e^s has their error
    );
  },
);

gpuTest("attention() on webgpu passes NaN on to those who see it", async () => {
  const qkv = normal([1, 70, 12], random);
  qkv.values[40 * 12 + 4] = NaN; // of the key of position 40
  await assertAgrees(
    "webgpu",
    ({ qkv }) => [attention(qkv as tf.Tensor3D, { heads: 1, causal: true })],
    { qkv },
  );
});

gpuTest(
  "attention() on webgpu answers an empty batch and an empty sequence",
  async () => {
    for (const [B, T] of [[0, 3], [2, 0]]) {
      await assertAgrees(
        "webgpu",
        ({ qkv }) => [attention(qkv as tf.Tensor3D, { heads: 2 })],
        { qkv: normal([B, T, 12], random) },
      );
    }
  },
);

gpuTest(
  "attention() on webgpu names the limit where a head is too wide",
  () => {
    const qkv = tf.zeros([1, 1, 3 * 2049]) as tf.Tensor3D;
    assertThrows(
      () => attention(qkv, { heads: 1 }),
      RangeError,
      "A head of attention on this backend is at most 2048 wide, got 2049",
    );
    qkv.dispose();
  },
);
