/**
 * The mean.
 *
 * @param values At least one number.
 * @throws {RangeError} When there are none.
 */
export function mean(values: ArrayLike<number>): number {
  required(values, "mean");
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/**
 * The standard deviation of a sample, with n − 1 in the denominator.
 *
 * @param values At least two numbers.
 * @throws {RangeError} When there are fewer than two.
 */
export function standardDeviation(values: ArrayLike<number>): number {
  required(values, "standard deviation", 2);
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}

/**
 * The value below which a share p of the numbers lies, interpolated between
 * neighbours.
 *
 * Source: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical
 * Packages", The American Statistician 50 (1996), definition 7 (R's default).
 *
 * @param values At least one number; left as they are.
 * @param p A share from 0 to 1: 0.5 for the median.
 * @throws {RangeError} When there are no values, or p is outside [0, 1].
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  required(values, "quantile");
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(`A quantile needs a share from 0 to 1, not ${p}`);
  }
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

function required(values: ArrayLike<number>, what: string, least = 1) {
  if (values.length < least) {
    throw new RangeError(
      `A ${what} needs at least ${least} number${least > 1 ? "s" : ""}, ` +
        `got ${values.length}`,
    );
  }
}
