/**
 * The normal distribution's Φ, to double precision.
 *
 * JavaScript has no erf. Near zero this adds up its series, whose terms are all
 * of one sign, so that none cancel (Abramowitz and Stegun 1964, 7.1.6):
 *
 *     erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ·x^(2n+1) / (1·3·…·(2n+1))
 *
 * Far out, 1 − erf(x) would cancel, so there it is made by itself, as a
 * continued fraction (7.1.14), which also keeps its relative precision:
 *
 *     erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + 2/(x + …)))))
 *
 * Sixty terms of either reach 1e-15 on its side of x = 3. The fast kernels may
 * use a shorter formula, such as 7.1.26, whose error is at most 1.5e-7.
 *
 * @module
 */

const TERMS = 60;

/**
 * The share of a standard normal distribution below x.
 *
 * @param x Any number.
 * @returns Φ(x) = ½·erfc(−x/√2), to 11 digits or more also where it is tiny.
 */
export function normalCdf(x: number): number {
  const a = Math.abs(x) / Math.SQRT2;
  if (a < 3) return 0.5 + Math.sign(x) * 0.5 * erfSeries(a);
  const tail = 0.5 * erfcFraction(a);
  return x < 0 ? tail : 1 - tail;
}

/** The standard normal distribution's density at x. */
export function normalDensity(x: number): number {
  return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
}

function erfSeries(x: number): number {
  let term = x, sum = x;
  for (let n = 1; n < TERMS; n++) {
    term *= 2 * x * x / (2 * n + 1);
    sum += term;
  }
  return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
}

function erfcFraction(x: number): number {
  let denominator = x;
  for (let n = TERMS; n > 0; n--) denominator = x + n / 2 / denominator;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / denominator;
}
