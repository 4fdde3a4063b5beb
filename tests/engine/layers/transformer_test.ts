import * as tf from "@tensorflow/tfjs";
import {
  adamW,
  layers,
  sparseCrossEntropyLoss,
  useBestBackend,
} from "@course/engine";
import { assert, assertEquals, assertThrows } from "../../assert.ts";
import { parameterNames, roundTrip, worst } from "./models.ts";

const random = (shape: number[], seed: number) =>
  tf.randomNormal(shape, 0, 1, "float32", seed);

/** A model of one layer on `[batch, time, 8]`. */
const only = (layer: tf.layers.Layer) => {
  const input = tf.input({ shape: [null, 8] });
  return tf.model({
    inputs: input,
    outputs: layer.apply(input) as tf.SymbolicTensor,
  });
};

Deno.test("the LayerNormalization layer takes tfjs's weights", async () => {
  await useBestBackend({ force: "cpu" });
  const x = random([2, 3, 8], 1);
  for (const center of [true, false]) {
    const theirs = only(tf.layers.layerNormalization({ center }));
    theirs.setWeights([random([8], 2), ...(center ? [random([8], 3)] : [])]);
    const layer = layers.layerNormalization({ center });
    const ours = only(layer);
    assertEquals(parameterNames(layer), center ? ["gamma", "beta"] : ["gamma"]);
    ours.setWeights(theirs.getWeights());
    const [a, b] = [ours, theirs].map((m) => m.predict(x) as tf.Tensor);
    assert(await worst(a, b) < 1e-5);
  }
  assertThrows(
    () => layers.layerNormalization({ axis: 1 }),
    RangeError,
    "goes along the last axis, −1, not 1",
  );
});

/** Self-attention from tfjs's own operations, parameters by name. */
function attend(
  x: tf.Tensor,
  p: Record<string, tf.Tensor>,
  heads: number,
): tf.Tensor {
  const [B, T, C] = x.shape, d = C / heads;
  const apply = (x: tf.Tensor, name: string) => {
    const y = x.reshape([B * T, x.shape[2]!]).matMul(p[`${name}_kernel`]);
    const bias = p[`${name}_bias`];
    return (bias ? y.add(bias) : y).reshape([B, T, -1]);
  };
  const [q, k, v] = tf.split(apply(x, "qkv"), 3, 2)
    .map((x) => x.reshape([B, T, heads, d]).transpose([0, 2, 1, 3]));
  const later = tf.linalg.bandPart(tf.ones([T, T]), -1, 0).sub(1).mul(1e9);
  const P = q.matMul(k, false, true).div(Math.sqrt(d)).add(later).softmax();
  return apply(
    P.matMul(v).transpose([0, 2, 1, 3]).reshape([B, T, C]),
    "output",
  );
}

/** A layer's parameters by name, with random values in place of 0 and 1. */
function shuffle(layer: tf.layers.Layer): Record<string, tf.Tensor> {
  const values = layer.getWeights().map((w, i) =>
    random(w.shape, i + 9).div(3)
  );
  layer.setWeights(values);
  return Object.fromEntries(
    parameterNames(layer).map((name, i) => [name, values[i]]),
  );
}

for (const useBias of [false, true]) {
  Deno.test(`the MultiHeadAttention layer is its formula, bias ${useBias}`, async () => {
    await useBestBackend({ force: "cpu" });
    const layer = layers.multiHeadAttention({
      heads: 2,
      causal: true,
      useBias,
    });
    const model = only(layer);
    const p = shuffle(layer);
    assertEquals(
      Object.keys(p),
      useBias
        ? ["qkv_kernel", "qkv_bias", "output_kernel", "output_bias"]
        : ["qkv_kernel", "output_kernel"],
    );
    const x = random([3, 5, 8], 4);
    assert(await worst(model.predict(x) as tf.Tensor, attend(x, p, 2)) < 1e-5);
  });

  Deno.test(`the TransformerBlock layer is its formula, bias ${useBias}`, async () => {
    await useBestBackend({ force: "cpu" });
    const layer = layers.transformerBlock({
      heads: 4,
      causal: true,
      useBias,
      mlpWidth: 10,
    });
    const model = only(layer);
    const p = shuffle(layer);
    assertEquals(Object.keys(p).length, useBias ? 12 : 6);
    const part = (prefix: string) =>
      Object.fromEntries(
        Object.entries(p).filter(([name]) => name.startsWith(prefix))
          .map(([name, value]) => [name.slice(prefix.length + 1), value]),
      );
    const norm = (x: tf.Tensor, { gamma, beta }: Record<string, tf.Tensor>) => {
      const { mean, variance } = tf.moments(x, -1, true);
      const y = x.sub(mean).div(variance.add(1e-5).sqrt()).mul(gamma);
      return beta ? y.add(beta) : y;
    };
    const linear = (x: tf.Tensor, name: string) => {
      const kernel = p[`${name}_kernel`], bias = p[`${name}_bias`];
      const y = x.reshape([15, -1]).matMul(kernel).reshape([3, 5, -1]);
      return bias ? y.add(bias) : y;
    };
    const x = random([3, 5, 8], 5);
    const a = x.add(attend(norm(x, part("norm_1")), part("attention"), 4));
    const h = linear(norm(a, part("norm_2")), "mlp/hidden");
    const gelu = h.mul(h.div(Math.SQRT2).erf().add(1).div(2));
    const expected = a.add(linear(gelu, "mlp/output"));
    assert(await worst(model.predict(x) as tf.Tensor, expected) < 2e-5);
  });
}

