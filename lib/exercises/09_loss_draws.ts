import type { Random } from "../text/random.ts";
import { between, labels, listOf } from "./draw.ts";

/** Labels, and forecasts that are neither 0 nor 1. */
export function drawForecasts(
  random: Random,
): [y: number[], yHat: number[]] {
  const n = 2 + random.below(12);
  return [labels(random, n), listOf(n, () => between(random, 0.01, 0.99))];
}

/** Logits from −8 to 8, and labels. */
export function drawLogits(random: Random): [z: number[], y: number[]] {
  const n = 2 + random.below(12);
  return [listOf(n, () => between(random, -8, 8)), labels(random, n)];
}

/** Logits of 2 to 8 classes, from −6 to 6. */
export function drawScores(random: Random): number[] {
  return listOf(2 + random.below(7), () => between(random, -6, 6));
}
