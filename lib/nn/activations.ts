/**
 * The logistic sigmoid σ(x) = 1 / (1 + e⁻ˣ), which squeezes any number into
 * (0, 1).
 *
 * Only e to a negative power is ever taken, so nothing overflows.
 *
 * @param x A logit; ±Infinity gives 1 or 0.
 * @returns A probability.
 * @see Goodfellow, Bengio, Courville, *Deep Learning* (2016), section 3.10.
 */
export function sigmoid(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}

/**
 * The softplus ζ(x) = log(1 + eˣ): a smooth version of max(0, x).
 *
 * Written as max(0, x) + log(1 + e^−|x|), which neither overflows for large x
 * nor rounds to 0 for very negative x.
 *
 * @param x Any number; +Infinity gives Infinity, −Infinity gives 0.
 * @returns A number ≥ 0; its derivative is σ(x).
 * @see Goodfellow, Bengio, Courville, *Deep Learning* (2016), section 3.10.
 */
export function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}
