import { checkNumber } from "./inputs.ts";

/**
 * Nats to bits: one bit is the surprise of a fair coin, log 2 nats.
 *
 * @param nats Information measured with the natural logarithm.
 * @returns The same information in bits.
 * @throws {RangeError} When `nats` is NaN.
 * @see Shannon, *A Mathematical Theory of Communication* (1948), section 1.
 */
export function bits(nats: number): number {
  checkNumber(nats, "nats");
  return nats / Math.LN2;
}

/**
 * Perplexity, e^(mean loss): the number of equally likely choices that would
 * be as hard to guess among.
 *
 * @param nats Mean cross-entropy per prediction, in nats, ≥ 0.
 * @returns A number ≥ 1.
 * @throws {RangeError} When `nats` is NaN or negative.
 * @see Jelinek et al., *Perplexity: a measure of the difficulty of speech
 *   recognition tasks* (J. Acoust. Soc. Am. 62, 1977).
 */
export function perplexity(nats: number): number {
  checkNumber(nats, "nats");
  if (nats < 0) {
    throw new RangeError(
      `A mean cross-entropy is never negative, got ${nats}; check its sign`,
    );
  }
  return Math.exp(nats);
}
