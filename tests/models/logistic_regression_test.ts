import { logisticProbability, trainLogisticRegression } from "@course/models";
import { Random } from "@course/text";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../assert.ts";

const bag = (...ids: number[]) => Int32Array.from(ids);

Deno.test("logisticProbability() is σ of the bias and the words' weights", () => {
  const model = { weights: Float64Array.of(0, 0, 1, -3), bias: 0.5 };
  const sigma = (z: number) => 1 / (1 + Math.exp(-z));
  assertAlmostEquals(logisticProbability(model, bag(2)), sigma(1.5), 1e-12);
  assertAlmostEquals(logisticProbability(model, bag(2, 3)), sigma(-1.5), 1e-12);
  assertAlmostEquals(logisticProbability(model, bag()), sigma(0.5), 1e-12);
});

Deno.test("trainLogisticRegression() takes the first Adagrad step by hand", () => {
  // ŷ − y = 0.5 − 1; the first step is the learning rate, whatever the size.
  const { weights, bias } = trainLogisticRegression([bag(2)], [1], {
    size: 4,
    epochs: 1,
    learningRate: 0.1,
  });
  assertAlmostEquals(weights[2], 0.1, 1e-6);
  assertAlmostEquals(bias, 0.1, 1e-6);
  assertEquals([weights[0], weights[1], weights[3]], [0, 0, 0]);
});

Deno.test("trainLogisticRegression() takes the second step smaller", () => {
  const { bias } = trainLogisticRegression([bag(), bag()], [1, 1], {
    size: 2,
    epochs: 1,
  });
  const second = 1 / (1 + Math.exp(-0.1)) - 1;
  const expected = 0.1 - 0.1 * second / Math.sqrt(0.25 + second ** 2);
  assertAlmostEquals(bias, expected, 1e-6);
});

Deno.test("trainLogisticRegression() finds which words decide", () => {
  // Word 2 means positive, word 3 negative, words 4 to 9 nothing.
  const random = new Random(1);
  const labels = Array.from({ length: 400 }, () => random.below(2));
  const bags = labels.map((y) =>
    bag(...new Set([y ? 2 : 3, 4 + random.below(6), 4 + random.below(6)]))
  );
  const model = trainLogisticRegression(bags, labels, { size: 10 });
  const noise = Math.max(...model.weights.slice(4).map(Math.abs));
  assert(model.weights[2] > 2 * noise, `${model.weights}`);
  assert(model.weights[3] < -2 * noise, `${model.weights}`);
});

Deno.test("trainLogisticRegression() repeats itself for a seed", () => {
  const train = (seed: number) =>
    trainLogisticRegression([bag(2), bag(3), bag(2, 3)], [1, 0, 1], {
      size: 4,
      seed,
    });
  assertEquals(train(1), train(1));
});

Deno.test("trainLogisticRegression() refuses missing labels", () => {
  assertThrows(
    () => trainLogisticRegression([bag(2)], [], { size: 4 }),
    RangeError,
    "1 bags, 0 labels",
  );
});
