/**
 * How good is a classifier that gives probabilities?
 *
 * Every function takes the true labels (0 or 1) and the scores (probabilities
 * of label 1) in the same order.
 */

type Labels = ArrayLike<number>;
type Scores = ArrayLike<number>;

function checkPairs(labels: Labels, scores: Scores): void {
  if (labels.length !== scores.length || labels.length === 0) {
    throw new RangeError(
      `Labels and scores must be equally many and not none: ` +
        `${labels.length} labels, ${scores.length} scores`,
    );
  }
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 0 && labels[i] !== 1) {
      throw new RangeError(`Label ${i} must be 0 or 1, not ${labels[i]}`);
    }
    if (!(scores[i] >= 0 && scores[i] <= 1)) {
      throw new RangeError(`Score ${i} must be in [0, 1], not ${scores[i]}`);
    }
  }
}

/** Counts of right and wrong answers, and the rates made of them. */
export interface Confusion {
  truePositive: number;
  falsePositive: number;
  trueNegative: number;
  falseNegative: number;
  /** Share of all answers that are right. */
  accuracy: number;
  /** Share of the positive answers that are right; NaN when there are none. */
  precision: number;
  /** Share of the true positives that were found; NaN when there are none. */
  recall: number;
}

/**
 * @param labels True labels, 0 or 1.
 * @param scores Probabilities of label 1.
 * @param threshold A score of at least this much is a positive answer.
 * @returns The confusion matrix and its rates.
 * @throws {RangeError} When the inputs don't fit each other.
 */
export function confusion(
  labels: Labels,
  scores: Scores,
  threshold = 0.5,
): Confusion {
  checkPairs(labels, scores);
  const count = [[0, 0], [0, 0]]; // [label][answer]
  for (let i = 0; i < labels.length; i++) {
    count[labels[i]][scores[i] >= threshold ? 1 : 0]++;
  }
  const [[trueNegative, falsePositive], [falseNegative, truePositive]] = count;
  return {
    truePositive,
    falsePositive,
    trueNegative,
    falseNegative,
    accuracy: (truePositive + trueNegative) / labels.length,
    precision: truePositive / (truePositive + falsePositive),
    recall: truePositive / (truePositive + falseNegative),
  };
}

/** How far apart two classifiers are that answered the same texts. */
export interface AccuracyDifference {
  /** The first one's accuracy minus the second one's. */
  difference: number;
  /** Half the width of the 95 % interval around it. */
  margin: number;
}

/**
 * Compares two classifiers text by text, at threshold 0.5. A text counts +1
 * when only the first is right, −1 when only the second is, else 0. The margin
 * is 1.96 standard errors of the mean of these: the normal interval for paired
 * proportions (A. Agresti, "Categorical Data Analysis", 3rd ed. 2013, §11.1).
 *
 * @param labels True labels, 0 or 1.
 * @param first Probabilities of label 1 by the first classifier.
 * @param second The same by the second, in the same order.
 * @returns The difference of the accuracies and its margin, as shares.
 * @throws {RangeError} When the inputs don't fit each other.
 */
export function accuracyDifference(
  labels: Labels,
  first: Scores,
  second: Scores,
): AccuracyDifference {
  checkPairs(labels, first);
  checkPairs(labels, second);
  const right = (scores: Scores, i: number) =>
    Number((scores[i] >= 0.5 ? 1 : 0) === labels[i]);
  const gains = Array.from(
    labels,
    (_, i) => right(first, i) - right(second, i),
  );
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const difference = mean(gains);
  const variance = mean(gains.map((gain) => (gain - difference) ** 2));
  return { difference, margin: 1.96 * Math.sqrt(variance / labels.length) };
}

/**
 * Mean binary cross-entropy, in nats. Scores are kept 1e-7 away from 0 and 1,
 * as Keras does, so that one sure and wrong answer does not give infinity.
 *
 * @param labels True labels, 0 or 1.
 * @param scores Probabilities of label 1.
 * @returns Mean of −log(probability given to the truth).
 * @throws {RangeError} When the inputs don't fit each other.
 */
