/**
 * Random draws from the distributions that the models use. Each takes the
 * seeded generator first, so that a run can be repeated.
 *
 * @module
 */
import type { Random } from "../../text/random.ts";

/**
 * A normal variable by the Box–Muller transform (Annals of Mathematical
 * Statistics 29, 1958).
 *
 * @param random The generator; two numbers are used.
 * @param mean Default 0.
 * @param deviation Default 1.
 */
export function drawNormal(random: Random, mean = 0, deviation = 1): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
  return mean + deviation * radius * Math.cos(2 * Math.PI * random.uniform());
}

/**
 * The waiting time for an event that comes `rate` times per unit of time.
 *
 * @param random The generator; one number is used.
 * @param rate Events per unit of time, at least 0; 0 waits for ever.
 * @returns A time, at least 0.
 */
export function drawExponential(random: Random, rate: number): number {
  const time = -Math.log(1 - random.uniform()) / rate;
  return rate > 0 ? time : Infinity;
}

/**
 * An index, each as likely as its weight.
 *
 * @param random The generator; one number is used.
 * @param weights Numbers, at least 0, not all 0; they need not add up to 1.
 * @returns An index into `weights`.
 */
export function drawIndex(
  random: Random,
  weights: ArrayLike<number>,
): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i];
  let left = random.uniform() * total;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    left -= weights[i];
    if (left < 0) break;
  }
  return last;
}
