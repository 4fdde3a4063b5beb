import { checkSameLength } from "./inputs.ts";
import { Value } from "./value.ts";

/** A program on values: several numbers in, one out. */
export type Program = (x: Value[]) => Value;

/** Two gradients side by side. */
export interface GradientComparison {
  readonly exact: readonly number[];
  readonly approx: readonly number[];
  /** The largest |exactᵢ − approxᵢ|; NaN when an entry is NaN. */
  readonly maxDifference: number;
}

/** The gradient of one program, found three ways. */
export interface GradientCheck {
  readonly hand: readonly number[];
  readonly finiteDifference: readonly number[];
  readonly autograd: readonly number[];
  /** The largest difference between any two of the three; NaN when one is. */
  readonly maxDifference: number;
}

/**
 * The gradient by central differences, (f(x + h) − f(x − h)) / 2h, one entry at
 * a time.
 *
 * The default step, ∛ε · max(1, |xᵢ|) ≈ 6e-6, balances the error of the formula
 * (about h²) against rounding (about ε/h): for a smooth f expect some 1e-10.
 *
 * @param f A function of a list of numbers.
 * @param x Where to take the gradient.
 * @param step h, > 0; the same for every entry.
 * @returns One derivative per entry of x.
 * @throws {RangeError} When the step is not a positive number.
 * @see Press et al., *Numerical Recipes* (3rd ed., 2007), section 5.7.
 */
export function finiteDifference(
  f: (x: number[]) => number,
  x: readonly number[],
  step?: number,
): number[] {
  if (step !== undefined && !(step > 0 && Number.isFinite(step))) {
    throw new RangeError(`The step is a positive number, got ${step}`);
  }
  return x.map((x_i, i) => {
    const h = step ?? Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x_i));
    const up = x_i + h, down = x_i - h;
    const rise = f(x.with(i, up)) - f(x.with(i, down));
    // Divide by the distance really moved: x + h is rounded.
    return rise / (up - down);
  });
}

/**
 * The gradient by automatic differentiation.
 *
 * @param f A program on values.
 * @param x Where to take the gradient.
 * @returns One derivative per entry of x.
 */
export function autograd(f: Program, x: readonly number[]): number[] {
  const inputs = x.map((x_i) => new Value(x_i));
  f(inputs).backward();
  return inputs.map((input) => input.grad);
}

/**
 * Puts two gradients side by side.
 *
 * @throws {RangeError} When they differ in length.
 */
export function compareGradients(
  exact: readonly number[],
  approx: readonly number[],
): GradientComparison {
  if (exact.length !== approx.length) {
    throw new RangeError(
      `Gradients of one function have one length, ` +
        `got ${exact.length} and ${approx.length}`,
    );
  }
  const differences = exact.map((exact_i, i) => Math.abs(exact_i - approx[i]));
  return { exact, approx, maxDifference: Math.max(0, ...differences) };
}

/**
 * Finds the gradient of a program three ways and compares them.
 *
 * Finite differences see only what the program returns, and autograd only its
 * local slopes, so an error in one shows against the others.
 *
 * @param hand The gradient worked out on paper.
 * @param f The program.
 * @param x Where to take the gradient.
 * @throws {RangeError} When `hand` and x differ in length.
 */
export function checkGradient(
  hand: readonly number[],
  f: Program,
  x: readonly number[],
): GradientCheck {
  checkSameLength(hand, "hand", x, "x");
  const plain = (x: number[]) => f(x.map((x_i) => new Value(x_i))).data;
  const gradients = {
    hand,
    finiteDifference: finiteDifference(plain, x),
    autograd: autograd(f, x),
  };
  const spreads = hand.map((hand_i, i) => {
    const three = [
      hand_i,
      gradients.finiteDifference[i],
      gradients.autograd[i],
    ];
    return Math.max(...three) - Math.min(...three);
  });
  const maxDifference = Math.max(0, ...spreads);
  return { ...gradients, maxDifference };
}
