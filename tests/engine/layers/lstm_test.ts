import * as tf from "@tensorflow/tfjs";
import { adam, layers, orthogonal, useBestBackend } from "@course/engine";
import { assert, assertEquals, assertThrows } from "../../assert.ts";
import { parameterNames, roundTrip, worst } from "./models.ts";

/** Ids with padding before, behind, and nothing but padding. */
const ids = () =>
  tf.tensor2d([[0, 0, 3, 1], [2, 4, 1, 0], [0, 0, 0, 0], [1, 2, 3, 4]]);
const labels = () => tf.tensor2d([[1], [0], [0], [1]]);

/** Embedding(5, 3) → LSTM(4) → Dense(1). */
function classifier(
  recurrent: tf.layers.Layer,
  maskZero: boolean,
  optimizer: tf.Optimizer = tf.train.sgd(0.5),
): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: 5,
        outputDim: 3,
        inputShape: [null],
        maskZero,
        embeddingsInitializer: tf.initializers.randomNormal({ seed: 1 }),
      }),
      recurrent,
      tf.layers.dense({
        units: 1,
        activation: "sigmoid",
        kernelInitializer: tf.initializers.glorotNormal({ seed: 2 }),
      }),
    ],
  });
  model.compile({ optimizer, loss: "binaryCrossentropy" });
  return model;
}

const stock = (returnSequences: boolean) =>
  tf.layers.lstm({
    units: 4,
    returnSequences,
    recurrentActivation: "sigmoid",
    recurrentInitializer: "glorotUniform",
    biasInitializer: "glorotUniform",
  });

for (const maskZero of [false, true]) {
  for (const sequences of [false, true]) {
    const name = `${maskZero ? "with" : "without"} a mask, ` +
      `${sequences ? "all states" : "last state"}`;
    Deno.test(`the LSTM layer takes tfjs's weights and trains alike, ${name}`, async () => {
      await useBestBackend({ force: "cpu" });
      const theirs = classifier(stock(sequences), maskZero);
      const ours = classifier(
        layers.lstm({ units: 4, returnSequences: sequences }),
        maskZero,
      );
      ours.setWeights(theirs.getWeights().map((w) => w.clone()));
      const predictions = () =>
        [ours, theirs].map((model) => model.predict(ids()) as tf.Tensor);
      const [a, b] = predictions();
      assertEquals(a.shape, sequences ? [4, 4, 1] : [4, 1]);
      assert(await worst(a, b) < 1e-5);

      const y = sequences ? labels().expandDims(1).tile([1, 4, 1]) : labels();
      for (let i = 0; i < 3; i++) {
        await ours.trainOnBatch(ids(), y);
        await theirs.trainOnBatch(ids(), y);
      }
      const [after, stockAfter] = predictions();
      assert(await worst(a, after) > 1e-3, "it does not learn");
      assert(await worst(after, stockAfter) < 1e-5);
    });
  }
}

Deno.test("the LSTM layer hands its mask on to the next", async () => {
  await useBestBackend({ force: "cpu" });
  const stack = (make: () => tf.layers.Layer[]) => {
    const model = tf.sequential();
    model.add(tf.layers.embedding({
      inputDim: 5,
      outputDim: 3,
      inputShape: [null],
      maskZero: true,
    }));
    make().forEach((layer) => model.add(layer));
    return model;
  };
  const theirs = stack(() => [stock(true), stock(false)]);
  const ours = stack(() => [
    layers.lstm({ units: 4, returnSequences: true }),
    layers.lstm({ units: 4 }),
  ]);
  ours.setWeights(theirs.getWeights());
  const [a, b] = [ours, theirs].map((m) => m.predict(ids()) as tf.Tensor);
  assert(await worst(a, b) < 1e-5);

  const x = tf.zeros([1, 2, 3]), mask = tf.ones([1, 2]);
  const [first, second] = ours.layers.slice(1);
  assertEquals(first.computeMask(x, mask), mask);
  assertEquals(second.computeMask(x, mask), null, "one state, no steps");
});

Deno.test("a layer leaves no tensors behind but its output", async () => {
  await useBestBackend({ force: "cpu" });
  const x = tf.ones([2, 3, 4]);
  for (
    const layer of [
      layers.lstm({ units: 2 }),
      layers.layerNormalization(),
      layers.multiHeadAttention({ heads: 2 }),
      layers.transformerBlock({ heads: 2 }),
    ]
  ) {
    tf.dispose(layer.apply(x) as tf.Tensor); // makes the parameters
    const before = tf.memory().numTensors;
    const y = layer.apply(x) as tf.Tensor;
    assertEquals(tf.memory().numTensors, before + 1, layer.name);
    y.dispose();
  }
});

