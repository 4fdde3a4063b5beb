import * as tf from "@tensorflow/tfjs";
import { adam, adamW, FusedAdam, useBestBackend } from "@course/engine";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../assert.ts";

/** A small model whose first parameters are always the same. */
function model(optimizer: tf.Optimizer): tf.Sequential {
  const seeded = (seed: number) => tf.initializers.glorotNormal({ seed });
  const out = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 4,
        activation: "tanh",
        inputShape: [3],
        kernelInitializer: seeded(1),
      }),
      tf.layers.dense({ units: 1, kernelInitializer: seeded(2) }),
    ],
  });
  out.compile({ optimizer, loss: "meanSquaredError" });
  return out;
}

const x = () => tf.tensor2d([[1, 2, 3], [-1, 0.5, 2], [0.3, -2, 1]]);
const y = () => tf.tensor2d([[1], [-2], [30]]);

/** All parameters in a row. */
const values = (m: tf.Sequential) =>
  m.getWeights().flatMap((w) => [...w.dataSync()]);

async function train(m: tf.Sequential, steps: number): Promise<number[]> {
  for (let i = 0; i < steps; i++) await m.trainOnBatch(x(), y());
  return values(m);
}

const worst = (a: number[], b: number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

Deno.test("adam() trains as tfjs's Adam does", async () => {
  await useBestBackend({ force: "cpu" });
  const ours = await train(model(adam({ learningRate: 0.03 })), 10);
  const stock = await train(model(tf.train.adam(0.03)), 10);
  const still = values(model(adam()));
  assert(worst(ours, still) > 0.1, "it does not move");
  assert(worst(ours, stock) < 1e-5, `they differ by ${worst(ours, stock)}`);
});

Deno.test("adam() takes gradients by name and as a list", async () => {
  await useBestBackend({ force: "cpu" });
  for (const list of [false, true]) {
    const w = tf.variable(tf.tensor1d([1, -1]));
    const unused = tf.variable(tf.scalar(7));
    const optimizer = adam({ learningRate: 0.5 });
    const tensor = tf.tensor1d([3, -2]);
    optimizer.applyGradients(
      list
        ? [
          { name: unused.name, tensor: null as unknown as tf.Tensor },
          { name: w.name, tensor },
        ]
        : { [w.name]: tensor },
    );
    w.dataSync().forEach((v, i) => assertAlmostEquals(v, [0.5, -0.5][i], 1e-6));
    assertEquals(unused.dataSync()[0], 7);
    assertEquals(optimizer.iterations, 1);
  }
});

Deno.test("adam() takes a new learning rate between steps", async () => {
  await useBestBackend({ force: "cpu" });
  const w = tf.variable(tf.scalar(0));
  const optimizer = adam({ learningRate: 1 });
  const move = () => optimizer.applyGradients({ [w.name]: tf.scalar(-4) });
  move();
  optimizer.learningRate = 0.25;
  move();
  assertAlmostEquals(w.dataSync()[0], 1.25, 1e-6);
});

Deno.test("adamW() decays parameters apart from the gradient's scale", async () => {
  await useBestBackend({ force: "cpu" });
  const w = tf.variable(tf.scalar(10));
  const optimizer = adamW({ learningRate: 0.1, weightDecay: 0.5 });
  optimizer.applyGradients({ [w.name]: tf.scalar(1000) });
  assertAlmostEquals(w.dataSync()[0], 10 - 0.1 - 0.1 * 0.5 * 10, 1e-5);
  assertEquals(adamW().getConfig().weightDecay, 0.01);
});

Deno.test("adam() clips the length of all gradients together", async () => {
  await useBestBackend({ force: "cpu" });
  // One step with β1 = β2 = 0 and a large ε: the change is −g·scale / ε.
  const change = (clipNorm: number, gradients: number[][]) => {
    const options = { learningRate: 1, beta1: 0, beta2: 0, epsilon: 1e8 };
    const all = gradients.map((g) => tf.variable(tf.zeros([g.length])));
    adam({ ...options, clipNorm }).applyGradients(
      all.map(({ name }, i) => ({ name, tensor: tf.tensor1d(gradients[i]) })),
    );
    return all.flatMap((w) => [...w.dataSync()].map((v) => -1e8 * v));
  };
  // The length of (3, 4, 12) is 13.
  change(6.5, [[3, 4], [12]]).forEach((g, i) =>
    assertAlmostEquals(g, [1.5, 2, 6][i], 1e-4)
  );
  change(20, [[3, 4], [12]]).forEach((g, i) =>
    assertAlmostEquals(g, [3, 4, 12][i], 1e-4)
  );
  // A NaN anywhere is a NaN everywhere, as in PyTorch.
  assert(change(1, [[NaN, 1], [1]]).every(Number.isNaN));
  assertEquals(change(1, [[Infinity], [1]]).map(Math.abs), [NaN, 0]);
});

Deno.test("adam() leaves alone what shares memory with a parameter", async () => {
  for (const force of ["cpu", "wasm"] as const) {
    await useBestBackend({ force });
    const first = tf.tensor1d([1, 2]);
    const array = Float32Array.of(1, 2);
    const w = tf.variable(first);
    const other = tf.variable(tf.tensor1d(array));
    const kept = [first, w.clone(), w.reshape([2, 1]), other.clone()];
    const optimizer = adam({ learningRate: 1 });
    const move = () =>
      optimizer.applyGradients({
        [w.name]: tf.tensor1d([1, 1]),
        [other.name]: tf.tensor1d([1, 1]),
      });
    const read = await w.data();
    move();
    for (const tensor of kept) assertEquals([...await tensor.data()], [1, 2]);
    assertEquals([...read], [1, 2]);
    assertEquals([...array], [1, 2]);
    assertEquals((await w.data()).map(Math.round), Float32Array.of(0, 1));
    // Nothing is shared by now; then a copy is set back, and must stay.
    kept.slice(1).forEach((tensor) => tensor.dispose());
    const after = await w.data();
    move();
    assertEquals(after.map(Math.round), Float32Array.of(0, 1));
    w.assign(first as tf.Tensor1D);
    move();
    assertEquals([...await first.data()], [1, 2]);
  }
});

Deno.test("adam() lets one keep the best weights while it goes on", async () => {
  await useBestBackend({ force: "cpu" });
  const m = model(adam({ learningRate: 0.1 }));
  await train(m, 3);
  const best = m.getWeights().map((w) => w.clone());
  const then = values(m);
  const state = await m.optimizer.getWeights();
  const saved = state.map(({ name, tensor }) => ({
    name,
    tensor: tensor.clone(),
  }));
  const later = await train(m, 3);
  assert(worst(later, then) > 0.05);
  assertEquals(best.flatMap((w) => [...w.dataSync()]), then);
  m.setWeights(best);
  await m.optimizer.setWeights(saved);
  assertEquals(await train(m, 3), later, "it goes on from there");
  assertEquals(best.flatMap((w) => [...w.dataSync()]), then);
});

Deno.test("adam() goes on from tfjs's Adam's state", async () => {
  await useBestBackend({ force: "cpu" });
  const stock = model(tf.train.adam(0.02));
  await train(stock, 4);
  const ours = model(adam({ learningRate: 0.02 }));
  ours.setWeights(stock.getWeights().map((w) => w.clone()));
  await ours.optimizer.setWeights(
    (await stock.optimizer.getWeights()).map(({ name, tensor }) => ({
      name,
      tensor: tensor.clone(),
    })),
  );
  assertEquals(ours.optimizer.iterations, 4);
  const difference = worst(await train(ours, 4), await train(stock, 4));
  assert(difference < 1e-5, `they differ by ${difference}`);
});

Deno.test("adam() is saved with its model and comes back", async () => {
  await useBestBackend({ force: "cpu" });
  const m = model(adamW({ learningRate: 0.02, beta1: 0.8, clipNorm: 3 }));
  await train(m, 3);
  let saved!: tf.io.ModelArtifacts;
  await m.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({
        modelArtifactsInfo: {
          dateSaved: new Date(),
          modelTopologyType: "JSON",
        },
      });
    }),
    { includeOptimizer: true },
  );
  const back = await tf.loadLayersModel(
    tf.io.fromMemory(saved),
  ) as tf.Sequential;
  assert(back.optimizer instanceof FusedAdam);
  assertEquals(back.optimizer.constructor, FusedAdam);
  assertEquals(back.optimizer.getConfig(), m.optimizer.getConfig());
  assertEquals(await train(back, 3), await train(m, 3));
});