/** Embedding → two blocks → norm → logits, over five tokens; 0 is padding. */
function languageModel(causal: boolean): tf.Sequential {
  const block = (seed: number) =>
    layers.transformerBlock({
      heads: 2,
      causal,
      seed,
      useBias: seed === 10,
      kernelInitializer: "heNormal",
    });
  return tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: 5,
        outputDim: 8,
        inputShape: [null],
        maskZero: true,
        embeddingsInitializer: tf.initializers.randomNormal({ seed: 1 }),
      }),
      block(10),
      block(20),
      layers.layerNormalization({ epsilon: 1e-5 }),
      tf.layers.dense({
        units: 5,
        kernelInitializer: tf.initializers.glorotNormal({ seed: 2 }),
      }),
    ],
  });
}

Deno.test("blocks neither look at padding nor, if causal, ahead", async () => {
  await useBestBackend({ force: "cpu" });
  for (const causal of [true, false]) {
    const model = languageModel(causal);
    const of = (
      ids: number[],
    ) => (model.predict(tf.tensor2d([ids])) as tf.Tensor);
    const first = (ids: number[]) => of(ids).slice([0, 0, 0], [1, 2, 5]);
    const alone = of([1, 2]);
    const padded = await worst(first([1, 2, 0]), alone);
    const followed = await worst(first([1, 2, 3]), alone);
    assert(padded < 1e-6, `padding changes it by ${padded}`);
    assertEquals(followed < 1e-6, causal, `what follows: ${followed}`);
  }
});

Deno.test("a Transformer learns, keeps memory flat, is saved and loaded", async () => {
  await useBestBackend({ force: "cpu" });
  const model = languageModel(true);
  model.compile({
    optimizer: adamW({ learningRate: 0.02, clipNorm: 1 }),
    loss: sparseCrossEntropyLoss,
    metrics: ["accuracy"],
  });
  const x = tf.tensor2d([[1, 2, 3, 4], [2, 3, 4, 1], [4, 3, 2, 1]]);
  const y = tf.tensor2d([[2, 3, 4, 1], [3, 4, 1, 2], [3, 2, 1, 4]]);
  const step = async (m: tf.LayersModel) =>
    (await m.trainOnBatch(x, y) as number[])[0];
  const losses = [];
  for (let i = 0; i < 25; i++) losses.push(await step(model));
  assert(losses[24] < 0.4 && losses[0] > 1.2, losses.join(" "));

  const back = await roundTrip(model);
  const ours = (m: tf.LayersModel) =>
    m.layers.slice(1, 4).map((layer) => layer.getConfig());
  assertEquals(ours(back), ours(model));
  const [a, b] = [model, back].map((m) => m.predict(x) as tf.Tensor);
  assertEquals(await worst(a, b), 0);
  tf.dispose([a, b]);

  const before = tf.memory().numTensors;
  for (let i = 0; i < 10; i++) await step(model);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("layers of attention refuse heads that don't fit", async () => {
  await useBestBackend({ force: "cpu" });
  for (const make of [layers.multiHeadAttention, layers.transformerBlock]) {
    assertThrows(
      () => make({ heads: 0 }),
      RangeError,
      "The number of heads must be a whole number from 1, not 0",
    );
    assertThrows(
      () => only(make({ heads: 3 })),
      RangeError,
      "3 heads cannot share a width of 8 evenly",
    );
    assertThrows(
      () => make({ heads: 1, kernelInitializer: "nonesuch" }),
      RangeError,
      'no initialiser "nonesuch"',
    );
  }
  assertThrows(
    () => layers.transformerBlock({ heads: 1, mlpWidth: 0.5 }),
    RangeError,
    "mlpWidth must be a whole number from 1, not 0.5",
  );
});
