/**
 * The losses as graphs of {@linkcode Value}, so that autograd can go through
 * them. Each mirrors the plain-number version of the same name and is built
 * from single operations, never from a known gradient: that is what makes it
 * worth comparing with one.
 *
 * @module
 */
import {
  checkDistribution,
  checkLabel,
  checkLogits,
  checkSameLength,
} from "./inputs.ts";
import { Value } from "./value.ts";

/**
 * log Σₖ exp(zₖ). The shift by the largest entry is a constant to autograd; it
 * cancels, so the gradient is exact.
 *
 * @param z Logits, `[classes]`.
 * @throws {RangeError} As `logSumExp`.
 */
export function logSumExpValue(z: readonly Value[]): Value {
  const data = z.map((z_k) => z_k.data);
  checkLogits(data, "z");
  const top = Math.max(...data);
  return Value.sum(z.map((z_k) => z_k.sub(top).exp())).log().add(top);
}

/**
 * zₖ − logSumExp(z) for each k.
 *
 * @param z Logits, `[classes]`.
 * @throws {RangeError} As `logSumExp`.
 */
export function logSoftmaxValues(z: readonly Value[]): Value[] {
  const total = logSumExpValue(z);
  return z.map((z_k) => z_k.sub(total));
}

/**
 * exp(zₖ − logSumExp(z)) for each k.
 *
 * @param z Logits, `[classes]`.
 * @throws {RangeError} As `logSumExp`.
 */
export function softmaxValues(z: readonly Value[]): Value[] {
  return logSoftmaxValues(z).map((log_p) => log_p.exp());
}

/**
 * −Σₖ yₖ log softmax(z)ₖ.
 *
 * @param z Logits, `[classes]`.
 * @param y Target distribution, `[classes]`, constant.
 * @throws {RangeError} As `softmaxCrossEntropy`.
 */
export function softmaxCrossEntropyValue(
  z: readonly Value[],
  y: readonly number[],
): Value {
  checkSameLength(z, "z", y, "y");
  checkDistribution(y, "y");
  const terms = logSoftmaxValues(z).map((log_p, k) => log_p.mul(-y[k]));
  return Value.sum(terms.filter((_, k) => y[k] !== 0));
}

/**
 * Binary cross-entropy of a logit, ζ((1 − 2y) z).
 *
 * @param z The logit.
 * @param y The label, 0 or 1, constant.
 * @throws {RangeError} When y is not 0 or 1.
 */
export function bceWithLogitsValue(z: Value, y: number): Value {
  checkLabel(y, "y");
  return z.mul(1 - 2 * y).softplus();
}
