/**
 * Layer normalisation as one differentiable tfjs operation. Equations:
 * `plain/layer_norm.ts`.
 *
 * Kernels, on each backend (all float32):
 *
 * - `LayerNorm` {x [rows, C], gain [C], shift? [C]} attrs {epsilon}
 *   → y [rows, C], mean [rows], rstd [rows]
 * - `LayerNormGrad` {x, gain, mean, rstd, dy [rows, C]}
 *   → dx [rows, C], dgain [C], dshift [C]
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { runKernel } from "./run.ts";
import { assertShape, assertType } from "./shapes.ts";

/**
 * Brings each row of x, along the last axis, to mean 0 and variance 1, then
 * multiplies by gain and adds shift.
 *
 * @param x `[…, C]`, any rank from 1.
 * @param gain `[C]`.
 * @param shift `[C]`; undefined: none.
 * @param epsilon Added to the variance. Default 1e-5, as in PyTorch.
 * @returns As x in shape.
 * @throws {RangeError} When a shape does not fit; it names both.
 * @throws {TypeError} When a tensor is not float32.
 * @see Ba, Kiros and Hinton 2016, "Layer Normalization"
 */
export function layerNorm<T extends tf.Tensor>(
  x: T,
  gain: tf.Tensor,
  shift?: tf.Tensor,
  epsilon = 1e-5,
): T {
  if (x.rank === 0) {
    throw new RangeError(
      "Layer normalisation needs a last axis to go along, got a number of " +
        "shape []",
    );
  }
  const columns = x.shape.at(-1)!;
  assertType("the input of layer normalisation", x, "float32");
  for (const [name, tensor] of Object.entries({ gain, shift })) {
    if (!tensor) continue;
    assertShape(`layer normalisation's ${name}`, tensor, [columns]);
    assertType(`layer normalisation's ${name}`, tensor, "float32");
  }
  const op = tf.customGrad((...given) => {
    const [x, gain, shift] = given as unknown as tf.Tensor[];
    const save = given.at(-1) as unknown as tf.GradSaveFunc;
    const [y, mean, rstd] = runKernel(
      "LayerNorm",
      { x, gain, shift: given.length > 3 ? shift : undefined },
      { epsilon },
    );
    save([x, gain, mean, rstd]);
    return {
      value: y,
      gradFunc(dy: tf.Tensor, saved: tf.Tensor[]) {
        const [x, gain, mean, rstd] = saved;
        const gradients = runKernel("LayerNormGrad", {
          x,
          gain,
          mean,
          rstd,
          dy,
        });
        return gradients.slice(0, given.length - 1);
      },
    };
  });
  return tf.tidy(() => {
    const count = x.shape.slice(0, -1).reduce((product, n) => product * n, 1);
    const rows = x.reshape([count, columns]);
    return op(...(shift ? [rows, gain, shift] : [rows, gain]))
      .reshape(x.shape) as T;
  });
}
