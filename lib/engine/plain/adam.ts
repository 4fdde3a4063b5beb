/**
 * One step of Adam or AdamW in plain TypeScript, and the squared norm that
 * clipping needs.
 *
 * A gradient from one batch is noisy, and parameters differ in how steep the
 * loss is along them. Adam (Kingma and Ba 2015, Algorithm 1) keeps two running
 * means for each parameter, of the gradient and of its square:
 *
 *     m = β1·m + (1 − β1)·g        v = β2·v + (1 − β2)·g²
 *
 * Both start at zero, so early on they are too small. After t steps with a
 * steady gradient, m = (1 − β1)·Σ β1^k·g = (1 − β1^t)·g, a geometric series;
 * so m/(1 − β1^t) has the right size, and v likewise. The step divides the one
 * by the root of the other, so that its size does not depend on the gradient's:
 *
 *     parameter −= rate·( m̂ / (√v̂ + ε) + decay·parameter )
 *
 * The second term is AdamW's (Loshchilov and Hutter 2019): it pulls each
 * parameter to zero at a pace that m and v don't bend. With decay 0 it is Adam.
 *
 * A parameter that gets no gradient, as a word that is never read, has its m
 * and v shrink by β each step until they are denormal: numbers below 1.2e-38,
 * with which a CPU computes many times slower. So m is set to zero below
 * 1e-30 and v below 1e-36. Both lie far enough above the denormals that no
 * product of a kept one with 1 − β lands there, and far below what a step can
 * show: √1e-36 is 1e-18 beside ε = 1e-7, and 1e-30/ε moves a parameter by 1e-23
 * of the rate.
 *
 * @module
 */
import type { Floats } from "./floats.ts";

/** The numbers of one step that are the same for all parameters. */
export interface AdamNumbers {
  /** Learning rate. */
  rate: number;
  beta1: number;
  beta2: number;
  /** 1 − β1^t, t being the number of this step, from 1. */
  correction1: number;
  /** 1 − β2^t. */
  correction2: number;
  epsilon: number;
  /** AdamW's weight decay; 0 for Adam. */
  decay: number;
}

/** Smallest size of m and of v that is kept. */
const SMALLEST_M = 1e-30, SMALLEST_V = 1e-36;

/**
 * Changes parameter, m and v in place; all have the gradient's size.
 *
 * @param arrays The parameter, its gradient, and its running means.
 * @param scale What the gradient is multiplied by: the factor of clipping.
 * @param numbers Rate, betas, corrections, epsilon and decay.
 */
export function adamStep(
  { parameter, gradient, m, v }: Record<
    "parameter" | "gradient" | "m" | "v",
    Floats
  >,
  scale: number,
  { rate, beta1, beta2, correction1, correction2, epsilon, decay }: AdamNumbers,
): void {
  for (let i = 0; i < parameter.length; i++) {
    const g = gradient[i] * scale;
    const mean = beta1 * m[i] + (1 - beta1) * g;
    const square = beta2 * v[i] + (1 - beta2) * g * g;
    m[i] = Math.abs(mean) < SMALLEST_M ? 0 : mean;
    v[i] = square < SMALLEST_V ? 0 : square;
    parameter[i] -= rate * (
      m[i] / correction1 / (Math.sqrt(v[i] / correction2) + epsilon) +
      decay * parameter[i]
    );
  }
}

/**
 * @param x Any numbers.
 * @returns Σ x².
 */
export function squaredNorm(x: Floats): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return sum;
}
