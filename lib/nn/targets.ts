import { checkDistribution, checkProbability } from "./inputs.ts";

/**
 * The target of a known class: 1 at `k`, 0 elsewhere.
 *
 * @param k The class, from 0.
 * @param classes How many classes there are.
 * @returns `[classes]`
 * @throws {RangeError} When k is not one of the classes.
 */
export function oneHot(k: number, classes: number): number[] {
  if (!Number.isInteger(k) || k < 0 || k >= classes) {
    throw new RangeError(`Class ${k} is not one of 0 to ${classes - 1}`);
  }
  return Array.from({ length: classes }, (_, i) => i === k ? 1 : 0);
}

/**
 * Label smoothing, y′ₖ = (1 − ε) yₖ + ε / K: takes the share ε of certainty and
 * spreads it evenly over all K classes.
 *
 * @param y Target distribution, `[classes]`.
 * @param epsilon ε in [0, 1]; 0 leaves y as it is.
 * @returns `[classes]`, adding up to 1.
 * @throws {RangeError} When y is no distribution or ε lies outside [0, 1].
 * @see Szegedy et al., *Rethinking the Inception Architecture for Computer
 *   Vision* (CVPR 2016), section 7.
 */
export function labelSmoothing(
  y: readonly number[],
  epsilon: number,
): number[] {
  checkDistribution(y, "y");
  checkProbability(epsilon, "epsilon");
  return y.map((y_k) => (1 - epsilon) * y_k + epsilon / y.length);
}