Deno.test("adam() keeps the number of tensors flat, and frees its own", async () => {
  await useBestBackend({ force: "cpu" });
  const w = tf.variable(tf.tensor2d([[1, 2], [3, 4]]));
  const before = tf.memory().numTensors;
  const optimizer = adam({ clipNorm: 1 });
  const move = () => optimizer.minimize(() => w.square().sum() as tf.Scalar);
  move();
  const after = tf.memory().numTensors;
  assertEquals(after, before + 2, "m and v");
  for (let i = 0; i < 20; i++) move();
  assertEquals(tf.memory().numTensors, after);
  optimizer.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("adam() refuses what it cannot use", async () => {
  await useBestBackend({ force: "cpu" });
  assertThrows(() => adam({ beta2: 1 }), RangeError, "beta2 must be in [0, 1)");
  assertThrows(() => adam({ clipNorm: 0 }), RangeError, "above 0, not 0");
  const w = tf.variable(tf.zeros([2, 3]), true, "twoByThree");
  const optimizer = adam();
  assertThrows(
    () => optimizer.applyGradients({ [w.name]: tf.zeros([3]) }),
    RangeError,
    "The gradient of twoByThree must have shape [2, 3], got [3]",
  );
  assertThrows(
    () => optimizer.applyGradients({ [w.name]: tf.zeros([2, 3], "int32") }),
    TypeError,
    "The gradient of twoByThree must be float32, got int32",
  );
  await optimizer.setWeights([
    { name: "iter", tensor: tf.scalar(1, "int32") },
    { name: "a/m", tensor: tf.zeros([5]) },
    { name: "a/v", tensor: tf.zeros([5]) },
  ]);
  assertThrows(
    () => optimizer.applyGradients({ [w.name]: tf.zeros([2, 3]) }),
    RangeError,
    "The optimiser's saved state for twoByThree must have shape [2, 3], got [5]",
  );
});

Deno.test("adam() names a backend that lacks its kernel", async () => {
  await useBestBackend({ force: "cpu" });
  const step = tf.getKernel("AdamStep", "cpu");
  tf.unregisterKernel("AdamStep", "cpu");
  try {
    const w = tf.variable(tf.scalar(1));
    assertThrows(
      () => adam().applyGradients({ [w.name]: tf.scalar(1) }),
      Error,
      'The backend "cpu" has no kernel AdamStep',
    );
  } finally {
    tf.registerKernel(step);
  }
});
