import * as tf from "@tensorflow/tfjs";
import { adamW } from "@course/engine";
import { Random } from "@course/text";
import { runKernel, runUpdate } from "../../../lib/engine/ops/run.ts";
import { assert, assertEquals } from "../../assert.ts";
import { assertAgrees, normal } from "../agree.ts";
import { gpuTest } from "./on_gpu.ts";

const random = new Random(5);
const attrs = {
  ...{ rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, decay: 0.1 },
  ...{ correction1: 1 - 0.9 ** 3, correction2: 1 - 0.999 ** 3 },
};

/** A parameter, its gradient, its means, and a factor of clipping. */
function adamInputs(shape: number[]) {
  const v = normal(shape, random);
  v.values.forEach((x, i) => v.values[i] = x * x);
  return {
    parameter: normal(shape, random),
    gradient: normal(shape, random),
    m: normal(shape, random),
    v,
    scale: { values: Float32Array.of(0.7), shape: [] },
  };
}

for (const shape of [[1], [3, 5], [257], [40, 30, 7]]) {
  gpuTest(`AdamStep on webgpu agrees with cpu: [${shape}]`, async () => {
    await assertAgrees("webgpu", (tensors) => {
      runUpdate("AdamStep", tensors, attrs);
      const { parameter, m, v } = tensors;
      return [parameter, m, v];
    }, adamInputs(shape));
  });
}

gpuTest(
  "AdamStep on webgpu sets tiny means to zero and lets NaN through",
  async () => {
    const inputs = adamInputs([4]);
    inputs.gradient.values.set([0, 0, NaN, Infinity]);
    inputs.m.values.fill(1e-30);
    inputs.v.values.fill(1e-36);
    await assertAgrees("webgpu", (tensors) => {
      runUpdate("AdamStep", tensors, attrs);
      const { parameter, m, v } = tensors;
      // So that what should be zero is compared with 1 and not lost beside it.
      return [parameter, m.mul(1e30), v.mul(1e36)];
    }, inputs);
  },
);

gpuTest(
  "AdamStep on webgpu is seen by who read the parameter before",
  async () => {
    const values = Object.fromEntries(
      Object.entries(adamInputs([3])).map((
        [name, { values, shape }],
      ) => [name, tf.tensor(values, shape)]),
    );
    const seen: string[] = [];
    // The first step brings the parameter to the GPU, the second finds it there.
    for (let step = 0; step < 3; step++) {
      seen.push(String(await values.parameter.data()));
      runUpdate("AdamStep", values, attrs);
    }
    seen.push(String(await values.parameter.data()));
    assertEquals(new Set(seen).size, 4, seen.join(" → "));
    tf.dispose(values);
  },
);

for (const size of [1, 1023, 1025, 300_000]) {
  gpuTest(
    `SquaredNorm on webgpu agrees with cpu: ${size} numbers`,
    async () => {
      await assertAgrees(
        "webgpu",
        ({ x }) => runKernel("SquaredNorm", { x }),
        { x: normal([size], random) },
      );
    },
  );
}

gpuTest(
  "SquaredNorm on webgpu answers 0 for nothing, NaN for NaN",
  async () => {
    for (const values of [[], [1, NaN, 2], [Infinity]]) {
      await assertAgrees(
        "webgpu",
        ({ x }) => runKernel("SquaredNorm", { x }),
        { x: { values: Float32Array.from(values), shape: [values.length] } },
      );
    }
  },
);

gpuTest("adamW() on webgpu leaves a clone of a parameter alone", async () => {
  const w = tf.variable(tf.tensor1d([1, 2, 3]).add(tf.scalar(0)));
  const kept = w.clone();
  const optimizer = adamW({ learningRate: 0.5, clipNorm: 1 });
  optimizer.minimize(() => w.square().sum());
  assertEquals([...await kept.data()], [1, 2, 3]);
  assert((await w.data()).every((x, i) => Math.abs(x - i - 0.5) < 0.1));
  tf.dispose([w, kept]);
  optimizer.dispose();
});
