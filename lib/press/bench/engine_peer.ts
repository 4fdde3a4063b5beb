/**
 * Our engine as a contestant. A third argument, "native", lets the machine's
 * own BLAS carry the matrix product.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  adam,
  adamW,
  layers,
  sparseCrossEntropyLoss,
  useBestBackend,
} from "@course/engine";
import { nativeProduct } from "@course/jupyter";
import { classifierSteps } from "./lstm_data.ts";
import { LSTM, TRANSFORMER } from "./parts.ts";
import { productSteps } from "./products.ts";
import { readArguments, serve, type Step } from "./serve.ts";
import { tokenBatches } from "./transformer_data.ts";

const { part, threads } = readArguments();
const native = Deno.args[2] === "native";
await useBestBackend({
  force: "wasm",
  threads,
  product: nativeProduct(native),
});

/** Ids [batch, length] to probabilities [batch, 1]. */
function classifier(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: LSTM.vocabulary,
        outputDim: LSTM.embedding,
        inputLength: LSTM.length,
      }),
      layers.lstm({ units: LSTM.units }),
      tf.layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });
  model.compile({
    optimizer: adam(),
    loss: "binaryCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
}

/** Adds a learnt vector to each place of [batch, time, width]. */
class Positions extends tf.layers.Layer {
  static readonly className = "BenchPositions";
  #table!: tf.LayerVariable;

  override build(shape: tf.Shape): void {
    const [, time, width] = shape as number[];
    const first = tf.initializers.randomNormal({ stddev: 0.02 });
    this.#table = this.addWeight("table", [time, width], "float32", first);
    super.build(shape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    return tf.tidy(() => x.add(this.#table.read()));
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }
}

/** Tokens [batch, time] to logits [batch, time, vocabulary]. */
function transformer(): tf.LayersModel {
  const { vocabulary, context, width, blocks, heads } = TRANSFORMER;
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: vocabulary,
        outputDim: width,
        inputLength: context,
      }),
      new Positions(),
      ...Array.from(
        { length: blocks },
        () => layers.transformerBlock({ heads, causal: true }),
      ),
      layers.layerNormalization({ epsilon: 1e-5, center: false }),
      tf.layers.dense({ units: vocabulary, useBias: false }),
    ],
  });
  model.compile({
    optimizer: adamW({ weightDecay: 0.1, clipNorm: 1 }),
    loss: sparseCrossEntropyLoss,
  });
  return model;
}

function transformerStep(model: tf.LayersModel): Step {
  const next = tokenBatches();
  const shape: [number, number] = [TRANSFORMER.batch, TRANSFORMER.context];
  return async () => {
    const { inputs, targets } = next();
    const x = tf.tensor2d(inputs, shape, "int32");
    const y = tf.tensor2d(targets, shape, "int32");
    const loss = await model.trainOnBatch(x, y);
    tf.dispose([x, y]);
    return loss;
  };
}

function cases(): { steps: Record<string, Step>; parameters: number } {
  if (part === "sgemm") return { steps: productSteps(), parameters: 0 };
  const model = part === "transformer" ? transformer() : classifier();
  const steps = part === "transformer"
    ? { step: transformerStep(model) }
    : classifierSteps(part, model);
  return { steps, parameters: model.countParams() };
}

const { steps, parameters } = cases();
const version = `tfjs ${tf.version_core}`;
await serve({ name: "Our engine", version, part, threads, parameters }, steps);
