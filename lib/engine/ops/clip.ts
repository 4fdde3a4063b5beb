import * as tf from "@tensorflow/tfjs";
import { runKernel } from "./run.ts";

/**
 * The factor that brings the gradient of all parameters, as one long vector,
 * to at most a given length: min(1, limit / (length + 1e-6)).
 *
 * It stays on the device: nothing is read. A gradient with a NaN gives NaN.
 *
 * @param gradients The gradients, float32, at least one.
 * @param limit The largest length.
 * @returns The factor, `[]`.
 * @see Pascanu, Mikolov and Bengio 2013, "On the difficulty of training
 * recurrent neural networks"; the 1e-6 is PyTorch's
 */
export function clipFactor(gradients: tf.Tensor[], limit: number): tf.Tensor {
  return tf.tidy(() => {
    const squares = gradients.map((x) => runKernel("SquaredNorm", { x })[0]);
    const factor = tf.div(limit, tf.addN(squares).sqrt().add(1e-6));
    // Not minimum(), which on a GPU may answer 1 for NaN.
    return tf.where(factor.greater(1), tf.scalar(1), factor);
  });
}
