/**
 * A loss and a metric for model.compile() that take whole-number labels and
 * logits, as for a language model, whose label is the next token's id.
 *
 * tfjs wants labels in the shape of the output, one number for each logit,
 * unless the loss is its own `sparseCategoricalCrossentropy`, which wants
 * probabilities. So this module tells model.compile() that labels for this loss
 * have a shape of their own, and what "accuracy" means for them.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { softmaxCrossEntropy } from "./cross_entropy.ts";

/**
 * The mean softmax cross-entropy, for `model.compile({ loss })`.
 *
 * @param yTrue Labels 0 … V − 1, `[batch, …]` or `[batch, …, 1]`, int32, or
 * float32 with whole numbers.
 * @param yPred Logits (not probabilities), `[batch, …, V]`.
 * @returns The mean loss in nats, `[]`; NaN when a label is out of range.
 * @throws {RangeError} When the shapes don't fit; it names both.
 */
export function sparseCrossEntropyLoss(
  yTrue: tf.Tensor,
  yPred: tf.Tensor,
): tf.Scalar {
  return tf.tidy(() =>
    softmaxCrossEntropy(yPred, labelsFor(yPred, yTrue)).mean() as tf.Scalar
  );
}

/**
 * Where the largest logit is the right one, for `model.compile({ metrics })`;
 * "accuracy" beside {@linkcode sparseCrossEntropyLoss} means this one.
 *
 * @param yTrue Labels, as above.
 * @param yPred Logits or probabilities, `[batch, …, V]`.
 * @returns 1 where it is and 0 where not, `[batch, …]`.
 */
export function sparseAccuracy(
  yTrue: tf.Tensor,
  yPred: tf.Tensor,
): tf.Tensor {
  return tf.tidy(() =>
    yPred.argMax(-1).equal(labelsFor(yPred, yTrue)).cast("float32")
  );
}

function labelsFor(yPred: tf.Tensor, yTrue: tf.Tensor): tf.Tensor {
  const column = yTrue.rank === yPred.rank && yTrue.shape.at(-1) === 1;
  const labels = column ? yTrue.reshape(yTrue.shape.slice(0, -1)) : yTrue;
  return labels.cast("int32");
}

/** The parts of a compiled model that say how labels are used. */
interface Compiled {
  lossFunctions: unknown[];
  /** What shape the labels of each output must have; null: any. */
  feedOutputShapes: (tf.Shape | null)[];
  /** "loss", then a name for each entry of metricsTensors. */
  metricsNames: string[];
  /** Each metric's function, and the output that it judges. */
  metricsTensors: [unknown, number][];
}

const compile = tf.LayersModel.prototype.compile;
tf.LayersModel.prototype.compile = function (args) {
  compile.call(this, args);
  const model = this as unknown as Compiled;
  const isSparse = (output: number) =>
    model.lossFunctions[output] === sparseCrossEntropyLoss;
  model.feedOutputShapes = model.feedOutputShapes.map((shape, output) =>
    isSparse(output) ? null : shape
  );
  model.metricsTensors = model.metricsTensors.map(([metric, output], i) => {
    const isAccuracy = /(^|_)acc$/.test(model.metricsNames[i + 1]);
    return [isSparse(output) && isAccuracy ? sparseAccuracy : metric, output];
  });
};
