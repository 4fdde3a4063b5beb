import {
  bceWithLogits,
  bceWithLogitsGradient,
  binaryCrossEntropy,
  logSoftmax,
  meanLoss,
  perplexity,
  sigmoid,
} from "../nn/mod.ts";
import type { Exercise } from "./spec.ts";

// The expected numbers were computed with mpmath at 40 digits.

const chapter = "09-loss";

const mean: Exercise<[y: number[], yHat: number[]], number> = {
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
  reference: (y, yHat) => meanLoss(binaryCrossEntropy, y, yHat),
  wrong: [
    {
      misconception: "The loss of a data set is the sum over its examples.",
      solution: (y, yHat) => y.length * meanLoss(binaryCrossEntropy, y, yHat),
    },
    {
      misconception: "The loss is the log-likelihood itself, without a minus.",
      solution: (y, yHat) => -meanLoss(binaryCrossEntropy, y, yHat),
    },
    {
      misconception: "Only examples with label 1 cost anything.",
      solution: (y, yHat) =>
        meanLoss((y, p) => y === 1 ? -Math.log(p) : 0, y, yHat),
    },
    {
      misconception: "On a computer, too, 0 · log 0 is 0.",
      solution: (y, yHat) =>
        meanLoss(
          (y, p) => -y * Math.log(p) - (1 - y) * Math.log(1 - p),
          y,
          yHat,
        ),
    },
    {
      misconception: "Any base of the logarithm gives the same number.",
      solution: (y, yHat) => meanLoss(binaryCrossEntropy, y, yHat) / Math.LN2,
    },
  ],
};

const gradient: Exercise<[z: number[], y: number[]], number[]> = {
  id: "09.2",
  chapter,
  title: "The gradient at the logits",
  prompt: String
    .raw`Write the gradient of the **mean** loss with respect to each logit, $\partial L / \partial z_i$, for $N$ logits and labels.`,
  stub: `function myGradient(z: number[], y: number[]): number[] {
  return todo(z, y); // [examples]
}`,
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
  reference: (z, y) =>
    z.map((z_i, i) => bceWithLogitsGradient(z_i, y[i]) / z.length),
  wrong: [
    {
      misconception: "The gradient points from the forecast to the truth.",
      solution: (z, y) => z.map((z_i, i) => (y[i] - sigmoid(z_i)) / z.length),
    },
    {
      misconception: "The mean does not change the gradient.",
      solution: (z, y) => z.map((z_i, i) => sigmoid(z_i) - y[i]),
    },
    {
      misconception: "The slope of the sigmoid stays in, as for squared error.",
      solution: (z, y) =>
        z.map((z_i, i) => {
          const p = sigmoid(z_i);
          return (p - y[i]) * p * (1 - p) / z.length;
        }),
    },
    {
      misconception: "Every way to write the sigmoid is as good as another.",
      solution: (z, y) =>
        z.map((z_i, i) => {
          const e = Math.exp(z_i);
          return (e / (1 + e) - y[i]) / z.length;
        }),
    },
  ],
};

const stable: Exercise<[z: number, y: number], number> = {
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
  reference: bceWithLogits,
  wrong: [
    {
      misconception: "Sigmoid first, logarithm after is accurate enough.",
      solution: (z, y) => binaryCrossEntropy(y, sigmoid(z)),
    },
    {
      misconception: "Clipping ŷ away from 0 and 1 cures the overflow.",
      solution: (z, y) => {
        const yHat = Math.min(Math.max(sigmoid(z), 1e-7), 1 - 1e-7);
        return binaryCrossEntropy(y, yHat);
      },
    },
    {
      misconception: "Getting rid of the sigmoid is enough: log(1 + eᶻ) − y z.",
      solution: (z, y) => Math.log(1 + Math.exp(z)) - y * z,
    },
    {
      misconception: "The stable softplus serves for both labels.",
      solution: (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))),
    },
    {
      misconception: "log and log1p differ only in spelling.",
      solution: (z, y) =>
        Math.max(0, (1 - 2 * y) * z) + Math.log(1 + Math.exp(-Math.abs(z))),
    },
  ],
};

const logProbabilities: Exercise<[z: number[]], number[]> = {
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
  reference: logSoftmax,
  wrong: [
    {
      misconception: "The definition can be typed in as it stands.",
      solution: (z) => {
        const total = z.reduce((sum, z_j) => sum + Math.exp(z_j), 0);
        return z.map((z_k) => Math.log(Math.exp(z_k) / total));
      },
    },
    {
      misconception: "A stable softmax has a stable logarithm.",
      solution: (z) => {
        const m = Math.max(...z);
        const e = z.map((z_k) => Math.exp(z_k - m));
        const total = e.reduce((sum, e_j) => sum + e_j, 0);
        return e.map((e_k) => Math.log(e_k / total));
      },
    },
    {
      misconception: "log-sum-exp is the maximum.",
      solution: (z) => z.map((z_k) => z_k - Math.max(...z)),
    },
    {
      misconception: "The shift must be added back after subtracting the sum.",
      solution: (z) => logSoftmax(z).map((log_p) => log_p + Math.max(...z)),
    },
  ],
};

const surprise: Exercise<[p: number[]], number> = {
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
  reference: (p) => perplexity(meanLoss((p) => -Math.log(p), p, p)),
  wrong: [
    {
      misconception: "Perplexity is one over the mean probability.",
      solution: (p) => p.length / p.reduce((sum, p_i) => sum + p_i, 0),
    },
    {
      misconception: "A product of probabilities is safe to form.",
      solution: (p) =>
        p.reduce((product, p_i) => product * p_i, 1) ** (-1 / p.length),
    },
    {
      misconception: "A longer text is more perplexing: no mean is taken.",
      solution: (p) => Math.exp(p.reduce((sum, p_i) => sum - Math.log(p_i), 0)),
    },
    {
      misconception: "Nats may go into 2^x, which is made for bits.",
      solution: (p) => 2 ** meanLoss((p) => -Math.log(p), p, p),
    },
  ],
};

/** The exercises of chapter 09. */
export const lossExercises: readonly Exercise[] = [
  mean,
  gradient,
  stable,
  logProbabilities,
  surprise,
];
