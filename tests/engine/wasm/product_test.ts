import * as tf from "@tensorflow/tfjs";
import { useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assertEquals, assertThrows } from "../../assert.ts";
import {
  assertAgrees,
  assertSameBits,
  normal,
  withGradients,
} from "../agree.ts";

const random = new Random(11);
/** A size that is often 1, often odd, sometimes past a block's end. */
const size = () => [1, 2, 3, 5, 8, 17, 64, 131, 300][random.below(9)];

Deno.test("matMul() on wasm agrees with cpu, for all shapes and transposes", async () => {
  for (let trial = 0; trial < 40; trial++) {
    const [M, N, K] = [size(), size(), size()];
    const transposeA = random.below(2) === 1,
      transposeB = random.below(2) === 1;
    await assertAgrees(
      "wasm",
      ({ a, b }) => [tf.matMul(a, b, transposeA, transposeB)],
      {
        a: normal(transposeA ? [K, M] : [M, K], random),
        b: normal(transposeB ? [N, K] : [K, N], random),
      },
    );
  }
});

Deno.test("matMul() on wasm agrees with cpu, in batches and broadcast", async () => {
  const shapes = [
    [[1, 5, 7], [4, 7, 9]],
    [[2, 3, 5, 7], [1, 1, 7, 9]],
    [[4, 1, 6], [4, 6, 1]],
  ];
  for (const [a, b] of shapes) {
    await assertAgrees("wasm", ({ a, b }) => [tf.matMul(a, b)], {
      a: normal(a, random),
      b: normal(b, random),
    });
  }
  // tfjs itself has no gradient for broadcast batches.
  await assertAgrees(
    "wasm",
    withGradients(({ a, b }) => tf.matMul(a, b), ["a", "b"]),
    { a: normal([3, 5, 7], random), b: normal([3, 7, 9], random) },
  );
});

Deno.test("matMul() on wasm agrees with cpu where a size is zero", async () => {
  for (const [M, N, K] of [[0, 3, 4], [3, 0, 4], [3, 4, 0], [0, 0, 0]]) {
    await assertAgrees("wasm", ({ a, b }) => [tf.matMul(a, b)], {
      a: normal([M, K], random),
      b: normal([K, N], random),
    });
  }
});

Deno.test("fused.matMul() on wasm agrees with cpu, bias and activations", async () => {
  const activations = ["linear", "relu", "relu6", "sigmoid", "elu"] as const;
  for (const activation of activations) {
    for (const shape of [[9], [1, 9], [5, 9], []]) {
      await assertAgrees(
        "wasm",
        ({ a, b, bias }) => [
          tf.fused.matMul({
            ...{ a: a as tf.Tensor2D, b: b as tf.Tensor2D },
            ...{ bias, activation },
          }),
        ],
        {
          a: normal([5, 7], random),
          b: normal([7, 9], random),
          bias: normal(shape, random),
        },
      );
    }
  }
  await assertAgrees(
    "wasm",
    withGradients(
      ({ a, b, bias }) =>
        tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias }),
      ["a", "b", "bias"],
    ),
    {
      a: normal([300, 40], random),
      b: normal([40, 50], random),
      bias: normal([50], random),
    },
  );
});

Deno.test("matMul() on wasm hands on NaN and Infinity as cpu does", async () => {
  const a = normal([6, 5], random), b = normal([5, 10], random);
  a.values[7] = NaN;
  a.values[16] = Infinity;
  b.values[4] = -Infinity;
  await assertAgrees("wasm", ({ a, b }) => [tf.matMul(a, b)], { a, b });
});

Deno.test("matMul() on wasm reads a weight anew after it changed", async () => {
  // tfjs's own product keeps packed weights by tensor and would not.
  await useBestBackend({ force: "wasm" });
  const weight = tf.variable(tf.ones([8, 8]));
  const one = tf.ones([1, 8]);
  const sum = () => tf.tidy(() => tf.matMul(one, weight).sum().dataSync()[0]);
  assertEquals(sum(), 64);
  weight.assign(tf.ones([8, 8]).mul(2));
  assertEquals(sum(), 128);
  tf.dispose([weight, one]);
});

Deno.test("matMul() on wasm refuses other types, with the type", async () => {
  await useBestBackend({ force: "wasm" });
  const a = tf.ones([2, 2], "int32");
  assertThrows(() => tf.matMul(a, a), TypeError, "float32 tensors, not int32");
  a.dispose();
});

Deno.test("a product gives the same bits for any number of threads", async () => {
  await assertSameBits(({ a, b }) => [tf.matMul(a, b)], {
    a: normal([301, 257], random),
    b: normal([257, 301], random),
  });
});