export function meanCrossEntropy(labels: Labels, scores: Scores): number {
  checkPairs(labels, scores);
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const p = Math.min(Math.max(scores[i], 1e-7), 1 - 1e-7);
    sum -= Math.log(labels[i] === 1 ? p : 1 - p);
  }
  return sum / labels.length;
}

/** A receiver operating characteristic, from (0, 0) to (1, 1). */
export interface Roc {
  /** Share of the negatives called positive, rising. */
  falsePositiveRate: number[];
  /** Share of the positives called positive, at the same thresholds. */
  truePositiveRate: number[];
  /** Area under the curve. */
  auc: number;
}

/**
 * Lowers the threshold from above the highest score to the lowest, and notes
 * both rates at each step. Equal scores are taken in one step, so the area is
 * the chance that a random positive scores above a random negative, with ties
 * counted half (T. Fawcett, "An introduction to ROC analysis", Pattern
 * Recognition Letters 27, 2006).
 *
 * @param labels True labels, both 0 and 1 among them.
 * @param scores Probabilities of label 1.
 * @returns The curve and the area under it.
 * @throws {RangeError} When the inputs don't fit, or one label is missing.
 */
export function roc(labels: Labels, scores: Scores): Roc {
  checkPairs(labels, scores);
  const order = Array.from(labels, (_, i) => i)
    .sort((a, b) => scores[b] - scores[a]);
  const positives = order.filter((i) => labels[i] === 1).length;
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) {
    throw new RangeError("A ROC curve needs both labels, 0 and 1");
  }
  const falsePositiveRate = [0];
  const truePositiveRate = [0];
  let auc = 0, found = 0, wrong = 0;
  order.forEach((i, rank) => {
    if (labels[i] === 1) found++;
    else wrong++;
    if (scores[i] === scores[order[rank + 1]]) return; // the tie goes on
    const x = wrong / negatives, y = found / positives;
    auc += (x - falsePositiveRate.at(-1)!) *
      (y + truePositiveRate.at(-1)!) / 2;
    falsePositiveRate.push(x);
    truePositiveRate.push(y);
  });
  return { falsePositiveRate, truePositiveRate, auc };
}

/** One bin of a reliability diagram. */
export interface CalibrationBin {
  /** Number of scores in the bin. */
  count: number;
  /** Mean score in the bin: what the model says. */
  said: number;
  /** Share of label 1 in the bin: what is true. */
  seen: number;
}

/**
 * Puts the scores into bins of equal width, and compares the mean score with
 * the share of positives. The error is the mean gap, weighted by the number of
 * scores: the expected calibration error (C. Guo, G. Pleiss, Y. Sun and
 * K. Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, eq. 3,
 * here for the probability of label 1).
 *
 * @param labels True labels, 0 or 1.
 * @param scores Probabilities of label 1.
 * @param bins Number of bins over [0, 1]; the last one includes 1.
 * @returns The bins that have scores, in rising order, and the error.
 * @throws {RangeError} When the inputs don't fit each other.
 */
export function calibration(
  labels: Labels,
  scores: Scores,
  bins = 10,
): { bins: CalibrationBin[]; error: number } {
  checkPairs(labels, scores);
  const sums = Array.from({ length: bins }, () => ({ n: 0, said: 0, seen: 0 }));
  for (let i = 0; i < labels.length; i++) {
    const bin = sums[Math.min(bins - 1, Math.floor(scores[i] * bins))];
    bin.n++;
    bin.said += scores[i];
    bin.seen += labels[i];
  }
  const filled = sums.filter(({ n }) => n > 0)
    .map(({ n, said, seen }) => ({ count: n, said: said / n, seen: seen / n }));
  const error = filled.reduce(
    (sum, { count, said, seen }) => sum + count * Math.abs(said - seen),
    0,
  ) / labels.length;
  return { bins: filled, error };
}
