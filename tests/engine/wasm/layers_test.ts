/** The layers on wasm; `tests/engine/layers` has the rest, on cpu. */
import * as tf from "@tensorflow/tfjs";
import { adam, layers, useBestBackend } from "@course/engine";
import { assert } from "../../assert.ts";
import { worst } from "../layers/models.ts";

/** Embedding(30, 9) → LSTM(13) → Dense(1). */
function classifier(recurrent: tf.layers.Layer, maskZero: boolean) {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: 30,
        outputDim: 9,
        inputShape: [null],
        maskZero,
      }),
      recurrent,
      tf.layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });
  const optimizer = adam({ learningRate: 0.01 });
  model.compile({ optimizer, loss: "binaryCrossentropy" });
  return model;
}

for (const maskZero of [false, true]) {
  for (const returnSequences of [false, true]) {
    const name = `${maskZero ? "with" : "without"} a mask, ` +
      `${returnSequences ? "all states" : "last state"}`;
    Deno.test(`the LSTM layer on wasm takes tfjs's weights and trains alike, ${name}`, async () => {
      await useBestBackend({ force: "wasm" });
      const stock = tf.layers.lstm({
        units: 13,
        returnSequences,
        recurrentActivation: "sigmoid",
        recurrentInitializer: "glorotUniform",
        biasInitializer: "glorotUniform",
      });
      const theirs = classifier(stock, maskZero);
      const ours = classifier(
        layers.lstm({ units: 13, returnSequences }),
        maskZero,
      );
      ours.setWeights(theirs.getWeights());
      const x = tf.tidy(() =>
        // Words behind padding of 0 to 6 steps.
        tf.randomUniform([7, 10], 1, 30, "int32", 3)
          .mul(tf.range(0, 10).greaterEqual(tf.range(0, 7).reshape([7, 1])))
      );
      const y = tf.randomUniform(
        returnSequences ? [7, 10, 1] : [7, 1],
        ...[0, 2] as const,
        "int32",
        4,
      );
      const predictions = () =>
        [ours, theirs].map((model) => model.predict(x) as tf.Tensor);
      const [a, b] = predictions();
      assert(await worst(a, b) < 1e-5);
      for (let i = 0; i < 5; i++) {
        await ours.trainOnBatch(x, y);
        await theirs.trainOnBatch(x, y);
      }
      const [after, stockAfter] = predictions();
      assert(await worst(a, after) > 1e-3, "it does not learn");
      assert(await worst(after, stockAfter) < 1e-5);
      tf.dispose([x, y, a, b, after, stockAfter]);
      ours.dispose();
      theirs.dispose();
    });
  }
}

Deno.test("a TransformerBlock on wasm answers what it answers on cpu", async () => {
  const layer = layers.transformerBlock({
    heads: 3,
    causal: true,
    useBias: true,
    seed: 1,
  });
  const answers: Float32Array[] = [];
  for (const force of ["cpu", "wasm"] as const) {
    await useBestBackend({ force });
    const x = tf.tensor(
      Float32Array.from({ length: 2 * 11 * 12 }, (_, i) => Math.sin(i)),
      [2, 11, 12],
    );
    const y = layer.apply(x) as tf.Tensor;
    answers.push(await y.data() as Float32Array);
    tf.dispose([x, y]);
  }
  const [a, b] = answers;
  assert(Math.max(...a.map((v, i) => Math.abs(v - b[i]))) < 1e-5);
});
