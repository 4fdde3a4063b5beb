/** Random reviews for the classifier: what is timed does not read them. */
import * as tf from "@tensorflow/tfjs";
import { Random } from "@course/text";
import { BATCHES, batchOf, LSTM, type PartId, PARTS } from "./parts.ts";
import type { Step } from "./serve.ts";

const random = new Random(1);

/** Ids of so many reviews, row after row. */
export function reviews(count: number): Int32Array {
  return Int32Array.from(
    { length: count * LSTM.length },
    () => random.below(LSTM.vocabulary),
  );
}

/**
 * A training step on the next of the batches, from plain numbers to plain
 * numbers, as a training loop has it: tensors are made and freed in it.
 *
 * @param model A compiled classifier.
 */
function trainingStep(model: tf.LayersModel): () => Promise<unknown> {
  const batches = Array.from({ length: BATCHES }, () => ({
    ids: reviews(LSTM.batch),
    labels: Float32Array.from({ length: LSTM.batch }, () => random.below(2)),
  }));
  let at = 0;
  return async () => {
    const { ids, labels } = batches[at++ % BATCHES];
    const x = tf.tensor2d(ids, [LSTM.batch, LSTM.length], "int32");
    const y = tf.tensor2d(labels, [LSTM.batch, 1]);
    const result = await model.trainOnBatch(x, y);
    tf.dispose([x, y]);
    return result;
  };
}

/** The probabilities of a fixed batch, as plain numbers. */
function inferenceStep(
  model: tf.LayersModel,
  batch: number,
): () => Promise<unknown> {
  const ids = reviews(batch);
  return async () => {
    const scores = tf.tidy(() =>
      model.predictOnBatch(
        tf.tensor2d(ids, [batch, LSTM.length], "int32"),
      ) as tf.Tensor
    );
    const values = await scores.data();
    scores.dispose();
    return values;
  };
}

/**
 * What is timed of a classifier, by case.
 *
 * @param part "lstm", its training step, or "inference", its answers.
 * @param model A compiled classifier.
 */
export function classifierSteps(
  part: PartId,
  model: tf.LayersModel,
): Record<string, Step> {
  if (part === "lstm") return { step: trainingStep(model) };
  const { cases } = PARTS.find(({ id }) => id === part)!;
  return Object.fromEntries(
    cases.map((name) => [name, inferenceStep(model, batchOf(name))]),
  );
}
