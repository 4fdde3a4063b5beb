/**
 * Our engine as a contestant: deno run -A engine_peer.ts PART THREADS.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { useBestBackend } from "@course/engine";
import { lstmClassifier } from "@course/models";
import { inferenceStep, trainingStep } from "./lstm_data.ts";
import { batchOf, LSTM, PARTS } from "./parts.ts";
import { productSteps } from "./products.ts";
import { readArguments, serve, type Step } from "./serve.ts";
import { tfjsTransformer } from "./tfjs_transformer.ts";

const { part, threads } = readArguments();
await useBestBackend({ force: "wasm" });

function classifier(): tf.LayersModel {
  const model = lstmClassifier(LSTM);
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
  const parameters = model.countParams();
  if (part === "lstm") {
    return { steps: { step: trainingStep(model) }, parameters };
  }
  const names = PARTS.find(({ id }) => id === part)!.cases;
  const steps = names.map((name) =>
    [name, inferenceStep(model, batchOf(name))] as const
  );
  return { steps: Object.fromEntries(steps), parameters };
}

const { steps, parameters } = cases();
const version = tf.version_core;
await serve({ name: "Our engine", version, part, threads, parameters }, steps);
