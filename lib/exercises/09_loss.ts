import { bceWithLogits } from "../nn/mod.ts";
import { drawForecasts, drawLogits, drawScores } from "./09_loss_draws.ts";
import { between, listOf } from "./draw.ts";
import type { Task } from "./spec.ts";

// The expected numbers were computed with mpmath at 40 digits.

const chapter = "09-loss";

const near = (a: number, b: number) =>
  a === b || Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));

export const mean: Task<[y: number[], yHat: number[]], number> = {
  id: "09.1",
  chapter,
  title: "The mean loss",
  prompt: String
    .raw`Write the mean binary cross-entropy of $N$ forecasts, in nats. A forecast that is certain and right costs exactly 0; one that is certain and wrong costs Infinity. (Your formula must not form 0 · log 0.)`,
  stub: `function myMeanLoss(y: number[], yHat: number[]): number {
  return todo(y, yHat);
}`,
  hints: [
    "Work out the loss of one example first, then add up and divide by N.",
    "A label of 1 costs −log(ŷ), a label of 0 costs −log(1 − ŷ). The other term has the factor 0.",
    "`0 * Math.log(0)` is NaN. Choose the term with `y[i] === 1 ? … : …` instead of multiplying by 0.",
  ],
  cases: [
    {
      name: "the worked example",
      given: [[1], [0.8]],
      expected: 0.22314355131420976,
    },
    {
      name: "a label of 0",
      given: [[0], [0.9]],
      expected: 2.3025850929940457,
    },
    {
      name: "the four comments",
      given: [[1, 1, 0, 0], [0.8, 0.9, 0.3, 0.95]],
      expected: 0.92022782111618986,
    },
    {
      name: "certain and right",
      given: [[1, 0], [1, 0]],
      expected: 0,
    },
    {
      name: "certain and wrong",
      given: [[0, 1], [1, 1]],
      expected: Infinity,
    },
  ],
  properties: [
    {
      name: "No loss is below 0",
      draw: (random) => [drawForecasts(random)],
      holds: ([loss]) => loss >= 0,
    },
    {
      name: "Every example taken twice leaves the mean as it is",
      draw(random) {
        const [y, yHat] = drawForecasts(random);
        return [[y, yHat], [[...y, ...y], [...yHat, ...yHat]]];
      },
      holds: ([once, twice]) => near(once, twice),
    },
  ],
};

export const gradient: Task<[z: number[], y: number[]], number[]> = {
  id: "09.2",
  chapter,
  title: "The gradient at the logits",
  prompt: String
    .raw`Write the gradient of the **mean** loss with respect to each logit, $\partial L / \partial z_i$, for $N$ logits and labels.`,
  stub: `function myGradient(z: number[], y: number[]): number[] {
  return todo(z, y); // [examples]
}`,
  uses: { "@course/nn": ["sigmoid"] },
  hints: [
    "For one example the derivative is what the model said minus what was true.",
    "The mean divides by N, so each entry does too: (σ(z) − y) / N.",
    "Write the sigmoid as `1 / (1 + Math.exp(-z))`. The form `Math.exp(z) / (1 + Math.exp(z))` is Infinity / Infinity at z = 800. Using the `sigmoid` imported above is fair.",
  ],
  cases: [
    { name: "one undecided logit", given: [[0], [1]], expected: [-0.5] },
    {
      name: "two examples of label 0",
      given: [[2, -1], [0, 0]],
      expected: [0.44039853898894122, 0.13447071068499756],
    },
    {
      name: "both labels",
      given: [[2, 2], [1, 0]],
      expected: [-0.05960146101105878, 0.44039853898894122],
    },
    {
      name: "very sure and right",
      given: [[800, -800], [1, 0]],
      expected: [0, 0],
    },
    { name: "very sure and wrong", given: [[800], [0]], expected: [1] },
  ],
  properties: [
    {
      name: "Label 1 gives a negative entry, label 0 a positive one",
      draw: (random) => [drawLogits(random)],
      holds: ([gradient], [[, y]]) =>
        gradient.length === y.length &&
        gradient.every((g, i) => y[i] === 1 ? g < 0 : g > 0),
    },
    {
      name: "A small step of all logits changes the loss as it says",
      draw: (random) => [drawLogits(random)],
      holds([gradient], [[z, y]]) {
        const h = 1e-5;
        const loss = (step: number) =>
          z.reduce((sum, z_i, i) => sum + bceWithLogits(z_i + step, y[i]), 0) /
          z.length;
        const slope = (loss(h) - loss(-h)) / (2 * h);
        return near(gradient.reduce((sum, g) => sum + g, 0), slope);
      },
    },
  ],
};

