/**
 * Stock tfjs on its `wasm` backend as a contestant, with nothing of ours but
 * the one kernel without which an Embedding can't be trained.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { unsortedSegmentSum } from "../../engine/kernels/unsorted_segment_sum.ts";
import { classifierSteps } from "./lstm_data.ts";
import { LSTM } from "./parts.ts";
import { productSteps } from "./products.ts";
import { readArguments, serve, type Step } from "./serve.ts";
import { tfjsTransformer } from "./tfjs_transformer.ts";

const { part, threads } = readArguments();
setWasmPaths(
  new URL(".", import.meta.resolve("@tensorflow/tfjs-backend-wasm")).href,
);
tf.registerKernel(unsortedSegmentSum);
await tf.setBackend("wasm");
if (tf.getBackend() !== "wasm") throw new Error("tfjs-wasm did not start");

/** The classifier of tfjs's own layers, with Keras's gates. */
function classifier(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: LSTM.vocabulary,
        outputDim: LSTM.embedding,
        inputLength: LSTM.length,
      }),
      tf.layers.lstm({
        units: LSTM.units,
        recurrentActivation: "sigmoid",
        recurrentInitializer: "glorotUniform", // its orthogonal one is slow
      }),
      tf.layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });
  model.compile({
    optimizer: tf.train.adam(1e-3),
    loss: "binaryCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
}

function cases(): { steps: Record<string, Step>; parameters: number } {
  if (part === "sgemm") return { steps: productSteps(), parameters: 0 };
  if (part === "transformer") {
    const { step, parameters } = tfjsTransformer();
    return { steps: { step }, parameters };
  }
  const model = classifier();
  return {
    steps: classifierSteps(part, model),
    parameters: model.countParams(),
  };
}

const { steps, parameters } = cases();
const version = tf.version_core;
await serve({ name: "Stock tfjs", version, part, threads, parameters }, steps);
