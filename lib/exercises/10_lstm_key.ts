import { roc } from "../models/metrics.ts";
import { padSequences } from "../text/mod.ts";
import * as tasks from "./10_lstm.ts";
import {
  drawScored,
  drawStep,
  type Scored,
  type Step,
} from "./10_lstm_draws.ts";
import { between, listOf } from "./draw.ts";
import { type Exercise, withKey } from "./spec.ts";

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

const gates = ([x, h, , wx, wh, b]: Step) =>
  b.map((bias, k) => wx[k] * x + wh[k] * h + bias);

const share = (
  [labels, scores]: Scored,
  right: (label: number, score: number) => boolean,
) =>
  labels.filter((label, i) => right(label, scores[i])).length / labels.length;

/** Σ over pairs (positive, negative) of what `count` says, over their number. */
function pairs(
  labels: number[],
  scores: number[],
  count: (positive: number, negative: number) => number,
): number {
  const of = (label: number) => scores.filter((_, i) => labels[i] === label);
  const [negatives, positives] = [of(0), of(1)];
  let sum = 0;
  for (const p of positives) for (const n of negatives) sum += count(p, n);
  return sum / (positives.length * negatives.length);
}

const layer = (E: number, H: number) => 4 * (E * H + H * H + H);

const parameterCount = withKey(tasks.parameterCount, {
  solution:
    `function myStackParameters(E: number, H: number, K: number): number {
  const layer = (reads: number, keeps: number) => // four parts: 3 gates, candidate
    4 * (reads * keeps + keeps * keeps + keeps); // word, state before, bias
  return layer(E, H) + layer(H, K);
}`,
  hidden: [
    {
      name: "large layers",
      draw: (random) => [
        100 + random.below(900),
        100 + random.below(900),
        100 + random.below(900),
      ],
    },
    {
      name: "a small layer between two large ones",
      draw: (random) => [300 + random.below(100), 1 + random.below(50), 400],
    },
  ],
  reference: (E, H, K) => layer(E, H) + layer(H, K),
  wrong: [
    {
      misconception: "The second layer reads the words again.",
      solution: (E, H, K) => layer(E, H) + layer(E, K),
    },
    {
      misconception: "The second layer is as large as the first.",
      solution: (E, H) => 2 * layer(E, H),
    },
    {
      misconception: "Two layers are one layer with a longer state.",
      solution: (E, H, K) => layer(E, H + K),
    },
    {
      misconception: "The second layer reads words and states.",
      solution: (E, H, K) => layer(E, H) + layer(E + H, K),
    },
    {
      misconception: "Only the three gates have parameters.",
      solution: (E, H, K) => 3 * (layer(E, H) + layer(H, K)) / 4,
    },
  ],
});

const oneStep = withKey(tasks.oneStep, {
  solution: `function myLstmStep(
  x: number,
  h: number,
  c: number,
  wx: number[], // [i, f, g, o]
  wh: number[],
  b: number[],
): number[] {
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  const [i, f, g, o] = b.map((b_k, k) => wx[k] * x + wh[k] * h + b_k);
  const cell = sigmoid(f) * c + sigmoid(i) * Math.tanh(g);
  return [sigmoid(o) * Math.tanh(cell), cell]; // [h, c]
}`,
  hidden: [
    { name: "a step with drawn weights", draw: drawStep },
    {
      name: "a step from a full cell",
      draw(random) {
        const [x, h, , ...weights] = drawStep(random);
        return [x, h, between(random, 3, 9), ...weights];
      },
    },
  ],
  reference(...step) {
    const [i, f, g, o] = gates(step);
    const c = sigmoid(f) * step[2] + sigmoid(i) * Math.tanh(g);
    return [sigmoid(o) * Math.tanh(c), c];
  },
  wrong: [
    {
      misconception: "The candidate is a gate like the others.",
      solution(...step) {
        const [i, f, g, o] = gates(step).map(sigmoid);
        const c = f * step[2] + i * g;
        return [o * Math.tanh(c), c];
      },
    },
    {
      misconception: "The state looks at the old cell.",
      solution(...step) {
        const [i, f, g, o] = gates(step);
        const c = sigmoid(f) * step[2] + sigmoid(i) * Math.tanh(g);
        return [sigmoid(o) * Math.tanh(step[2]), c];
      },
    },
    {
      misconception: "A forget gate of 1 forgets everything.",
      solution(...step) {
        const [i, f, g, o] = gates(step);
        const c = (1 - sigmoid(f)) * step[2] + sigmoid(i) * Math.tanh(g);
        return [sigmoid(o) * Math.tanh(c), c];
      },
    },
    {
      misconception: "The cell leaves through the output gate as it is.",
      solution(...step) {
        const [i, f, g, o] = gates(step);
        const c = sigmoid(f) * step[2] + sigmoid(i) * Math.tanh(g);
        return [sigmoid(o) * c, c];
      },
    },
  ],
});

