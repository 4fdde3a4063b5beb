import * as tf from "@tensorflow/tfjs";
import { type AdamOptions, adamW, useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assert, assertEquals } from "../../assert.ts";
import {
  assertAgrees,
  assertSameBits,
  normal,
  type Operation,
} from "../agree.ts";

const random = new Random(35);

/**
 * Some steps of AdamW with gradients g, g/2, g/3, … on the parameters p and q;
 * answers them.
 */
function steps(count: number, options: AdamOptions): Operation {
  return ({ p, q, g, h }) => {
    const optimizer = adamW(options);
    const [a, b] = [tf.variable(p), tf.variable(q)];
    for (let i = 1; i <= count; i++) {
      optimizer.applyGradients({ [a.name]: g.div(i), [b.name]: h.div(i) });
    }
    const out = [a.mul(1), b.mul(1)];
    tf.dispose([a, b]);
    optimizer.dispose();
    return out;
  };
}

const inputs = (first: number[], second: number[]) => ({
  p: normal(first, random),
  g: normal(first, random),
  q: normal(second, random),
  h: normal(second, random),
});

Deno.test("adamW() on wasm agrees with cpu, for all sizes", async () => {
  const options = { learningRate: 0.5, weightDecay: 0.1 };
  for (const first of [[], [1], [3], [4], [7, 5], [130, 70], [50_001]]) {
    const arrays = inputs(first, [2, 3]);
    await assertAgrees("wasm", steps(5, options), arrays, 3e-6);
    const clipped = steps(5, { ...options, clipNorm: 0.7 });
    await assertAgrees("wasm", clipped, arrays, 3e-6);
  }
});

Deno.test("adamW() on wasm decays by the rate that cpu decays by", async () => {
  const arrays = inputs([100], [1]);
  arrays.g.values.fill(0);
  const options = { learningRate: 3e-3, weightDecay: 0.1 };
  await assertAgrees("wasm", steps(150, options), arrays, 1e-6);
});

Deno.test("adamW() on wasm agrees with cpu on tiny, huge and odd gradients", async () => {
  const arrays = inputs([11], [5]);
  arrays.g.values = Float32Array.of(
    ...[1e-38, -1e-25, 1e-19, 1e-10, 1e10, -1e19, 0, NaN],
    ...[Infinity, -Infinity, 3e20],
  );
  await assertAgrees("wasm", steps(1, { learningRate: 0.1 }), arrays, 3e-6);
  const clipped = steps(1, { learningRate: 0.1, clipNorm: 1 });
  await assertAgrees("wasm", clipped, arrays, 3e-6);
});

Deno.test("adamW() on wasm sets m and v to zero where cpu does", async () => {
  const values: number[][] = [];
  for (const force of ["cpu", "wasm"] as const) {
    await useBestBackend({ force });
    const optimizer = adamW({ beta1: 0.1, beta2: 0.1 });
    const w = tf.variable(tf.tensor1d([1, 1, 1, 1, 1, -1]));
    const give = (g: number[]) => {
      const tensor = tf.tensor1d(g);
      optimizer.applyGradients({ [w.name]: tensor });
      tensor.dispose();
    };
    give([1, 1e-10, 1e-17, -1e-28, -1e-31, 0]);
    const kept: number[] = [];
    for (let i = 0; i < 40; i++) {
      give([0, 0, 0, 0, 0, 0]);
      const [, m, v] = await optimizer.getWeights();
      for (const { tensor } of [m, v]) {
        kept.push(...[...await tensor.data()].map((x) => x === 0 ? 0 : 1));
      }
    }
    values.push(kept);
    optimizer.dispose();
    w.dispose();
  }
  assert(values[0].includes(1) && values[0].at(-1) === 0, "nothing vanishes");
  assertEquals(values[1], values[0]);
});

Deno.test("after adam() on wasm a convolution reads its filter anew", async () => {
  await useBestBackend({ force: "wasm" });
  const optimizer = adamW({ learningRate: 1, weightDecay: 0 });
  const x = tf.ones([1, 3, 3, 1]) as tf.Tensor4D;
  const filter = tf.variable(tf.ones([3, 3, 1, 1])) as tf.Variable<tf.Rank.R4>;
  const gradient = tf.ones([3, 3, 1, 1]);
  const convolved = () =>
    tf.tidy(() => tf.conv2d(x, filter, 1, "valid").dataSync()[0]);
  // At the first step the filter may move to memory of its own.
  for (const wanted of [9, 0, -9]) {
    assert(Math.abs(convolved() - wanted) < 1e-4, `${convolved()}, ${wanted}`);
    optimizer.applyGradients({ [filter.name]: gradient });
  }
  tf.dispose([x, filter, gradient]);
  optimizer.dispose();
});

Deno.test("adamW() gives the same bits for any number of threads", async () => {
  const options = { learningRate: 0.1, clipNorm: 1 };
  await assertSameBits(steps(3, options), inputs([321, 257], [7]));
});
