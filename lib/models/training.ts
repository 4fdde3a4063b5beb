import * as tf from "@tensorflow/tfjs";
import { Random } from "@course/text";

/** Texts as ids, and what they are. */
export interface TextData {
  /** Word ids row after row, `[labels.length, length]`, see `padSequences`. */
  ids: Int32Array;
  /** Number of ids in a row. */
  length: number;
  /** 0 or 1, one a row. */
  labels: ArrayLike<number>;
}

/** What one training step was like. */
export interface TrainingStep {
  /** This step, from 1. */
  step: number;
  /** Steps in all. */
  steps: number;
  /** Which pass over the data, from 1. */
  epoch: number;
  /** Mean loss of the step's batch, before the update. */
  loss: number;
  /** Share of right answers in the batch, before the update. */
  accuracy: number;
  /** Time the step took. */
  milliseconds: number;
}

/** How {@linkcode trainClassifier} goes through the data. */
export interface TrainingOptions {
  /** Passes over the data. Default 1. */
  epochs?: number;
  /** Texts in a step. Default 32, as in Keras. */
  batchSize?: number;
  /** Seed of the order, new in each epoch. Default 1. */
  seed?: number;
  /** Called after each step, and waited for. */
  onStep?: (step: TrainingStep) => void | Promise<void>;
}

/**
 * Trains a compiled classifier in steps of one batch; the last batch of an
 * epoch may be smaller. What is allocated in a step is freed in it.
 *
 * @param model Compiled with one loss and the metric "accuracy".
 * @param data Texts and labels.
 * @param options Epochs, batch size, seed, and whom to tell.
 * @returns Every step, in order.
 * @throws {RangeError} When ids and labels don't fit.
 */
export async function trainClassifier(
  model: tf.LayersModel,
  data: TextData,
  { epochs = 1, batchSize = 32, seed = 1, onStep }: TrainingOptions = {},
): Promise<TrainingStep[]> {
  checkData(data);
  const rows = data.labels.length;
  const steps = epochs * Math.ceil(rows / batchSize);
  const random = new Random(seed);
  const history: TrainingStep[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = random.shuffle(Array(rows).keys());
    for (let from = 0; from < rows; from += batchSize) {
      const start = performance.now();
      const batch = toTensors(data, order.slice(from, from + batchSize));
      const [loss, accuracy] = await model.trainOnBatch(
        batch.x,
        batch.y,
      ) as number[];
      tf.dispose([batch.x, batch.y]);
      const step = {
        step: history.length + 1,
        steps,
        epoch,
        loss,
        accuracy,
        milliseconds: performance.now() - start,
      };
      history.push(step);
      await onStep?.(step);
    }
  }
  return history;
}

/**
 * @param model A classifier with one probability a text.
 * @param data Texts; the labels are not looked at.
 * @param batchSize Texts at a time. Default 256.
 * @returns The probability of label 1, one a text.
 * @throws {RangeError} When ids and labels don't fit.
 */
export async function predict(
  model: tf.LayersModel,
  data: TextData,
  batchSize = 256,
): Promise<Float32Array> {
  checkData(data);
  const rows = data.labels.length;
  const out = new Float32Array(rows);
  for (let from = 0; from < rows; from += batchSize) {
    const part = data.ids.subarray(
      from * data.length,
      Math.min(from + batchSize, rows) * data.length,
    );
    const scores = tf.tidy(() =>
      model.predictOnBatch(
        tf.tensor2d(part, [part.length / data.length, data.length], "int32"),
      ) as tf.Tensor
    );
    out.set(await scores.data(), from);
    scores.dispose();
  }
  return out;
}

function checkData({ ids, length, labels }: TextData): void {
  if (ids.length !== labels.length * length || labels.length === 0) {
    throw new RangeError(
      `${labels.length} texts of ${length} ids need ` +
        `${labels.length * length} ids (at least one text); got ${ids.length}`,
    );
  }
}

/** The rows asked for: x [batch, time] of ids, y [batch, 1] of labels. */
function toTensors({ ids, length, labels }: TextData, rows: number[]) {
  const x = new Int32Array(rows.length * length);
  rows.forEach((row, i) =>
    x.set(ids.subarray(row * length, (row + 1) * length), i * length)
  );
  return {
    x: tf.tensor2d(x, [rows.length, length], "int32"),
    y: tf.tensor2d(Float32Array.from(rows, (row) => labels[row]), [
      rows.length,
      1,
    ]),
  };
}
