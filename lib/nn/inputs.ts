/** Checks on what the losses are given. Each names the argument it refuses. */

const sumTolerance = 1e-6;

/** @throws {RangeError} When `p` is not within [0, 1]; NaN is not. */
export function checkProbability(p: number, name: string): void {
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(
      `${name} is a probability and lies in [0, 1], got ${p}; ` +
        "for a logit use the loss that takes logits",
    );
  }
}

/** @throws {RangeError} When `y` is neither 0 nor 1. */
export function checkLabel(y: number, name: string): void {
  if (y !== 0 && y !== 1) {
    throw new RangeError(`${name} is a label, 0 or 1, got ${y}`);
  }
}

/** @throws {RangeError} When a number is NaN. */
export function checkNumber(x: number, name: string): void {
  if (typeof x !== "number" || Number.isNaN(x)) {
    throw new RangeError(`${name} is not a number: got ${x}`);
  }
}

/** @throws {RangeError} When the lists differ in length or are empty. */
export function checkSameLength(
  a: readonly unknown[],
  aName: string,
  b: readonly unknown[],
  bName: string,
): void {
  if (a.length !== b.length) {
    throw new RangeError(
      `${aName} and ${bName} go together one by one, ` +
        `got ${a.length} and ${b.length} of them`,
    );
  }
  if (a.length === 0) throw new RangeError(`${aName} is empty`);
}

/** @throws {RangeError} When `p` holds no probabilities or their sum is not 1. */
export function checkDistribution(p: readonly number[], name: string): void {
  if (p.length === 0) throw new RangeError(`${name} is empty`);
  p.forEach((p_k, k) => checkProbability(p_k, `${name}[${k}]`));
  const sum = p.reduce((total, p_k) => total + p_k, 0);
  if (Math.abs(sum - 1) > sumTolerance) {
    throw new RangeError(
      `The probabilities in ${name} add up to 1, got ${sum}; ` +
        "divide by their sum, or pass logits through softmax",
    );
  }
}

/**
 * @throws {RangeError} When there is no logit, one is NaN or +Infinity, or all
 *   are −Infinity. A single −Infinity is fine: a class ruled out.
 */
export function checkLogits(z: readonly number[], name: string): void {
  if (z.length === 0) throw new RangeError(`${name} is empty`);
  z.forEach((z_k, k) => {
    checkNumber(z_k, `${name}[${k}]`);
    if (z_k === Infinity) {
      throw new RangeError(
        `${name}[${k}] is Infinity, and Infinity − Infinity has no value; ` +
          "look for an overflow before this point",
      );
    }
  });
  if (z.every((z_k) => z_k === -Infinity)) {
    throw new RangeError(
      `Every entry of ${name} is −Infinity: no class is left`,
    );
  }
}