const pad = withKey(tasks.pad, {
  solution: `function myPad(ids: number[], length: number): number[] {
  const kept = ids.slice(-length);
  return [...Array(length - kept.length).fill(0), ...kept];
}`,
  hidden: [
    {
      name: "a long text",
      draw: (random) => [listOf(30, () => 1 + random.below(99)), 12],
    },
    {
      name: "a short text",
      draw: (random) => [listOf(5, () => 1 + random.below(99)), 12],
    },
  ],
  reference: (ids, length) => Array.from(padSequences([ids], length)),
  wrong: [
    {
      misconception: "The beginning of a text matters most.",
      solution: (ids, length) =>
        Array.from(padSequences([ids], length, { keep: "start" })),
    },
    {
      misconception: "Zeros belong after the text.",
      solution: (ids, length) =>
        Array.from(padSequences([ids], length, { pad: "after" })),
    },
    {
      misconception: "Padding is enough; nothing has to be cut.",
      solution: (ids, length) => [
        ...Array(Math.max(0, length - ids.length)).fill(0),
        ...ids,
      ],
    },
    {
      misconception: "Cutting is enough; nothing has to be filled up.",
      solution: (ids, length) => ids.slice(-length),
    },
  ],
});

const accuracy = withKey(tasks.accuracy, {
  solution: `function myAccuracy(
  labels: number[],
  scores: number[],
  threshold: number,
): number {
  const right = labels.filter((label, i) =>
    label === (scores[i] >= threshold ? 1 : 0)
  );
  return right.length / labels.length;
}`,
  hidden: [
    { name: "many reviews", draw: drawScored },
    {
      name: "a score on the threshold",
      draw(random) {
        const [labels, scores] = drawScored(random);
        return [labels, scores, scores[0]];
      },
    },
  ],
  reference: (...given) =>
    share(given, (label, score) => (score >= given[2] ? 1 : 0) === label),
  wrong: [
    {
      misconception: "One half is the only threshold.",
      solution: (...given) =>
        share(given, (label, score) => Math.round(score) === label),
    },
    {
      misconception: "A score on the threshold is a no.",
      solution: (...given) =>
        share(given, (label, score) => (score > given[2] ? 1 : 0) === label),
    },
    {
      misconception: "Only the positives that were found are right answers.",
      solution: (...given) =>
        share(given, (label, score) => score >= given[2] && label === 1),
    },
    {
      misconception: "Accuracy is a number of reviews, not a share.",
      solution: (...given) =>
        given[0].length *
        share(given, (label, score) => (score >= given[2] ? 1 : 0) === label),
    },
  ],
});

const auc = withKey(tasks.auc, {
  solution: `function myAuc(labels: number[], scores: number[]): number {
  const positives = scores.filter((_, i) => labels[i] === 1);
  const negatives = scores.filter((_, i) => labels[i] === 0);
  let wins = 0;
  for (const p of positives) {
    for (const n of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0;
  }
  return wins / (positives.length * negatives.length);
}`,
  hidden: [
    {
      name: "many reviews",
      draw(random) {
        const [labels, scores] = drawScored(random);
        return [labels, scores];
      },
    },
    {
      name: "many ties",
      draw(random) {
        const [labels, scores] = drawScored(random);
        return [labels, scores.map((score) => Math.round(3 * score) / 3)];
      },
    },
  ],
  reference: (labels, scores) => roc(labels, scores).auc,
  wrong: [
    {
      misconception: "A tie is a win.",
      solution: (labels, scores) =>
        pairs(labels, scores, (p, n) => p >= n ? 1 : 0),
    },
    {
      misconception: "A tie is a loss.",
      solution: (labels, scores) =>
        pairs(labels, scores, (p, n) => p > n ? 1 : 0),
    },
    {
      misconception: "The area is the accuracy at one half.",
      solution: (labels, scores) =>
        labels.filter((y, i) => (scores[i] >= 0.5 ? 1 : 0) === y).length /
        labels.length,
    },
    {
      misconception: "The area is the mean gap between the scores.",
      solution: (labels, scores) => pairs(labels, scores, (p, n) => p - n),
    },
  ],
});

/** The exercises of chapter 10, with their key. */
export const lstmExercises: readonly Exercise[] = [
  parameterCount,
  oneStep,
  pad,
  accuracy,
  auc,
];
