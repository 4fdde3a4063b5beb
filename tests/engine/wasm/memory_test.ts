import * as tf from "@tensorflow/tfjs";
import {
  adam,
  adamW,
  layers,
  sparseCrossEntropyLoss,
  useBestBackend,
} from "@course/engine";
import { assertEquals } from "../../assert.ts";

/** [8, 40] ids from 0, which is padding, to 19. */
const ids = () => tf.randomUniform([8, 40], 0, 20, "int32", 1);

function transformer() {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 20, outputDim: 32, inputShape: [40] }),
      layers.transformerBlock({ heads: 4, causal: true, useBias: true }),
      layers.layerNormalization(),
      tf.layers.dense({ units: 20 }),
    ],
  });
  model.compile({
    optimizer: adamW({ clipNorm: 1 }),
    loss: sparseCrossEntropyLoss,
    metrics: ["accuracy"],
  });
  return { model, x: ids(), y: ids() as tf.Tensor };
}

function lstm() {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: 20,
        outputDim: 32,
        inputShape: [40],
        maskZero: true,
      }),
      layers.lstm({ units: 32, returnSequences: true }),
      layers.lstm({ units: 32 }),
      tf.layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });
  model.compile({ optimizer: adam(), loss: "binaryCrossentropy" });
  return { model, x: ids(), y: tf.randomUniform([8, 1], 0, 2, "int32", 2) };
}

/** How much there is: tensors, their buffers, and bytes of tfjs's memory. */
function held() {
  const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  const { numTensors, numDataBuffers } = tf.memory();
  return { numTensors, numDataBuffers, bytes: wasm.HEAPU8.length };
}

for (const [name, make] of Object.entries({ transformer, lstm })) {
  Deno.test(`500 steps of a tiny ${name} on wasm hold no more memory than 20`, async () => {
    await useBestBackend({ force: "wasm" });
    const { model, x, y } = make();
    const train = async (steps: number) => {
      for (let i = 0; i < steps; i++) await model.trainOnBatch(x, y);
    };
    await train(20);
    const before = held();
    await train(480);
    assertEquals(held(), before);
    model.dispose();
    tf.dispose([x, y]);
  });
}