export const stable: Task<[z: number, y: number], number> = {
  id: "09.3",
  chapter,
  title: "Cross-entropy that survives any logit",
  prompt: String
    .raw`Write the binary cross-entropy of one logit, for labels 0 and 1, so that it is right to nine digits for every $z$: at $z = 800$ it must not overflow, and at $z = -40$ it must not round to 0.`,
  stub: `function myBceWithLogits(z: number, y: number): number {
  return todo(z, y);
}`,
  hints: [
    "Do not compute ŷ at all. With y = 0 the loss is log(1 + exp(z)); with y = 1 it is log(1 + exp(−z)).",
    "Take out the larger of 0 and x: log(1 + exp(x)) = max(0, x) + log(1 + exp(−|x|)).",
    "`Math.log(1 + tiny)` is 0 when tiny is below 1e-16. `Math.log1p(tiny)` is not.",
  ],
  // No absolute tolerance: a loss of 4e-18 is not 0.
  tolerance: { relative: 1e-9, absolute: 0 },
  cases: [
    { name: "undecided", given: [0, 1], expected: 0.69314718055994531 },
    { name: "label 1", given: [2, 1], expected: 0.1269280110429725 },
    { name: "label 0", given: [2, 0], expected: 2.1269280110429725 },
    { name: "huge and wrong", given: [800, 0], expected: 800 },
    { name: "hugely negative and wrong", given: [-800, 1], expected: 800 },
    { name: "huge and right", given: [800, 1], expected: 0 },
    {
      name: "sure and right, not 0",
      given: [-40, 0],
      expected: 4.248354255291589e-18,
    },
  ],
  properties: [
    {
      name: "Logit z with label 1 costs what −z costs with label 0",
      draw(random) {
        const z = between(random, -60, 60);
        return [[z, 1], [-z, 0]];
      },
      holds: ([one, zero]) => near(one, zero),
    },
    {
      name: "Label 0 costs z more than label 1 does",
      draw(random) {
        const z = between(random, -60, 60);
        return [[z, 0], [z, 1]];
      },
      holds: ([zero, one], [[z]]) => near(zero - one, z),
    },
  ],
};

export const logProbabilities: Task<[z: number[]], number[]> = {
  id: "09.4",
  chapter,
  title: "Log-softmax",
  prompt: String
    .raw`Write $\log \operatorname{softmax}(z)$ for any finite logits. Return the list of $K$ numbers; none may be −Infinity or NaN.`,
  stub: `function myLogSoftmax(z: number[]): number[] {
  return todo(z); // [classes]
}`,
  hints: [
    "log(a / b) = log(a) − log(b), so entry k is `z[k]` minus the log of the sum of exponentials: no division is needed.",
    "Adding a constant to every logit changes nothing, so first subtract the largest.",
    "With `m = Math.max(...z)` the answer is `z[k] - m - Math.log(sum of Math.exp(z[j] - m))`.",
  ],
  cases: [
    {
      name: "three classes",
      given: [[2, 1, -1]],
      expected: [
        -0.34901221676818639,
        -1.3490122167681864,
        -3.3490122167681864,
      ],
    },
    {
      name: "all alike",
      given: [[0, 0, 0, 0]],
      expected: [
        -1.3862943611198906,
        -1.3862943611198906,
        -1.3862943611198906,
        -1.3862943611198906,
      ],
    },
    { name: "one class", given: [[5]], expected: [0] },
    { name: "one far ahead", given: [[1000, 0]], expected: [0, -1000] },
    {
      name: "large and negative",
      given: [[-1000, -1001, -1002]],
      expected: [
        -0.4076059644443803,
        -1.4076059644443803,
        -2.4076059644443803,
      ],
    },
  ],
  properties: [
    {
      name: "The probabilities add up to 1",
      draw: (random) => [[drawScores(random)]],
      holds: ([log_p], [[z]]) =>
        log_p.length === z.length &&
        near(log_p.reduce((sum, l) => sum + Math.exp(l), 0), 1),
    },
    {
      name: "Adding a number to every logit changes nothing",
      draw(random) {
        const z = drawScores(random);
        const shift = between(random, -1000, 1000);
        return [[z], [z.map((z_k) => z_k + shift)]];
      },
      holds: ([before, after]) =>
        before.length === after.length &&
        before.every((log_p, k) => near(log_p, after[k])),
    },
  ],
};

export const surprise: Task<[p: number[]], number> = {
  id: "09.5",
  chapter,
  title: "Perplexity of a text",
  prompt: String
    .raw`A language model gave probability $p_i$ to the word that came at place $i$. Write its perplexity over the whole text, also for a text of 5,000 words.`,
  stub: `function myPerplexity(p: number[]): number {
  return todo(p);
}`,
  hints: [
    "Perplexity is e to the mean loss. What is the loss at one place?",
    "The loss at place i is −log(p[i]), in nats; the mean divides by the number of places.",
    "Add logarithms; do not multiply probabilities: 5,000 factors of 0.001 give 0 in floating point.",
  ],
  cases: [
    { name: "a certain reader", given: [[1, 1]], expected: 1 },
    { name: "four choices each time", given: [[0.25, 0.25]], expected: 4 },
    {
      name: "unequal places",
      given: [[0.5, 0.25]],
      expected: 2.8284271247461901,
    },
    {
      name: "a long text",
      given: [Array(5000).fill(0.001)],
      expected: 1000,
    },
    { name: "a word ruled out", given: [[0.5, 0]], expected: Infinity },
  ],
  properties: [
    {
      name: "A text said twice is as perplexing as said once",
      draw(random) {
        const p = listOf(2 + random.below(20), () => between(random, 0.01, 1));
        return [[p], [[...p, ...p]]];
      },
      holds: ([once, twice]) => near(once, twice),
    },
    {
      name: "It lies between one over the largest and one over the smallest p",
      draw: (random) => [[
        listOf(2 + random.below(20), () => between(random, 0.01, 1)),
      ]],
      holds: ([perplexity], [[p]]) =>
        perplexity >= (1 - 1e-9) / Math.max(...p) &&
        perplexity <= (1 + 1e-9) / Math.min(...p),
    },
  ],
};

/** The tasks of chapter 09. */
export const lossTasks: readonly Task[] = [
  mean,
  gradient,
  stable,
  logProbabilities,
  surprise,
];
