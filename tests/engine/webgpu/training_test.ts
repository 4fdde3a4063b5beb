import * as tf from "@tensorflow/tfjs";
import {
  adamW,
  attention,
  gelu,
  layerNorm,
  lstm,
  type LstmParameters,
  softmaxCrossEntropy,
} from "@course/engine";
import { assert, assertEquals } from "../../assert.ts";
import { gpuTest } from "./on_gpu.ts";

/**
 * A network with every kernel in it, and tfjs's own around them: which of 10
 * tokens comes next, for 6 rows of 8 tokens.
 */
function network() {
  let seed = 1;
  const variable = (...shape: number[]) =>
    tf.variable(tf.randomNormal(shape, 0, 0.3, "float32", seed++));
  const table = variable(10, 12);
  const gain = tf.variable(tf.ones([12]));
  const shift = tf.variable(tf.zeros([12]));
  const parameters = {
    kernel: variable(12, 48),
    recurrentKernel: variable(12, 48),
    bias: variable(48),
  } as unknown as LstmParameters;
  const toQkv = variable(12, 36), toLogits = variable(12, 10);
  const product = (x: tf.Tensor, w: tf.Tensor) =>
    x.reshape([-1, 12]).matMul(w).reshape([...x.shape.slice(0, -1), -1]);

  return (tokens: tf.Tensor, next: tf.Tensor, mask: tf.Tensor) => {
    const x = layerNorm(tf.gather(table, tokens), gain, shift) as tf.Tensor3D;
    const h = lstm(x, parameters, {
      mask: mask as tf.Tensor2D,
      sequences: true,
    });
    const qkv = product(h, toQkv) as tf.Tensor3D;
    const seen = attention(qkv, { heads: 2, causal: true, mask });
    const logits = product(gelu(seen.add(h)), toLogits);
    return softmaxCrossEntropy(logits, next).mean() as tf.Scalar;
  };
}

gpuTest(
  "Training on webgpu learns, and leaves nothing behind in 100 steps",
  async () => {
    const variables = new Set(Object.keys(tf.engine().registeredVariables));
    const optimizer = adamW({ learningRate: 0.01, clipNorm: 1 });
    const loss = network();
    const tokens = tf.range(0, 48, 1, "int32").mul(tf.scalar(7, "int32"))
      .mod(tf.scalar(10, "int32")).reshape([6, 8]);
    const next = tokens.add(tf.scalar(7, "int32")).mod(tf.scalar(10, "int32"));
    const mask = tf.ones([6, 8], "int32");

    const losses: number[] = [];
    const memory: tf.MemoryInfo[] = [];
    for (let step = 0; step < 110; step++) {
      const value = optimizer.minimize(
        () => loss(tokens, next, mask),
        true,
      )!;
      // Reading submits what waits, so that only what is in use is counted.
      losses.push((await value.data())[0]);
      value.dispose();
      if (step === 9 || step === 109) memory.push(tf.memory());
    }
    const [early, late] =
      memory as (tf.MemoryInfo & { numBytesInGPU: number })[];
    assertEquals(late.numTensors, early.numTensors);
    assertEquals(late.numBytesInGPU, early.numBytesInGPU);
    assert(losses[0] > 2 && losses[109] < 0.5, losses.join(" "));

    const { registeredVariables } = tf.engine();
    for (const [name, variable] of Object.entries(registeredVariables)) {
      if (!variables.has(name)) variable.dispose();
    }
    optimizer.dispose();
  },
);
