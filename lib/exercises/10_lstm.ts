import { roc } from "../models/metrics.ts";
import { padSequences } from "../text/mod.ts";
import type { Exercise } from "./spec.ts";

// Expected numbers: counts by hand, the LSTM step by a Python program.

const chapter = "10-lstm";

const layer = (E: number, H: number) => 4 * (E * H + H * H + H);

const parameterCount: Exercise<[E: number, H: number, K: number], number> = {
  id: "10.1",
  chapter,
  title: "Parameters of two LSTM layers",
  prompt: String
    .raw`Write the number of parameters of **two** LSTM layers, one on top of the other. The first reads vectors of $E$ numbers and keeps a state of $H$ numbers; the second reads the first one's states and keeps a state of $K$ numbers.`,
  stub: `function myStackParameters(E: number, H: number, K: number): number {
  return todo(E, H, K);
}`,
  hints: [
    "Count one layer first. Then ask what the second one reads.",
    "To the second layer, a word is the first one's state: it reads $H$ numbers and keeps $K$.",
    "The first has $4\\,(E H + H^2 + H)$; the second has the same with $H$ for $E$ and $K$ for $H$.",
  ],
  cases: [
    { name: "ones all over", given: [1, 1, 1], expected: 24 },
    { name: "a narrow layer on top", given: [2, 3, 1], expected: 92 },
    { name: "a wide layer on top", given: [3, 2, 5], expected: 208 },
    { name: "64 on the article's", given: [128, 128, 64], expected: 180992 },
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
};

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Arguments of one step; lists hold the input gate, forget gate, candidate
 * and output gate in this order. */
type Step = [
  x: number,
  h: number,
  c: number,
  wx: number[],
  wh: number[],
  b: number[],
];

const gates = ([x, h, , wx, wh, b]: Step) =>
  b.map((bias, k) => wx[k] * x + wh[k] * h + bias);

const oneStep: Exercise<Step, number[]> = {
  id: "10.2",
  chapter,
  title: "One step of an LSTM",
  prompt: String
    .raw`Write one step of an LSTM with a single unit. It gets the input $x$, the state $h$ and the cell $c$ of the step before, and for each of input gate, forget gate, candidate and output gate (in this order) a weight of $x$, a weight of $h$ and a bias. It returns the new $[h, c]$.`,
  stub: `function myLstmStep(
  x: number,
  h: number,
  c: number,
  wx: number[], // [i, f, g, o]
  wh: number[],
  b: number[],
): number[] {
  return todo(x, h, c, wx, wh, b); // [h, c]
}`,
  hints: [
    "Work out four numbers first, $z_k = w^x_k\\,x + w^h_k\\,h + b_k$, one for each of i, f, g, o.",
    "Three of them are gates and go through $\\sigma$; the candidate g goes through $\\tanh$.",
    "The new cell is $c' = f c + i g$, and the new state looks at the **new** cell: $h' = o \\tanh(c')$.",
  ],
  cases: [
    {
      name: "nothing in, nothing kept",
      given: [0, 0, 0, [1, 1, 1, 1], [1, 1, 1, 1], [0, 0, 0, 0]],
      expected: [0, 0],
    },
    {
      name: "the first word",
      given: [1, 0, 0, [0.5, -0.3, 0.8, 0.2], [0.1, 0.4, -0.6, 0.7], [
        0,
        1,
        0,
        0,
      ]],
      expected: [0.2151508492926171, 0.41333588391436493],
    },
    {
      name: "a later word",
      given: [0.5, -0.4, 2, [0.5, -0.3, 0.8, 0.2], [0.1, 0.4, -0.6, 0.7], [
        0,
        1,
        0,
        0,
      ]],
      expected: [0.4223616211503166, 1.64393234465561],
    },
    {
      name: "input gate shut, forget gate open: it remembers",
      given: [1, 0.9, -3, [0, 0, 0, 0], [0, 0, 0, 0], [-40, 40, 1, 40]],
      expected: [-0.9950547536867305, -3],
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
};

const pad: Exercise<[ids: number[], length: number], number[]> = {
  id: "10.3",
  chapter,
  title: "Cut and pad",
  prompt:
    "Make a list of word ids exactly `length` long: keep the **last** ids of a long list, and put zeros **before** a short one.",
  stub: `function myPad(ids: number[], length: number): number[] {
  return todo(ids, length);
}`,
  hints: [
    "Two separate jobs: first cut, then fill up.",
    "`ids.slice(-length)` keeps the end, and leaves a short list alone.",
    "Put `Array(length - kept.length).fill(0)` in front of what you kept.",
  ],
  cases: [
    { name: "too long", given: [[5, 6, 7, 8], 2], expected: [7, 8] },
    { name: "too short", given: [[5, 6], 4], expected: [0, 0, 5, 6] },
    { name: "just right", given: [[5, 6, 7], 3], expected: [5, 6, 7] },
    { name: "no words", given: [[], 2], expected: [0, 0] },
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
};

type Answers = [labels: number[], scores: number[], threshold: number];

const share = (
  [labels, scores]: Answers,
  right: (label: number, score: number) => boolean,
) =>
  labels.filter((label, i) => right(label, scores[i])).length / labels.length;

const accuracy: Exercise<Answers, number> = {
  id: "10.4",
  chapter,
  title: "Accuracy at a threshold",
  prompt: String
    .raw`Write the share of right answers when a score of **at least** the threshold counts as the answer 1, and any other as 0.`,
  stub: `function myAccuracy(
  labels: number[],
  scores: number[],
  threshold: number,
): number {
  return todo(labels, scores, threshold);
}`,
  hints: [
    "Turn each score into an answer, 0 or 1, before you look at the label.",
    "An answer is right when it equals the label, for label 0 as for label 1.",
    "Count the right answers and divide by the number of labels; compare with `>=`.",
  ],
  cases: [
    {
      name: "threshold one half",
      given: [[1, 1, 1, 0, 0], [0.9, 0.8, 0.3, 0.6, 0.2], 0.5],
      expected: 0.6,
    },
    {
      name: "a stricter threshold",
      given: [[1, 1, 1, 0, 0], [0.9, 0.8, 0.3, 0.6, 0.2], 0.7],
      expected: 0.8,
    },
    {
      name: "a score on the threshold",
      given: [[1, 0], [0.5, 0.1], 0.5],
      expected: 1,
    },
    {
      name: "everything called positive",
      given: [[1, 0, 0, 0], [0.2, 0.4, 0.6, 0.8], 0],
      expected: 0.25,
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
};

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

const auc: Exercise<[labels: number[], scores: number[]], number> = {
  id: "10.5",
  chapter,
  title: "The area under the ROC curve",
  prompt: String
    .raw`Write the area under the ROC curve from its meaning: the chance that a positive review, drawn at random, scores above a negative one drawn at random. An equal score counts half.`,
  stub: `function myAuc(labels: number[], scores: number[]): number {
  return todo(labels, scores);
}`,
  hints: [
    "Part the scores in two lists first: those of label 1 and those of label 0.",
    "Go through every pair of a positive and a negative, with two loops.",
    "Add 1 when the positive scores higher, 0.5 when they are equal; divide by the number of pairs.",
  ],
  cases: [
    {
      name: "one pair the wrong way",
      given: [[1, 1, 0, 0], [0.9, 0.3, 0.6, 0.1]],
      expected: 0.75,
    },
    {
      name: "perfect, though no score is above one half",
      given: [[0, 1, 1], [0.1, 0.2, 0.3]],
      expected: 1,
    },
    {
      name: "always wrong",
      given: [[1, 0], [0.2, 0.7]],
      expected: 0,
    },
    {
      name: "a tie",
      given: [[1, 1, 0], [0.5, 0.9, 0.5]],
      expected: 0.75,
    },
    {
      name: "the same score for all",
      given: [[1, 0, 0], [0.4, 0.4, 0.4]],
      expected: 0.5,
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
};

/** The exercises of chapter 10. */
export const lstmExercises: readonly Exercise[] = [
  parameterCount,
  oneStep,
  pad,
  accuracy,
  auc,
];
