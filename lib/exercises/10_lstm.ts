import {
  drawIds,
  drawScored,
  drawSizes,
  drawStep,
  type Scored,
  type Step,
} from "./10_lstm_draws.ts";
import type { Task } from "./spec.ts";

// Expected numbers: counts by hand, the LSTM step by a Python program.

const chapter = "10-lstm";

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9;

export const parameterCount: Task<[E: number, H: number, K: number], number> = {
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
  properties: [
    {
      name: "Reading one number more costs 4 H parameters",
      draw(random) {
        const [[E, H, K]] = drawSizes(random);
        return [[E, H, K], [E + 1, H, K]];
      },
      holds: ([before, after], [[, H]]) => after - before === 4 * H,
    },
    {
      name: "Keeping one number more above costs 4 (H + 2 K + 2) parameters",
      draw(random) {
        const [[E, H, K]] = drawSizes(random);
        return [[E, H, K], [E, H, K + 1]];
      },
      holds: ([before, after], [[, H, K]]) =>
        after - before === 4 * (H + 2 * K + 2),
    },
  ],
};

export const oneStep: Task<Step, number[]> = {
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
  properties: [
    {
      name: "The state stays between −1 and 1",
      draw: (random) => [drawStep(random)],
      holds: ([[h]]) => Math.abs(h) < 1,
    },
    {
      name: "With an open forget gate and a shut input gate, c stays as it was",
      draw(random) {
        const [x, h, c] = drawStep(random);
        return [[x, h, c, [0, 0, 1, 1], [0, 0, 1, 1], [-50, 50, 0, 0]]];
      },
      holds: ([[, after]], [[, , before]]) => near(after, before),
    },
  ],
};

export const pad: Task<[ids: number[], length: number], number[]> = {
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
  properties: [
    {
      name: "The list is exactly `length` long",
      draw: (random) => [drawIds(random)],
      holds: ([padded], [[, length]]) => padded.length === length,
    },
    {
      name: "The last word stays the last",
      draw: (random) => [drawIds(random)],
      holds: ([padded], [[ids]]) => padded.at(-1) === ids.at(-1),
    },
  ],
};

export const accuracy: Task<Scored, number> = {
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
  properties: [
    {
      name:
        "With every label turned round, the right answers are the wrong ones",
      draw(random) {
        const [labels, scores, threshold] = drawScored(random);
        return [
          [labels, scores, threshold],
          [labels.map((label) => 1 - label), scores, threshold],
        ];
      },
      holds: ([right, wrong]) => near(right + wrong, 1),
    },
    {
      name: "With threshold 0, every positive is right and nothing else is",
      draw(random) {
        const [labels, scores] = drawScored(random);
        return [[labels, scores, 0]];
      },
      holds: ([share], [[labels]]) =>
        near(share, labels.filter((y) => y === 1).length / labels.length),
    },
  ],
};

export const auc: Task<[labels: number[], scores: number[]], number> = {
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
  properties: [
    {
      name: "Only the order of the scores counts",
      draw(random) {
        const [labels, scores] = drawScored(random);
        return [[labels, scores], [labels, scores.map((s) => s * s)]];
      },
      holds: ([before, after]) => near(before, after),
    },
    {
      name: "With every label turned round, it is 1 minus what it was",
      draw(random) {
        const [labels, scores] = drawScored(random);
        return [[labels, scores], [labels.map((y) => 1 - y), scores]];
      },
      holds: ([before, after]) => near(before + after, 1),
    },
  ],
};

/** The tasks of chapter 10. */
export const lstmTasks: readonly Task[] = [
  parameterCount,
  oneStep,
  pad,
  accuracy,
  auc,
];
