import { sigmoid, softplus } from "./activations.ts";
import {
  checkDistribution,
  checkLabel,
  checkNumber,
  checkProbability,
  checkSameLength,
} from "./inputs.ts";

/**
 * The mean loss over N examples, L = (1/N) Σᵢ loss(yᵢ, ŷᵢ).
 *
 * @param loss The loss of one example, in nats if it is a cross-entropy.
 * @param y What was true, one entry per example.
 * @param yHat What the model said, one entry per example.
 * @returns The mean, in the unit of `loss`.
 * @throws {RangeError} When the lists differ in length or are empty.
 * @see Goodfellow, Bengio, Courville, *Deep Learning* (2016), section 8.1.1.
 */
export function meanLoss(
  loss: (y: number, yHat: number) => number,
  y: readonly number[],
  yHat: readonly number[],
): number {
  checkSameLength(y, "y", yHat, "yHat");
  return y.reduce((sum, y_i, i) => sum + loss(y_i, yHat[i]), 0) / y.length;
}

/**
 * The cross-entropy H(p, q) = −Σₖ pₖ log qₖ: the mean surprise, in nats, of one
 * who expects q while outcomes follow p. A term with pₖ = 0 counts as 0.
 *
 * @param p How often each outcome happens, `[classes]`; adds up to 1.
 * @param q What was forecast, `[classes]`; adds up to 1.
 * @returns Nats, ≥ 0; Infinity when q rules out something that p does not.
 * @throws {RangeError} When a list is no distribution, or lengths differ.
 * @see Goodfellow, Bengio, Courville, *Deep Learning* (2016), section 3.13.
 */
export function crossEntropy(
  p: readonly number[],
  q: readonly number[],
): number {
  checkSameLength(p, "p", q, "q");
  checkDistribution(p, "p");
  checkDistribution(q, "q");
  return expectedSurprise(p, q.map(Math.log));
}

/**
 * The entropy H(p) = −Σₖ pₖ log pₖ: the smallest mean surprise that any
 * forecast of p can reach.
 *
 * @param p A distribution, `[classes]`.
 * @returns Nats, from 0 (certain) to log(classes) (all alike).
 * @throws {RangeError} When p is no distribution.
 * @see Shannon, *A Mathematical Theory of Communication* (1948), section 6.
 */
export function entropy(p: readonly number[]): number {
  return crossEntropy(p, p);
}

/**
 * Binary cross-entropy of a probability,
 * loss(y, ŷ) = −y log ŷ − (1 − y) log(1 − ŷ).
 *
 * It is only as good as the ŷ it is given: a sigmoid rounds to exactly 1 above
 * a logit of about 37, and the loss of a wrong label is then Infinity. Where
 * there is a logit, use {@linkcode bceWithLogits}.
 *
 * @param y The label, 0 or 1.
 * @param yHat The probability that the model gives to label 1.
 * @returns Nats, ≥ 0; Infinity for a certain and wrong ŷ.
 * @throws {RangeError} When y is not 0 or 1, or ŷ lies outside [0, 1].
 * @see Bishop, *Pattern Recognition and Machine Learning* (2006), eq. 4.90.
 */
export function binaryCrossEntropy(y: number, yHat: number): number {
  checkLabel(y, "y");
  checkProbability(yHat, "yHat");
  // One of the two terms has the factor 0. Leaving it out keeps 0 · log 0,
  // which a computer evaluates to NaN, from spoiling the other. The 0 in front
  // makes a loss of 0 print as 0, not −0.
  return 0 - (y === 1 ? Math.log(yHat) : Math.log1p(-yHat));
}

/**
 * Binary cross-entropy of a logit, loss = ζ((1 − 2y) z), with ζ the softplus.
 *
 * Equal to `binaryCrossEntropy(y, sigmoid(z))` in exact arithmetic, and
 * accurate for every z.
 *
 * @param z The logit, log(ŷ / (1 − ŷ)); may be ±Infinity.
 * @param y The label, 0 or 1.
 * @returns Nats, ≥ 0; grows like |z| for a confident mistake.
 * @throws {RangeError} When z is NaN, or y is not 0 or 1.
 * @see Goodfellow, Bengio, Courville, *Deep Learning* (2016), section 6.2.2.2.
 */
export function bceWithLogits(z: number, y: number): number {
  checkNumber(z, "z");
  checkLabel(y, "y");
  return softplus((1 - 2 * y) * z);
}

/**
 * The derivative of {@linkcode bceWithLogits} with respect to z: σ(z) − y, what
 * the model said minus what was true.
 *
 * @param z The logit.
 * @param y The label, 0 or 1.
 * @returns Nats per unit of logit, in [−1, 1].
 * @throws {RangeError} When z is NaN, or y is not 0 or 1.
 * @see Bishop, *Pattern Recognition and Machine Learning* (2006), eq. 4.91.
 */
export function bceWithLogitsGradient(z: number, y: number): number {
  checkNumber(z, "z");
  checkLabel(y, "y");
  return sigmoid(z) - y;
}

/** −Σₖ pₖ log qₖ, where pₖ = 0 silences its term, even an infinite one. */
export function expectedSurprise(
  p: readonly number[],
  logQ: readonly number[],
): number {
  return p.reduce((sum, p_k, k) => p_k === 0 ? sum : sum - p_k * logQ[k], 0);
}
