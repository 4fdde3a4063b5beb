/**
 * Fifty training steps from the weights and on the data of `reference/`, by the
 * engine's layers and optimisers, on each backend: the losses are PyTorch's.
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
import { assertEquals, assertLess } from "../assert.ts";
import { gpuTest } from "./webgpu/on_gpu.ts";
import { type Entry, readTrajectory, type Trajectory } from "./trajectory.ts";

/**
 * Largest distance of a loss from the reference, relative to it. Seen: 1.3e-6,
 * on a GPU played by Mesa too, and PyTorch in single precision is 1.2e-6 away
 * itself. WGSL lets a GPU's exponential be less exact than that.
 */
const TOLERANCE: Record<string, number> = {
  cpu: 5e-6,
  wasm: 5e-6,
  webgpu: 5e-5,
};

/** Adds a learnt vector to each position. */
class Positions extends tf.layers.Layer {
  static readonly className = "TestPositions";
  #table!: tf.LayerVariable;
  override build([, time, width]: number[]) {
    const zeros = tf.initializers.zeros();
    this.#table = this.addWeight("table", [time, width], "float32", zeros);
    this.built = true;
  }
  override call(inputs: tf.Tensor | tf.Tensor[]) {
    return tf.tidy(() => [inputs].flat()[0].add(this.#table.read()));
  }
}

/** A model with the reference's first weights. */
function withWeights(
  stack: tf.layers.Layer[],
  { weights }: Trajectory,
): tf.Sequential {
  const model = tf.sequential({ layers: stack });
  const values = Object.values(weights)
    .map(({ values, shape }) => tf.tensor(values, shape));
  model.setWeights(values);
  tf.dispose(values);
  return model;
}

type AdamRecipe = Record<string, number>;

const options = (recipe: AdamRecipe) => ({
  learningRate: recipe.learning_rate,
  beta1: recipe.beta1,
  beta2: recipe.beta2,
  epsilon: recipe.epsilon,
});

function lstmModel(trajectory: Trajectory): tf.Sequential {
  const recipe = trajectory.recipe as {
    vocabulary: number;
    embedding: number;
    units: number;
    length: number;
    masked: boolean;
    adam: AdamRecipe;
  };
  const model = withWeights([
    tf.layers.embedding({
      inputDim: recipe.vocabulary,
      outputDim: recipe.embedding,
      maskZero: recipe.masked,
      inputShape: [recipe.length],
    }),
    layers.lstm({ units: recipe.units }),
    tf.layers.dense({ units: 1 }),
  ], trajectory);
  model.compile({
    optimizer: adam(options(recipe.adam)),
    loss: (labels, logits) => tf.losses.sigmoidCrossEntropy(labels, logits),
  });
  return model;
}

function transformerModel(trajectory: Trajectory): tf.Sequential {
  const recipe = trajectory.recipe as {
    vocabulary: number;
    context: number;
    width: number;
    blocks: number;
    heads: number;
    norm_epsilon: number;
    clip_norm: number;
    adamw: AdamRecipe;
  };
  const { heads, norm_epsilon: epsilon } = recipe;
  const model = withWeights([
    tf.layers.embedding({
      inputDim: recipe.vocabulary,
      outputDim: recipe.width,
      inputShape: [recipe.context],
    }),
    new Positions({}),
    ...Array.from(
      { length: recipe.blocks },
      () => layers.transformerBlock({ heads, causal: true, epsilon }),
    ),
    layers.layerNormalization({ epsilon, center: false }),
    tf.layers.dense({ units: recipe.vocabulary, useBias: false }),
  ], trajectory);
  model.compile({
    optimizer: adamW({
      ...options(recipe.adamw),
      weightDecay: recipe.adamw.weight_decay,
      clipNorm: recipe.clip_norm,
    }),
    loss: sparseCrossEntropyLoss,
  });
  return model;
}

/** The numbers of one step of `data`, `[rows, size]`. */
function rowsOf({ values, shape }: Entry<Int32Array>, step: number) {
  const [, rows, size = 1] = shape, all = rows * size;
  return tf.tensor2d(
    values.subarray(step * all, (step + 1) * all),
    [rows, size],
  );
}

/** What a model sees in a step, and what it should answer. */
function batch({ data }: Trajectory, step: number): [tf.Tensor, tf.Tensor] {
  if (data.ids) return [rowsOf(data.ids, step), rowsOf(data.labels, step)];
  const tokens = rowsOf(data.tokens, step), [rows, size] = tokens.shape;
  return [
    tokens.slice([0, 0], [rows, size - 1]),
    tokens.slice([0, 1], [rows, size - 1]),
  ];
}

const MODELS = {
  lstm: lstmModel,
  lstm_masked: lstmModel,
  transformer: transformerModel,
};

type Name = keyof typeof MODELS;

/** Trains on the backend in use, and compares. */
async function train(name: Name): Promise<void> {
  const trajectory = readTrajectory(name);
  const model = MODELS[name](trajectory);
  const losses: number[] = [];
  for (let step = 0; step < trajectory.losses.length; step++) {
    const [x, y] = tf.tidy(() => batch(trajectory, step));
    losses.push(await model.trainOnBatch(x, y) as number);
    tf.dispose([x, y]);
  }
  model.dispose();
  assertEquals(losses.length, 50);
  const worst = Math.max(
    ...losses.map((loss, i) => Math.abs(loss / trajectory.losses[i] - 1)),
  );
  assertLess(worst, TOLERANCE[tf.getBackend()]);
}

for (const name of Object.keys(MODELS) as Name[]) {
  for (const force of ["cpu", "wasm"]) {
    Deno.test(`fifty steps on ${force} have PyTorch's losses: ${name}`, async () => {
      await useBestBackend({ force });
      await train(name);
    });
  }
  gpuTest(
    `fifty steps on webgpu have PyTorch's losses: ${name}`,
    () => train(name),
  );
}
