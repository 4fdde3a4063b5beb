import type { Random } from "../text/random.ts";
import { between, labels, listOf } from "./draw.ts";

/** Arguments of one step; lists hold the input gate, forget gate, candidate
 * and output gate in this order. */
export type Step = [
  x: number,
  h: number,
  c: number,
  wx: number[],
  wh: number[],
  b: number[],
];

/** Reviews with their scores, and where a score becomes a yes. */
export type Scored = [labels: number[], scores: number[], threshold: number];

/** How much an LSTM layer reads and keeps. */
export function drawSizes(
  random: Random,
): [E: number, H: number, K: number][] {
  const size = () => 1 + random.below(64);
  return [[size(), size(), size()]];
}

/** A step with weights and states of moderate size. */
export function drawStep(random: Random): Step {
  const some = () => listOf(4, () => between(random, -1.5, 1.5));
  const [x, h, c] = [2, 1, 3].map((size) => between(random, -size, size));
  return [x, h, c, some(), some(), some()];
}

/** Word ids, longer or shorter than the length asked for. */
export function drawIds(random: Random): [ids: number[], length: number] {
  const ids = listOf(1 + random.below(12), () => 1 + random.below(99));
  return [ids, 1 + random.below(12)];
}

/** Reviews of both labels; scores in steps of 0.1, so some are equal. */
export function drawScored(random: Random): Scored {
  const n = 6 + random.below(10);
  const scores = listOf(n, () => (1 + random.below(9)) / 10);
  return [[0, 1, ...labels(random, n - 2)], scores, 0.7];
}
