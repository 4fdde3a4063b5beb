import { lstm, type LstmParameters } from "@course/engine";
import { Random } from "@course/text";
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { runKernel } from "../../../lib/engine/ops/run.ts";
import { assertThrows } from "../../assert.ts";
import { type Arrays, assertAgrees, normal, withGradients } from "../agree.ts";
import { gpuTest } from "./on_gpu.ts";
import { randomMask } from "./random_mask.ts";

const random = new Random(7);

/** Random inputs and parameters for B rows, T steps, E numbers, H units. */
function lstmInputs(B: number, T: number, E: number, H: number): Arrays {
  return {
    x: normal([B, T, E], random),
    kernel: normal([E, 4 * H], random, 0.5),
    recurrentKernel: normal([H, 4 * H], random, 1 / Math.sqrt(H)),
    bias: normal([4 * H], random),
  };
}

const byAll = ["x", "kernel", "recurrentKernel", "bias"];
const operation = (sequences: boolean) =>
  withGradients(
    ({ x, mask, ...parameters }) =>
      lstm(x as tf.Tensor3D, parameters as unknown as LstmParameters, {
        mask: mask as tf.Tensor2D,
        sequences,
      }),
    byAll,
  );

// Units below, at and above a warp and a workgroup, and batches that are no
// multiple of the four rows that a workgroup takes.
const cases = [
  { B: 1, T: 1, E: 1, H: 1, masked: false, sequences: false },
  { B: 5, T: 1, E: 2, H: 33, masked: true, sequences: true },
  { B: 4, T: 9, E: 3, H: 7, masked: false, sequences: false },
  { B: 4, T: 9, E: 3, H: 7, masked: false, sequences: true },
  { B: 6, T: 9, E: 3, H: 7, masked: true, sequences: false },
  { B: 6, T: 9, E: 3, H: 7, masked: true, sequences: true },
  { B: 3, T: 6, E: 4, H: 130, masked: true, sequences: false },
  { B: 2, T: 5, E: 3, H: 257, masked: true, sequences: true },
  { B: 1, T: 2, E: 1, H: 1024, masked: false, sequences: false },
  { B: 9, T: 40, E: 16, H: 64, masked: false, sequences: true },
];
for (const { B, T, E, H, masked, sequences } of cases) {
  const name = `B ${B}, T ${T}, E ${E}, H ${H}` +
    (masked ? ", masked" : "") + (sequences ? ", every step" : "");
  gpuTest(
    `lstm() on webgpu agrees with cpu, gradients too: ${name}`,
    async () => {
      const inputs = lstmInputs(B, T, E, H);
      if (masked) inputs.mask = randomMask(B, T, random);
      await assertAgrees("webgpu", operation(sequences), inputs);
    },
  );
}

gpuTest(
  "lstm() on webgpu bears gates' inputs that overflow an exponential",
  async () => {
    const inputs = lstmInputs(3, 4, 2, 5);
    inputs.x.values.forEach((v, i) => inputs.x.values[i] = 500 * v);
    await assertAgrees("webgpu", operation(true), inputs);
  },
);

gpuTest(
  "lstm() on webgpu passes NaN and Infinity on in their row, from their step on",
  async () => {
    const inputs = lstmInputs(6, 5, 1, 3);
    inputs.x.values[1 * 5 + 2] = NaN;
    inputs.x.values[3 * 5 + 4] = Infinity;
    await assertAgrees(
      "webgpu",
      ({ x, ...parameters }) => [
        lstm(x as tf.Tensor3D, parameters as unknown as LstmParameters, {
          sequences: true,
        }),
      ],
      inputs,
    );
  },
);

// The gradient alone, since by the bias it is a sum over rows, which tfjs's
// webgpu backend refuses to make of none.
gpuTest(
  "LstmRecurrence on webgpu takes an empty batch, and so does its gradient",
  async () => {
    const empty = (...shape: number[]) => normal([0, 3, ...shape], random);
    const u = normal([5, 20], random);
    await assertAgrees(
      "webgpu",
      (inputs) => runKernel("LstmRecurrence", inputs),
      { z: empty(20), u },
    );
    await assertAgrees(
      "webgpu",
      (inputs) => runKernel("LstmRecurrenceGrad", inputs),
      { u, h: empty(5), c: empty(5), gates: empty(20), dy: empty(5) },
    );
  },
);

gpuTest("lstm() on webgpu names the GPU's limit where units don't fit", () => {
  const { device } = tf.backend() as WebGPUBackend;
  const most = device.limits.maxComputeWorkgroupStorageSize / 16;
  const H = most + 1;
  assertThrows(
    () =>
      tf.tidy(() =>
        runKernel("LstmRecurrence", {
          z: tf.zeros([1, 1, 4 * H]),
          u: tf.zeros([H, 4 * H]),
        })
      ),
    RangeError,
    `An LSTM on this GPU has at most ${most} units, got ${H}`,
  );
});
