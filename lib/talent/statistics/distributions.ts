import { betaCdf, upperGamma } from "./special.ts";

/**
 * The standard normal distribution's share below z.
 *
 * @param z Any number.
 * @returns P(Z ≤ z), to about 14 digits; far left tails keep their digits.
 */
export function normalCdf(z: number): number {
  const tail = upperGamma(0.5, z * z / 2) / 2;
  return z > 0 ? 1 - tail : tail;
}

/**
 * The z with P(Z ≤ z) = p: a rational start, then Halley's steps on
 * {@linkcode normalCdf} until nothing moves.
 *
 * Source of the start: M. Abramowitz and I. A. Stegun, "Handbook of
 * Mathematical Functions" (1964), 26.2.23.
 *
 * @param p A probability strictly between 0 and 1.
 * @throws {RangeError} When p is 0, 1 or outside.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) {
    throw new RangeError(
      `A normal quantile needs a probability between 0 and 1, not ${p}`,
    );
  }
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = -(t -
    (2.515517 + t * (0.802853 + t * 0.010328)) /
      (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  for (let step = 0; step < 4; step++) {
    const density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    const u = (normalCdf(z) - p) / density;
    z -= u / (1 + z * u / 2);
  }
  return z;
}

/**
 * How often |Z| is at least this large by chance: the two-sided p-value.
 *
 * @param z A test statistic that is standard normal when there is no effect.
 */
export function normalPValue(z: number): number {
  return upperGamma(0.5, z * z / 2);
}

/**
 * How often a chi-square variable is at least x by chance.
 *
 * @param x The test statistic, at least 0.
 * @param df Degrees of freedom, above 0.
 * @returns The upper tail, P(χ² ≥ x).
 */
export function chiSquareSf(x: number, df: number): number {
  return upperGamma(df / 2, x / 2);
}

/**
 * How often |T| is at least this large by chance: the two-sided p-value of
 * Student's t.
 *
 * @param t The test statistic.
 * @param df Degrees of freedom, above 0.
 */
export function studentPValue(t: number, df: number): number {
  return betaCdf(df / (df + t * t), df / 2, 0.5);
}
