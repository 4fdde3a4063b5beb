/**
 * The gamma and beta functions that the distributions need.
 *
 * Source: F. W. J. Olver et al. (ed.), "NIST Digital Library of Mathematical
 * Functions", https://dlmf.nist.gov, chapters 5 and 8.
 *
 * @module
 */

/** Terms after which a series or continued fraction counts as stuck. */
const MOST_TERMS = 10_000;

/** Stands for 0 where Lentz's method would divide by 0. */
const TINY = 1e-300;

/**
 * ln Γ(x): Stirling's series (DLMF 5.11.1) after shifting x above 10 with
 * Γ(x + 1) = x Γ(x).
 *
 * @param x A number above 0.
 * @returns ln Γ(x), to about 14 digits.
 */
export function logGamma(x: number): number {
  let shift = 0;
  while (x < 10) shift += Math.log(x++);
  const r = 1 / (x * x);
  const series =
    (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series -
    shift;
}

/**
 * The upper regularised incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a):
 * the series DLMF 8.7.1 for small x, else the continued fraction 8.9.2.
 *
 * @param a Shape, above 0.
 * @param x At least 0.
 * @returns A probability: the chance that a gamma variable exceeds x.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - scale * sum;
  }
  let b = x + 1 - a;
  const fraction = lentz(b, (n) => [-n * (n - a), b += 2]);
  return scale / fraction;
}

/**
 * The regularised incomplete beta function I_x(a, b) by the continued fraction
 * DLMF 8.17.22.
 *
 * @param x From 0 to 1.
 * @param a Above 0.
 * @param b Above 0.
 * @returns A probability: the chance that a beta variable is at most x.
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side only; the other mirrors it.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const scale = Math.exp(
    a * Math.log(x) + b * Math.log1p(-x) -
      logGamma(a) - logGamma(b) + logGamma(a + b),
  );
  const fraction = lentz(1, (n) => {
    const m = Math.floor(n / 2);
    const at = a + n;
    const d = n % 2 === 0
      ? m * (b - m) / ((at - 1) * at)
      : -(a + m) * (a + b + m) / ((at - 1) * at);
    return [d * x, 1];
  });
  return scale / (a * fraction);
}

/**
 * b₀ + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method as modified by Thompson and
 * Barnett (DLMF 3.10(iii)).
 *
 * @param b0 The first term.
 * @param next Gives [aₙ, bₙ] for n = 1, 2, …, called in that order.
 */
function lentz(b0: number, next: (n: number) => [number, number]): number {
  let value = b0 === 0 ? TINY : b0;
  let c = value;
  let d = 0;
  for (let n = 1; n < MOST_TERMS; n++) {
    const [an, bn] = next(n);
    d = 1 / (bn + an * d || TINY);
    c = bn + an / c || TINY;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}
