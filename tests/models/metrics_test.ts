import {
  accuracyDifference,
  calibration,
  confusion,
  meanCrossEntropy,
  roc,
} from "@course/models";
import { assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";

// Six reviews, worked out by hand.
const labels = [1, 1, 1, 0, 0, 0];
const scores = [0.9, 0.8, 0.3, 0.6, 0.2, 0.1];

Deno.test("confusion() counts right and wrong answers", () => {
  assertEquals(confusion(labels, scores), {
    truePositive: 2,
    falsePositive: 1,
    trueNegative: 2,
    falseNegative: 1,
    accuracy: 4 / 6,
    precision: 2 / 3,
    recall: 2 / 3,
  });
});

Deno.test("confusion() takes a score at the threshold as positive", () => {
  assertEquals(confusion([1, 0], [0.5, 0.5]).truePositive, 1);
  assertEquals(confusion(labels, scores, 0.3).falseNegative, 0);
  assertEquals(confusion(labels, scores, 0.95).recall, 0);
});

Deno.test("meanCrossEntropy() is −log of the probability of the truth", () => {
  assertAlmostEquals(meanCrossEntropy([1], [0.8]), 0.22314355, 1e-8);
  assertAlmostEquals(
    meanCrossEntropy([1, 0], [0.8, 0.25]),
    -(Math.log(0.8) + Math.log(0.75)) / 2,
    1e-12,
  );
});

Deno.test("meanCrossEntropy() stays finite for a sure and wrong answer", () => {
  assertAlmostEquals(meanCrossEntropy([1], [0]), -Math.log(1e-7), 1e-9);
});

Deno.test("roc() steps through every threshold", () => {
  const { falsePositiveRate, truePositiveRate, auc } = roc(labels, scores);
  const third = 1 / 3;
  assertEquals(falsePositiveRate, [0, 0, 0, third, third, 2 / 3, 1]);
  assertEquals(truePositiveRate, [0, third, 2 / 3, 2 / 3, 1, 1, 1]);
  // Of 9 pairs (positive, negative) only 0.3 against 0.6 is the wrong way.
  assertAlmostEquals(auc, 8 / 9, 1e-12);
});

Deno.test("roc() counts a tie as half, whatever the order", () => {
  assertAlmostEquals(roc([1, 0], [0.5, 0.5]).auc, 0.5, 1e-12);
  assertAlmostEquals(roc([0, 1], [0.5, 0.5]).auc, 0.5, 1e-12);
  assertEquals(roc([1, 0], [0.5, 0.5]).truePositiveRate, [0, 1]);
});

Deno.test("roc() gives 1 for a perfect and 0 for an inverted classifier", () => {
  assertEquals(roc([0, 0, 1], [0.1, 0.2, 0.3]).auc, 1);
  assertEquals(roc([1, 0, 0], [0.1, 0.2, 0.3]).auc, 0);
});

Deno.test("roc() needs both labels", () => {
  assertThrows(() => roc([1, 1], [0.1, 0.2]), RangeError, "both labels");
});

Deno.test("calibration() compares what is said with what is seen", () => {
  const { bins, error } = calibration([1, 0, 1, 1], [0.6, 0.8, 1, 0.1], 2);
  assertEquals(bins.map(({ count }) => count), [1, 3]);
  assertAlmostEquals(bins[0].said, 0.1, 1e-12);
  assertAlmostEquals(bins[0].seen, 1, 1e-12);
  assertAlmostEquals(bins[1].said, 0.8, 1e-12);
  assertAlmostEquals(bins[1].seen, 2 / 3, 1e-12);
  // (1 × 0.9 + 3 × 0.1333…) / 4
  assertAlmostEquals(error, 0.325, 1e-12);
});

Deno.test("calibration() finds no error when said is seen", () => {
  assertAlmostEquals(
    calibration([1, 0, 0, 0], [0.25, 0.25, 0.25, 0.25]).error,
    0,
    1e-12,
  );
});

Deno.test("accuracyDifference() pairs the answers text by text", () => {
  const labels = [1, 1, 0, 0];
  // The first is right on 1, 2, 3; the second on 3 and 4.
  const { difference, margin } = accuracyDifference(
    labels,
    [0.9, 0.5, 0.1, 0.8],
    [0.2, 0.4, 0.3, 0.1],
  );
  // Gains 1, 1, 0, −1: mean 1/4, variance 3/4 − 1/16.
  assertAlmostEquals(difference, 0.25, 1e-12);
  assertAlmostEquals(margin, 1.96 * Math.sqrt(0.6875 / 4), 1e-12);
});

Deno.test("accuracyDifference() is sure of two equal classifiers", () => {
  assertEquals(
    accuracyDifference([1, 0], [0.7, 0.8], [0.9, 0.6]),
    { difference: 0, margin: 0 },
  );
});

Deno.test("accuracyDifference() refuses scores of unequal length", () => {
  for (const [a, b] of [[[0.5], [0.5, 0.5]], [[0.5, 0.5], [0.5]]]) {
    assertThrows(
      () => accuracyDifference([1, 0], a, b),
      RangeError,
      "equally many",
    );
  }
});

Deno.test("metrics refuse labels and scores that make no sense", () => {
  for (const metric of [confusion, meanCrossEntropy, roc, calibration]) {
    assertThrows(() => metric([1], [0.5, 0.5]), RangeError, "equally many");
    assertThrows(() => metric([], []), RangeError, "not none");
    assertThrows(() => metric([2, 0], [0.5, 0.5]), RangeError, "Label 0");
    assertThrows(() => metric([1, 0], [0.5, 1.5]), RangeError, "Score 1");
    assertThrows(() => metric([1, 0], [NaN, 0.5]), RangeError, "Score 0");
  }
});
