/**
 * The Transformer in tfjs's own operations, as a reader of its documentation
 * would write it: for the contestant "stock tfjs".
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { TRANSFORMER } from "./parts.ts";
import { tokenBatches } from "./transformer_data.ts";

const { vocabulary, context, width, blocks, heads, batch } = TRANSFORMER;
const LEARNING_RATE = 1e-3, DECAY = 0.1, CLIP = 1;

type Weights = Record<string, tf.Variable>;

function makeWeights(): Weights {
  const weights: Weights = {};
  const matrix = (name: string, rows: number, columns: number) => {
    weights[name] = tf.variable(
      tf.randomNormal([rows, columns], 0, 0.02),
      true,
      name,
    );
  };
  const gain = (name: string) => {
    weights[name] = tf.variable(tf.ones([width]), true, name);
  };
  matrix("token", vocabulary, width);
  matrix("position", context, width);
  for (let i = 0; i < blocks; i++) {
    gain(`norm1/${i}`);
    matrix(`qkv/${i}`, width, 3 * width);
    matrix(`projection/${i}`, width, width);
    gain(`norm2/${i}`);
    matrix(`expand/${i}`, width, 4 * width);
    matrix(`contract/${i}`, 4 * width, width);
  }
  gain("norm");
  matrix("head", width, vocabulary);
  return weights;
}

/** Layer norm with a gain, over the last axis. */
function norm(x: tf.Tensor, gain: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return x.sub(mean).mul(variance.add(1e-5).rsqrt()).mul(gain);
}

/** x · Φ(x), with the error function. */
function gelu(x: tf.Tensor): tf.Tensor {
  return x.mul(tf.erf(x.mul(Math.SQRT1_2)).add(1)).mul(0.5);
}

/** From q, k and v beside each other to what each token has seen. */
function attention(qkv: tf.Tensor, mask: tf.Tensor): tf.Tensor {
  const size = width / heads;
  const [q, k, v] = tf.split(qkv, 3, 1).map((part) =>
    part.reshape([batch, context, heads, size]).transpose([0, 2, 1, 3])
  ); // each [batch, head, time, size]
  const scores = tf.matMul(q, k, false, true).mul(1 / Math.sqrt(size));
  const seen = tf.matMul(tf.softmax(scores.add(mask)), v);
  return seen.transpose([0, 2, 1, 3]).reshape([batch * context, width]);
}

/** Mean cross-entropy of a batch; x is [batch · time, width] throughout. */
function loss(w: Weights, mask: tf.Tensor, ids: tf.Tensor, targets: tf.Tensor) {
  let x: tf.Tensor = tf.gather(w.token, ids.as1D())
    .reshape([batch, context, width]).add(w.position)
    .reshape([batch * context, width]);
  for (let i = 0; i < blocks; i++) {
    const qkv = tf.matMul(norm(x, w[`norm1/${i}`]), w[`qkv/${i}`]);
    x = x.add(tf.matMul(attention(qkv, mask), w[`projection/${i}`]));
    const hidden = tf.matMul(norm(x, w[`norm2/${i}`]), w[`expand/${i}`]);
    x = x.add(tf.matMul(gelu(hidden), w[`contract/${i}`]));
  }
  const logits = tf.matMul(norm(x, w.norm), w.head);
  const hot = tf.oneHot(targets.as1D() as tf.Tensor1D, vocabulary);
  return tf.logSoftmax(logits).mul(hot).sum().div(-batch * context).asScalar();
}

/** Scales gradients so that their common norm is at most 1. */
function clip(grads: tf.NamedTensorMap): { name: string; tensor: tf.Tensor }[] {
  const squares = Object.values(grads).map((grad) => grad.square().sum());
  const scale = tf.minimum(1, tf.div(CLIP, tf.addN(squares).sqrt().add(1e-6)));
  return Object.entries(grads).map(([name, grad]) => ({
    name,
    tensor: grad.mul(scale),
  }));
}

/** A training step, and how many parameters it trains. */
export function tfjsTransformer(): {
  parameters: number;
  step: () => Promise<unknown>;
} {
  const weights = makeWeights();
  const optimiser = tf.train.adam(LEARNING_RATE, 0.9, 0.999, 1e-8);
  const next = tokenBatches();
  // −10⁹ where the key is later than the query: nothing there after softmax.
  const mask = tf.tidy(() =>
    tf.linalg.bandPart(tf.ones([context, context]), -1, 0).sub(1).mul(1e9)
  );
  const step = () => {
    const value = tf.tidy(() => {
      const { inputs, targets } = next();
      const shape: [number, number] = [batch, context];
      const ids = tf.tensor2d(inputs, shape, "int32");
      const wanted = tf.tensor2d(targets, shape, "int32");
      const { value, grads } = tf.variableGrads(() =>
        loss(weights, mask, ids, wanted)
      );
      for (const weight of Object.values(weights)) {
        weight.assign(weight.mul(1 - LEARNING_RATE * DECAY));
      }
      optimiser.applyGradients(clip(grads));
      return value;
    });
    const number = value.data();
    value.dispose();
    return number;
  };
  const parameters = Object.values(weights)
    .reduce((sum, { size }) => sum + size, 0);
  return { parameters, step };
}
