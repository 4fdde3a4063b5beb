/** What properties and hidden cases draw their arguments with. */
import type { Random } from "../text/random.ts";

/** A number from `low` up to, but not including, `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** A list of `length` items, each drawn anew. */
export function listOf<T>(length: number, item: () => T): T[] {
  return Array.from({ length }, item);
}

/** A list of labels, 0 or 1. */
export function labels(random: Random, length: number): number[] {
  return listOf(length, () => random.below(2));
}
