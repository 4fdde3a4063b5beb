import { Random } from "@course/text";

/** How {@linkcode trainLogisticRegression} learns. */
export interface LogisticRegressionOptions {
  /** Number of words; ids in the bags are below it. */
  size: number;
  /** Times that every document is seen. Default 5. */
  epochs?: number;
  /** Step size of Adagrad. Default 0.1. */
  learningRate?: number;
  /** Seed of the order in which documents are seen. Default 1. */
  seed?: number;
}

/** One weight a word, and a bias. */
export interface LogisticRegression {
  weights: Float64Array;
  bias: number;
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/**
 * p = σ(b + Σ w over the words present).
 *
 * @param model A trained model.
 * @param bag Ids of the words of one document, see `bagOfWords`.
 * @returns The probability of label 1.
 */
export function logisticProbability(
  { weights, bias }: LogisticRegression,
  bag: Int32Array,
): number {
  let z = bias;
  for (const word of bag) z += weights[word];
  return sigmoid(z);
}

/**
 * Learns logistic regression on bags of words, one document at a time, with
 * Adagrad: a weight's step shrinks with the gradients it has seen, so a rare
 * word still learns when it turns up (J. Duchi, E. Hazan and Y. Singer,
 * "Adaptive Subgradient Methods", JMLR 12, 2011). Only the weights of words
 * that are present change, so a step costs as much as the document is long.
 *
 * @param bags Ids of the words of each document, see `bagOfWords`.
 * @param labels 0 or 1, one for each bag.
 * @param options Number of words, and how to learn.
 * @returns The weights and the bias.
 * @throws {RangeError} When bags and labels are not equally many.
 */
export function trainLogisticRegression(
  bags: readonly Int32Array[],
  labels: ArrayLike<number>,
  { size, epochs = 5, learningRate = 0.1, seed = 1 }: LogisticRegressionOptions,
): LogisticRegression {
  if (bags.length !== labels.length) {
    throw new RangeError(
      `There must be one label for each bag: ${bags.length} bags, ` +
        `${labels.length} labels`,
    );
  }
  const model = { weights: new Float64Array(size), bias: 0 };
  const squares = new Float64Array(size); // Σ gradient², a word
  let biasSquares = 0;
  const random = new Random(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const i of random.shuffle(bags.keys())) {
      const gradient = logisticProbability(model, bags[i]) - labels[i]; // ŷ − y
      const square = gradient * gradient;
      const step = (sum: number) =>
        learningRate * gradient / (Math.sqrt(sum) + 1e-8);
      for (const word of bags[i]) {
        squares[word] += square;
        model.weights[word] -= step(squares[word]);
      }
      biasSquares += square;
      model.bias -= step(biasSquares);
    }
  }
  return model;
}
