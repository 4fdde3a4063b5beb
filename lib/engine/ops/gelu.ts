/**
 * GELU as one differentiable tfjs operation. Equations: `plain/gelu.ts`.
 *
 * Kernels, on each backend (all float32):
 *
 * - `Gelu` {x} → y, as x in shape
 * - `GeluGrad` {x, dy} → dx, as x in shape
 *
 * Both to 1e-6 of the exact value, so an erf with an error of 1.5e-7 will do.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { runKernel } from "./run.ts";
import { assertType } from "./shapes.ts";

/**
 * The exact GELU, x·Φ(x), where Φ is the normal distribution function.
 *
 * @param x Any shape.
 * @returns As x in shape.
 * @throws {TypeError} When x is not float32.
 * @see Hendrycks and Gimpel 2016, "Gaussian Error Linear Units"
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  assertType("the input of GELU", x, "float32");
  const op = tf.customGrad((x, save) => {
    const [y] = runKernel("Gelu", { x: x as tf.Tensor });
    (save as tf.GradSaveFunc)([x as tf.Tensor]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, [x]: tf.Tensor[]) =>
        runKernel("GeluGrad", { x, dy }),
    };
  });
  return op(x) as T;
}
