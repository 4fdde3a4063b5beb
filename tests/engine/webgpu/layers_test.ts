import * as tf from "@tensorflow/tfjs";
import {
  adam,
  type BackendName,
  layers,
  sparseCrossEntropyLoss,
  useBestBackend,
} from "@course/engine";
import { assert, assertEquals } from "../../assert.ts";
import { gpuTest } from "./on_gpu.ts";

const rows = 8, time = 6;

/** Trains a model from the same parameters on the same data. */
async function losses(
  backend: BackendName,
  model: () => tf.Sequential,
  y: number[],
  shape: number[],
): Promise<number[]> {
  await useBestBackend({ force: backend });
  const network = model();
  const weights = network.getWeights().map(({ shape }, i) =>
    tf.range(0, tf.util.sizeFromShape(shape)).mul(0.7).add(i).sin().mul(0.4)
      .reshape(shape)
  );
  network.setWeights(weights);
  // Zeros are padding where the model masks them.
  const ids = Array.from({ length: rows * time }, (_, i) => (i * i + i) % 7);
  const x = tf.tensor(ids, [rows, time], "int32");
  const labels = tf.tensor(y, shape, "int32");
  const { history } = await network.fit(x, labels, {
    ...{ batchSize: 4, epochs: 3, shuffle: false, verbose: 0 },
  });
  tf.dispose([...weights, x, labels]);
  network.dispose();
  return [...history.loss, ...history.acc] as number[];
}

const classifier = () => {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        ...{ inputDim: 7, outputDim: 5, inputLength: time, maskZero: true },
      }),
      layers.lstm({ units: 6 }),
      tf.layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });
  model.compile({
    optimizer: adam({ learningRate: 0.05, clipNorm: 1 }),
    loss: "binaryCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
};

const languageModel = () => {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 7, outputDim: 8, inputLength: time }),
      layers.transformerBlock({ heads: 2, mlpWidth: 16 }),
      layers.layerNormalization(),
      tf.layers.dense({ units: 7 }),
    ],
  });
  model.compile({
    optimizer: adam({ learningRate: 0.01 }),
    loss: sparseCrossEntropyLoss,
    metrics: ["accuracy"],
  });
  return model;
};

const binary = Array.from({ length: rows }, (_, i) => i % 2);
const next = Array.from({ length: rows * time }, (_, i) => (i * i + 3) % 7);
for (
  const [name, model, y, shape] of [
    ["an LSTM", classifier, binary, [rows, 1]],
    ["a Transformer", languageModel, next, [rows, time]],
  ] as const
) {
  gpuTest(`model.fit() trains ${name} on webgpu as on cpu`, async () => {
    const expected = await losses("cpu", model, [...y], [...shape]);
    const actual = await losses("webgpu", model, [...y], [...shape]);
    assertEquals(actual.length, expected.length);
    const worst = Math.max(
      ...actual.map((loss, i) => Math.abs(loss - expected[i])),
    );
    assert(worst < 1e-4, `${actual} is not ${expected}`);
  });
}
