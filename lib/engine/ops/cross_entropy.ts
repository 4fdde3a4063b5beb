/**
 * Softmax cross-entropy from logits and whole-number labels as one
 * differentiable tfjs operation. Equations: `plain/cross_entropy.ts`.
 *
 * Kernels, on each backend (N rows, V logits; float32, labels int32):
 *
 * - `SparseSoftmaxCrossEntropy` {logits [N, V], labels [N]}
 *   → losses [N], logSumExp [N]
 * - `SparseSoftmaxCrossEntropyGrad` {logits, labels, logSumExp, dy [N]}
 *   → dlogits [N, V]
 *
 * A label outside 0 … V − 1 gives its row the loss NaN and the gradient zero.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { runKernel } from "./run.ts";
import { assertShape, assertType } from "./shapes.ts";

/**
 * −log of the probability that a softmax of the logits gives the right label.
 *
 * @param logits `[…, V]`, any rank from 1.
 * @param labels Which of the V logits is right, int32, `[…]`. One outside
 * 0 … V − 1 gives a loss of NaN and no gradient.
 * @returns The losses in nats, as the labels in shape.
 * @throws {RangeError} When the shapes don't fit; it names both.
 * @throws {TypeError} When logits are not float32 or labels not int32.
 */
export function softmaxCrossEntropy(
  logits: tf.Tensor,
  labels: tf.Tensor,
): tf.Tensor {
  if (logits.rank === 0) {
    throw new RangeError("Logits need an axis of choices, got shape []");
  }
  assertType("the logits", logits, "float32");
  assertType("the labels", labels, "int32");
  assertShape(
    `the labels for logits of shape [${logits.shape.join(", ")}]`,
    labels,
    logits.shape.slice(0, -1),
  );
  const op = tf.customGrad((logits, save) => {
    const rows = labels.reshape([labels.size]);
    const [losses, logSumExp] = runKernel("SparseSoftmaxCrossEntropy", {
      logits: logits as tf.Tensor,
      labels: rows,
    });
    (save as tf.GradSaveFunc)([logits as tf.Tensor, rows, logSumExp]);
    return {
      value: losses,
      gradFunc(dy: tf.Tensor, [logits, labels, logSumExp]: tf.Tensor[]) {
        return runKernel("SparseSoftmaxCrossEntropyGrad", {
          logits,
          labels,
          logSumExp,
          dy,
        });
      },
    };
  });
  const choices = logits.shape.at(-1)!;
  return tf.tidy(() =>
    op(logits.reshape([labels.size, choices])).reshape(labels.shape)
  );
}
