import * as tf from "@tensorflow/tfjs";
import { useBestBackend } from "@course/engine";
import {
  lstmClassifier,
  lstmParameters,
  predict,
  type TextData,
  trainClassifier,
  type TrainingStep,
} from "@course/models";
import { Random } from "@course/text";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
} from "../assert.ts";

await useBestBackend({ force: "wasm" });

const SIZES = { vocabulary: 12, embedding: 4, units: 6 };

/** Texts of 5 ids; the label says whether id 2 is in the text. */
function toyData(rows: number, seed = 1): TextData {
  const random = new Random(seed);
  const ids = Int32Array.from({ length: rows * 5 }, () => 3 + random.below(9));
  const labels = Array.from({ length: rows }, () => random.below(2));
  labels.forEach((label, row) => {
    if (label) ids[row * 5 + random.below(5)] = 2;
  });
  return { ids, length: 5, labels };
}

function compiled(learningRate = 0.02, seed = 1): tf.Sequential {
  const model = lstmClassifier({ ...SIZES, seed });
  model.compile({
    optimizer: tf.train.adam(learningRate),
    loss: "binaryCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
}

Deno.test("lstmParameters() counts what the model has", () => {
  assertEquals(lstmParameters(), {
    embedding: 1_280_000,
    lstm: 131_584,
    dense: 129,
    total: 1_411_713,
  });
  const model = lstmClassifier(SIZES);
  const { total, ...layers } = lstmParameters(SIZES);
  assertEquals(model.countParams(), total);
  for (const [name, count] of Object.entries(layers)) {
    assertEquals(model.getLayer(name).countParams(), count, name);
  }
  model.dispose();
});

Deno.test("lstmClassifier() opens the forget gate and nothing else", () => {
  const model = lstmClassifier(SIZES);
  const bias = model.getLayer("lstm").getWeights()[2];
  // Gates in the order input, forget, candidate, output; 6 units each.
  const expected = [0, 1, 0, 0].flatMap((b) => Array<number>(6).fill(b));
  assertEquals([...bias.dataSync()], expected);
  model.dispose();
});

Deno.test("lstmClassifier() depends on the seed alone", () => {
  const start = (seed: number) => {
    const model = lstmClassifier({ ...SIZES, seed });
    const values = model.getWeights().map((w) => [...w.dataSync()]);
    model.dispose();
    return values;
  };
  assertEquals(start(1), start(1));
  const [one, two] = [start(1), start(2)];
  // Embedding, input matrix, recurrent matrix, dense matrix; not the biases.
  for (const i of [0, 1, 2, 4]) assert(one[i][0] !== two[i][0], `weight ${i}`);
});

Deno.test("lstmClassifier() computes the LSTM's equations", () => {
  const model = lstmClassifier(SIZES);
  const [E, Wx, Wh, b, Wd, bd] = model.getWeights().map((w) =>
    w.dataSync() as Float32Array
  );
  const ids = [3, 7, 2];
  const sigma = (z: number) => 1 / (1 + Math.exp(-z));
  const H = 6;
  let h = new Float64Array(H), c = new Float64Array(H);
  for (const id of ids) {
    const z = Array.from({ length: 4 * H }, (_, k) => {
      let sum = b[k];
      for (let e = 0; e < 4; e++) sum += E[id * 4 + e] * Wx[e * 4 * H + k];
      for (let j = 0; j < H; j++) sum += h[j] * Wh[j * 4 * H + k];
      return sum;
    });
    c = c.map((old, j) =>
      sigma(z[H + j]) * old + sigma(z[j]) * Math.tanh(z[2 * H + j])
    );
    h = c.map((now, j) => sigma(z[3 * H + j]) * Math.tanh(now));
  }
  const expected = sigma(h.reduce((sum, x, j) => sum + x * Wd[j], bd[0]));
  const x = tf.tensor2d([ids], [1, 3], "int32");
  const y = model.predict(x) as tf.Tensor;
  assertAlmostEquals(y.dataSync()[0], expected, 1e-6);
  model.dispose();
  tf.dispose([x, y]);
});

Deno.test("trainClassifier() learns a toy task and leaks nothing", async () => {
  const before = tf.memory().numTensors;
  const model = compiled();
  const tensors: number[] = [];
  const steps: TrainingStep[] = [];
  const history = await trainClassifier(model, toyData(250), {
    epochs: 12,
    batchSize: 50,
    onStep(step) {
      tensors.push(tf.memory().numTensors);
      steps.push(step);
    },
  });
  // The optimiser makes its own tensors in the first step, then none.
  assertEquals(new Set(tensors).size, 1, `${tensors}`);
  assertEquals(history, steps);
  assertEquals(history.length, 60);
  assertEquals(history[59].step, 60);
  assertEquals(history[59].epoch, 12);
  assert(history[59].loss < 0.2, `loss ${history[59].loss}`);

  const exam = toyData(100, 2);
  const answers = await predict(model, exam, 30);
  const right = answers.filter((p, i) => (p >= 0.5 ? 1 : 0) === exam.labels[i]);
  assert(right.length > 90, `${right.length} of 100 right`);
  assertEquals(tf.memory().numTensors, tensors[0]);
  model.dispose();
  model.optimizer.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("trainClassifier() repeats itself for a seed", async () => {
  const losses = async (seed: number) => {
    const model = compiled();
    const history = await trainClassifier(model, toyData(40), { seed });
    model.dispose();
    model.optimizer.dispose();
    return history.map(({ loss }) => loss);
  };
  assertEquals(await losses(1), await losses(1));
  assert((await losses(1))[0] !== (await losses(2))[0]);
});

Deno.test("trainClassifier() takes the last, smaller batch too", async () => {
  const model = compiled();
  const history = await trainClassifier(model, toyData(33));
  assertEquals(history.map(({ steps }) => steps), [2, 2]);
  model.dispose();
});

Deno.test("trainClassifier() and predict() refuse ids that don't fit", async () => {
  const model = compiled();
  const data = { ...toyData(4), length: 4 };
  for (const use of [trainClassifier, predict]) {
    await assertRejects(
      () => use(model, data),
      RangeError,
      "4 texts of 4 ids need 16 ids (at least one text); got 20",
    );
  }
  model.dispose();
});