Deno.test("the LSTM layer starts as Keras's does, from its seed", async () => {
  await useBestBackend({ force: "cpu" });
  const start = (seed: number) => {
    const layer = layers.lstm({ units: 2, seed, inputShape: [null, 3] });
    tf.sequential({ layers: [layer] });
    assertEquals(parameterNames(layer), ["kernel", "recurrent_kernel", "bias"]);
    return layer.getWeights().map((w) => [...w.dataSync()]);
  };
  const [kernel, recurrent, bias] = start(7);
  const limit = Math.sqrt(6 / (3 + 8));
  assert(kernel.every((w) => Math.abs(w) <= limit) && new Set(kernel).size > 9);
  assertEquals(recurrent, [...orthogonal(2, 8, 8)]);
  assertEquals(bias, [0, 0, 1, 1, 0, 0, 0, 0]);
  assertEquals(start(7), [kernel, recurrent, bias]);
  assert(start(8)[0].some((w, i) => w !== kernel[i]));
});

Deno.test("a model with the LSTM layer is saved and loaded", async () => {
  await useBestBackend({ force: "cpu" });
  const model = classifier(
    layers.lstm({
      units: 4,
      name: "memory",
      kernelInitializer: tf.initializers.randomNormal({ stddev: 0.3, seed: 3 }),
      unitForgetBias: false,
      seed: 5,
    }),
    true,
    adam({ learningRate: 0.05 }),
  );
  await model.trainOnBatch(ids(), labels());
  const back = await roundTrip(model, true);
  const config = model.getLayer("memory").getConfig();
  assertEquals(back.getLayer("memory").getConfig(), config);
  assertEquals(config.units, 4);
  for (let i = 0; i < 2; i++) {
    const [a, b] = [model, back].map((m) => m.predict(ids()) as tf.Tensor);
    assertEquals(await worst(a, b), 0);
    await model.trainOnBatch(ids(), labels());
    await back.trainOnBatch(ids(), labels());
  }
});

Deno.test("model.loadWeights() finds the LSTM layer's parameters by name", async () => {
  await useBestBackend({ force: "cpu" });
  const of = (recurrent: tf.layers.Layer) =>
    tf.sequential({ layers: [recurrent] });
  const make = () =>
    layers.lstm({ units: 2, name: "l", inputShape: [null, 3] });
  const [from, to] = [of(make()), of(make())];
  const saved = Object.fromEntries(
    from.weights.map((w) => [w.originalName, w.read()]),
  );
  to.loadWeights(saved);
  assertEquals(
    to.getWeights().map((w) => [...w.dataSync()]),
    from.getWeights().map((w) => [...w.dataSync()]),
  );
});

Deno.test("model.fit() takes callbacks and keeps memory flat", async () => {
  await useBestBackend({ force: "cpu" });
  const model = classifier(
    layers.lstm({ units: 4, seed: 1 }),
    true,
    adam({ learningRate: 0.05, clipNorm: 1 }),
  );
  const x = ids(), y = labels();
  const counts: number[] = [];
  const { history } = await model.fit(x, y, {
    epochs: 12,
    batchSize: 2,
    verbose: 0,
    callbacks: [
      tf.callbacks.earlyStopping({ monitor: "loss", patience: 3 }),
      new tf.CustomCallback({
        onEpochEnd: () => {
          counts.push(tf.memory().numTensors);
          return Promise.resolve();
        },
      }),
    ],
  });
  assert(history.loss.at(-1)! < history.loss[0]);
  // The first epoch makes the optimiser's m and v.
  assertEquals(new Set(counts.slice(1)).size, 1, counts.join(" "));
});

Deno.test("the LSTM layer refuses what it lacks and says what to use", async () => {
  await useBestBackend({ force: "cpu" });
  const refused: [Record<string, unknown>, string][] = [
    [{ stateful: true }, "no stateful true; use tf.layers.lstm()"],
    [{ goBackwards: true }, "reverse the sequences with tf.reverse()"],
    [{ returnState: true }, "no returnState true"],
    [{ dropout: 0.2 }, "no dropout 0.2; put a tf.layers.dropout() before it"],
    [{ activation: "relu" }, "no activation relu"],
    [{ recurrentActivation: "hardSigmoid" }, "no recurrentActivation"],
    [
      { kernelRegularizer: tf.regularizers.l2() },
      "no kernelRegularizer object",
    ],
    [{ units: 0 }, "a whole number from 1, not 0"],
    [{ kernelInitializer: "nonesuch" }, 'no initialiser "nonesuch"'],
  ];
  for (const [option, message] of refused) {
    assertThrows(
      () => layers.lstm({ units: 2, ...option }),
      RangeError,
      message,
    );
  }
  layers.lstm({
    units: 2,
    ...{ activation: "tanh", recurrentActivation: "sigmoid", dropout: 0 },
  });
  const input = tf.input({ shape: [3, 2] });
  const state = tf.input({ shape: [2] });
  assertThrows(
    () => layers.lstm({ units: 2, name: "l" }).apply([input, state, state]),
    RangeError,
    'The layer "l" takes one input, got 3; an initial state goes to',
  );
  assertThrows(
    () => layers.lstm({ units: 2, name: "m" }).apply(tf.input({ shape: [3] })),
    RangeError,
    'The layer "m" needs an input of rank 3 with a known last size, got ' +
      "shape [any, 3]",
  );
});
