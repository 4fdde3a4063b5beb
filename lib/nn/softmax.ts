import { checkDistribution, checkLogits, checkSameLength } from "./inputs.ts";
import { expectedSurprise } from "./losses.ts";

/**
 * log Σₖ exp(zₖ), shifted by the largest entry so that nothing overflows.
 *
 * @param z Logits, `[classes]`; −Infinity marks a class ruled out.
 * @returns A number between max(z) and max(z) + log(classes).
 * @throws {RangeError} When z is empty, holds NaN or +Infinity, or is −Infinity
 *   throughout.
 * @see Blanchard, Higham, Higham, *Accurately computing the log-sum-exp and
 *   softmax functions* (IMA J. Numer. Anal. 41, 2021), section 1.
 */
export function logSumExp(z: readonly number[]): number {
  const { top, rest } = logSum(z);
  return top + rest;
}

/**
 * softmax(z)ₖ = exp(zₖ) / Σⱼ exp(zⱼ): turns logits into a distribution.
 *
 * @param z Logits, `[classes]`; −Infinity marks a class ruled out.
 * @returns Probabilities, `[classes]`, adding up to 1.
 * @throws {RangeError} As {@linkcode logSumExp}.
 * @see Goodfellow, Bengio, Courville, *Deep Learning* (2016), section 6.2.2.3.
 */
export function softmax(z: readonly number[]): number[] {
  checkLogits(z, "z");
  const top = largest(z);
  const e = z.map((z_k) => Math.exp(z_k - top));
  const total = sum(e);
  return e.map((e_k) => e_k / total);
}

/**
 * log softmax(z)ₖ = zₖ − logSumExp(z), finite where softmax itself rounds to 0.
 *
 * @param z Logits, `[classes]`; −Infinity marks a class ruled out.
 * @returns Log-probabilities, `[classes]`, each ≤ 0.
 * @throws {RangeError} As {@linkcode logSumExp}.
 * @see Goodfellow, Bengio, Courville, *Deep Learning* (2016), section 6.2.2.3.
 */
export function logSoftmax(z: readonly number[]): number[] {
  // Subtract one after the other: z − (top + rest) would round a small rest
  // away against a large top.
  const { top, rest } = logSum(z);
  return z.map((z_k) => z_k - top - rest);
}

/**
 * The Jacobian of softmax, ∂pᵢ/∂zⱼ = pᵢ (δᵢⱼ − pⱼ).
 *
 * @param z Logits, `[classes]`.
 * @returns `[classes, classes]`; symmetric, every row adds up to 0.
 * @throws {RangeError} As {@linkcode logSumExp}.
 * @see Bishop, *Pattern Recognition and Machine Learning* (2006), eq. 4.106.
 */
export function softmaxJacobian(z: readonly number[]): number[][] {
  const p = softmax(z);
  return p.map((p_i, i) => p.map((p_j, j) => p_i * ((i === j ? 1 : 0) - p_j)));
}

/**
 * Cross-entropy of logits against a target distribution, −Σₖ yₖ log softmax(z)ₖ.
 *
 * @param z Logits, `[classes]`.
 * @param y Target, `[classes]`: `oneHot`, `labelSmoothing` or any distribution.
 * @returns Nats, ≥ 0; Infinity when y gives weight to a class ruled out.
 * @throws {RangeError} When z is not usable (see {@linkcode logSumExp}), y is
 *   no distribution, or lengths differ.
 * @see Bishop, *Pattern Recognition and Machine Learning* (2006), eq. 4.108.
 */
export function softmaxCrossEntropy(
  z: readonly number[],
  y: readonly number[],
): number {
  checkSameLength(z, "z", y, "y");
  checkDistribution(y, "y");
  return expectedSurprise(y, logSoftmax(z));
}

/**
 * The gradient of {@linkcode softmaxCrossEntropy} with respect to the logits:
 * softmax(z) − y.
 *
 * @param z Logits, `[classes]`.
 * @param y Target, `[classes]`.
 * @returns `[classes]`, adding up to 0.
 * @throws {RangeError} As {@linkcode softmaxCrossEntropy}.
 * @see Bishop, *Pattern Recognition and Machine Learning* (2006), eq. 4.109.
 */
export function softmaxCrossEntropyGradient(
  z: readonly number[],
  y: readonly number[],
): number[] {
  checkSameLength(z, "z", y, "y");
  checkDistribution(y, "y");
  return softmax(z).map((p_k, k) => p_k - y[k]);
}

/**
 * log Σₖ exp(zₖ) in two parts, the largest logit and what the others add.
 *
 * The largest contributes exp(0) = 1, so the rest is log(1 + others): log1p
 * keeps it exact when the others are tiny.
 */
function logSum(z: readonly number[]): { top: number; rest: number } {
  checkLogits(z, "z");
  const top = largest(z);
  const others = z.toSpliced(z.indexOf(top), 1);
  const rest = Math.log1p(sum(others.map((z_k) => Math.exp(z_k - top))));
  return { top, rest };
}

function sum(x: readonly number[]): number {
  return x.reduce((total, x_k) => total + x_k, 0);
}

/** Not `Math.max(...z)`: a vocabulary can hold more logits than a call may. */
function largest(z: readonly number[]): number {
  return z.reduce((a, b) => Math.max(a, b));
}
