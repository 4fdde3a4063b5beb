import type { Random } from "../statistics/mod.ts";

/**
 * How many of n independent trials succeed. The gaps between successes are
 * geometric, so the work grows with the number of successes, not of trials.
 *
 * Source: L. Devroye, "Non-Uniform Random Variate Generation" (1986), section
 * X.4, the first waiting-time algorithm.
 *
 * @param random the generator
 * @param n trials, a whole number from 0
 * @param p chance of success, from 0 to 1
 * @returns a whole number from 0 to n
 */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p);
  if (p <= 0) return 0;
  const log = Math.log1p(-p);
  let successes = 0;
  let trial = 0;
  for (;;) {
    trial += Math.floor(Math.log(1 - random.uniform()) / log) + 1;
    if (trial > n) return successes;
    successes++;
  }
}
