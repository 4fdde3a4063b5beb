import { lstm, type LstmParameters } from "@course/engine";
import { Random } from "@course/text";
import type * as tf from "@tensorflow/tfjs";
import { type Arrays, assertAgrees, normal, withGradients } from "../agree.ts";
import { gpuTest } from "./on_gpu.ts";

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

/** 0 and 1 at random, each row with its own share of ones. */
function randomMask(B: number, T: number) {
  const values = new Int32Array(B * T);
  for (let row = 0; row < B; row++) {
    const share = random.uniform();
    for (let t = 0; t < T; t++) {
      values[row * T + t] = random.uniform() < share ? 1 : 0;
    }
  }
  return { values, shape: [B, T] };
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

const shapes = [
  { B: 1, T: 1, E: 1, H: 1 },
  { B: 1, T: 9, E: 3, H: 7 },
  { B: 5, T: 1, E: 2, H: 33 },
  { B: 3, T: 6, E: 4, H: 130 },
  { B: 2, T: 5, E: 3, H: 257 },
  { B: 2, T: 3, E: 2, H: 1024 },
  { B: 9, T: 40, E: 16, H: 64 },
];
for (const { B, T, E, H } of shapes) {
  for (const masked of [false, true]) {
    const name = `B ${B}, T ${T}, E ${E}, H ${H}${masked ? ", masked" : ""}`;
    gpuTest(
      `lstm() on webgpu agrees with cpu, gradients too: ${name}`,
      async () => {
        for (const sequences of [false, true]) {
          const inputs = lstmInputs(B, T, E, H);
          if (masked) inputs.mask = randomMask(B, T);
          await assertAgrees("webgpu", operation(sequences), inputs);
        }
      },
    );
  }
}
