import * as tf from "@tensorflow/tfjs";
import { lstm, type LstmParameters, useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assert, assertThrows } from "../assert.ts";
import { normal } from "./agree.ts";

const random = new Random(7);

/** Random inputs and parameters for B rows, T steps, E numbers, H units. */
function lstmInputs(B: number, T: number, E: number, H: number) {
  const scale = 1 / Math.sqrt(Math.max(1, H));
  return {
    x: normal([B, T, E], random),
    kernel: normal([E, 4 * H], random, 0.5),
    recurrentKernel: normal([H, 4 * H], random, scale),
    bias: normal([4 * H], random),
  };
}

Deno.test("lstm() gives what tfjs's stock layer gives", async () => {
  await useBestBackend({ force: "cpu" });
  for (const returnSequences of [false, true]) {
    const layer = tf.layers.lstm({
      units: 5,
      returnSequences,
      recurrentActivation: "sigmoid",
      recurrentInitializer: "glorotUniform",
      inputShape: [7, 3],
    });
    const model = tf.sequential({ layers: [layer] });
    const x = tf.randomNormal([4, 7, 3], 0, 1, "float32", 1) as tf.Tensor3D;
    const [kernel, recurrentKernel, bias] = layer.getWeights();
    const ours = lstm(
      x,
      { kernel, recurrentKernel, bias } as LstmParameters,
      { sequences: returnSequences },
    );
    const stock = model.predict(x) as tf.Tensor;
    const worst = ours.sub(stock).abs().max().dataSync()[0];
    assert(worst < 1e-6, `they differ by ${worst}`);
    model.dispose();
  }
});

Deno.test("lstm() refuses parameters that don't fit, with both shapes", async () => {
  await useBestBackend({ force: "cpu" });
  const { x, ...parameters } = Object.fromEntries(
    Object.entries(lstmInputs(2, 3, 4, 5)).map(([name, { values, shape }]) => [
      name,
      tf.tensor(values, shape),
    ]),
  );
  const wrong = { ...parameters, bias: tf.zeros([5]) };
  assertThrows(
    () => lstm(x as tf.Tensor3D, wrong as unknown as LstmParameters),
    RangeError,
    "The LSTM's bias must have shape [20], got [5]",
  );
  assertThrows(
    () => lstm(tf.zeros([2, 0, 4]), parameters as unknown as LstmParameters),
    RangeError,
    "An LSTM needs at least one step, got inputs of shape [2,0,4]",
  );
  assertThrows(
    () =>
      lstm(x as tf.Tensor3D, parameters as unknown as LstmParameters, {
        mask: tf.zeros([3, 2]),
      }),
    RangeError,
    "The LSTM's mask must have shape [2, 3], got [3, 2]",
  );
});
