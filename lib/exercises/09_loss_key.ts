import {
  bceWithLogits,
  bceWithLogitsGradient,
  binaryCrossEntropy,
  logSoftmax,
  meanLoss,
  perplexity,
  sigmoid,
} from "../nn/mod.ts";
import * as tasks from "./09_loss.ts";
import { drawForecasts, drawLogits, drawScores } from "./09_loss_draws.ts";
import { between, listOf } from "./draw.ts";
import { type Exercise, withKey } from "./spec.ts";

const mean = withKey(tasks.mean, {
  solution: `function myMeanLoss(y: number[], yHat: number[]): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    sum -= Math.log(y[i] === 1 ? yHat[i] : 1 - yHat[i]);
  }
  return sum / y.length;
}`,
  hidden: [
    { name: "many forecasts", draw: drawForecasts },
    {
      name: "one that is certain and right",
      draw(random) {
        const [y, yHat] = drawForecasts(random);
        return [[...y, 1, 0], [...yHat, 1, 0]];
      },
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
});

const gradient = withKey(tasks.gradient, {
  solution: `function myGradient(z: number[], y: number[]): number[] {
  return z.map((z_i, i) => (sigmoid(z_i) - y[i]) / z.length); // [examples]
}`,
  hidden: [
    { name: "many logits", draw: drawLogits },
    {
      name: "logits that are far out",
      draw(random) {
        const [z, y] = drawLogits(random);
        return [z.map((z_i) => 300 * z_i), y];
      },
    },
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
});

const stable = withKey(tasks.stable, {
  solution: `function myBceWithLogits(z: number, y: number): number {
  const wrong = y === 1 ? -z : z; // how far z lies on the wrong side
  return Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong)));
}`,
  hidden: [
    {
      name: "sure and right",
      draw: (random) => [between(random, 20, 200), 1],
    },
    {
      name: "sure and wrong",
      draw: (random) => [between(random, 20, 2000), 0],
    },
    {
      name: "somewhere in the middle",
      draw: (random) => [between(random, -5, 5), random.below(2)],
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
});

const logProbabilities = withKey(tasks.logProbabilities, {
  solution: `function myLogSoftmax(z: number[]): number[] {
  const m = Math.max(...z);
  const sum = z.reduce((total, z_j) => total + Math.exp(z_j - m), 0);
  return z.map((z_k) => z_k - m - Math.log(sum)); // [classes]
}`,
  hidden: [
    { name: "several classes", draw: (random) => [drawScores(random)] },
    {
      name: "logits that are far out",
      draw: (random) => [drawScores(random).map((z_k) => 300 * z_k)],
    },
  ],
  reference: (z) => logSoftmax(z),
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
});

const surprise = withKey(tasks.surprise, {
  solution: `function myPerplexity(p: number[]): number {
  const loss = p.reduce((sum, p_i) => sum - Math.log(p_i), 0) / p.length;
  return Math.exp(loss);
}`,
  hidden: [
    {
      name: "a few places",
      draw: (random) => [listOf(8, () => between(random, 0.01, 1))],
    },
    {
      name: "a long text of rare words",
      draw: (random) => [listOf(2000, () => between(random, 1e-6, 1e-3))],
    },
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
});

/** The exercises of chapter 09, with their key. */
export const lossExercises: readonly Exercise[] = [
  mean,
  gradient,
  stable,
  logProbabilities,
  surprise,
];
