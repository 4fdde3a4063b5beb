import {
  dot,
  invertSymmetric,
  type Matrix,
  mean,
  multiply,
  NotPositiveDefiniteError,
  studentPValue,
} from "../statistics/mod.ts";

/** Named columns of a regression, without the constant. */
export type RegressionColumns = Readonly<Record<string, ArrayLike<number>>>;

/** One coefficient. */
export interface Coefficient {
  readonly name: string;
  readonly estimate: number;
  /** Standard error if every person's pay scatters alike. */
  readonly classic: number;
  /** Robust standard errors: right also if it does not. */
  readonly hc1: number;
  readonly hc3: number;
}

/** A fitted regression. */
export interface Regression {
  /** The constant first, then the columns in order. */
  readonly coefficients: readonly Coefficient[];
  readonly n: number;
  /** n less the number of coefficients. */
  readonly freedom: number;
  readonly r2: number;
  /** Standard deviation of what is left over. */
  readonly sigma: number;
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
  /** How much each row pulls on its own fitted value, 0 to 1. */
  readonly leverage: readonly number[];
}

/** The name of the constant among the coefficients. */
export const CONSTANT = "constant";

/**
 * Ordinary least squares, $\hat\beta = (X^\top X)^{-1} X^\top y$, with robust
 * standard errors.
 *
 * HC1 scales the squared residuals by n / (n − k), HC3 divides each by
 * (1 − h)², h being the row's leverage; HC3 is the more careful in small
 * samples.
 *
 * Source: H. White, Econometrica 48 (1980), 817–838; J. G. MacKinnon and
 * H. White, Journal of Econometrics 29 (1985), 305–325.
 *
 * @param y What is to be explained, [n].
 * @param columns What explains it, each [n]; the constant is added.
 * @throws {TypeError} When a column has another length or holds something that
 *   is no finite number.
 * @throws {RangeError} When there are too few rows, a column is a mixture of
 *   others, or one row alone decides a coefficient.
 */
export function leastSquares(
  y: ArrayLike<number>,
  columns: RegressionColumns,
): Regression {
  const names = [CONSTANT, ...Object.keys(columns)];
  const n = y.length;
  const k = names.length;
  checkColumn("y", y, n);
  for (const [name, column] of Object.entries(columns)) {
    checkColumn(name, column, n);
  }
  if (n <= k) {
    throw new RangeError(
      `${k} coefficients need more than ${k} rows, got ${n}`,
    );
  }

  // Columns of one size keep the digits when their units differ a lot.
  const raw = [new Array<number>(n).fill(1), ...Object.values(columns)];
  const size = raw.map((column) => Math.sqrt(dot(column, column) / n) || 1);
  const x: Matrix = Array.from(
    { length: n },
    (_, i) => raw.map((column, j) => column[i] / size[j]),
  ); // [n, k]
  const gram = raw.map((_, a) =>
    raw.map((_, b) => dot(raw[a], raw[b]) / size[a] / size[b])
  ); // [k, k]
  const inverse = invert(gram, names);
  const moments = raw.map((column, j) => dot(column, y) / size[j]);
  const beta = multiply(inverse, moments);

  const fitted = multiply(x, beta);
  const residuals = fitted.map((value, i) => y[i] - value);
  const leverage = x.map((row) => dot(row, multiply(inverse, row)));
  const alone = leverage.findIndex((h) => h > 1 - 1e-9);
  if (alone >= 0) {
    throw new RangeError(
      `Row ${alone} alone decides a coefficient: leave its column out or join ` +
        "it with another",
    );
  }
  const squares = dot(residuals, residuals);
  const centre = mean(y);
  const total = Array.from(y).reduce((sum, v) => sum + (v - centre) ** 2, 0);
  const variance = squares / (n - k);

  const errors = (weights: number[]) =>
    sandwich(inverse, x, weights).map((v, j) => Math.sqrt(v) / size[j]);
  const hc1 = errors(residuals.map((e) => e * e * n / (n - k)));
  const hc3 = errors(residuals.map((e, i) => (e / (1 - leverage[i])) ** 2));
  return {
    coefficients: names.map((name, j) => ({
      name,
      estimate: beta[j] / size[j],
      classic: Math.sqrt(variance * inverse[j][j]) / size[j],
      hc1: hc1[j],
      hc3: hc3[j],
    })),
    n,
    freedom: n - k,
    r2: 1 - squares / total,
    sigma: Math.sqrt(variance),
    fitted,
    residuals,
    leverage,
  };
}

/**
 * The range that holds the true coefficient in so many of a hundred samples,
 * from Student's distribution.
 *
 * @param fit From {@linkcode leastSquares}.
 * @param name A column, or {@linkcode CONSTANT}.
 * @param level Default 0.95.
 * @param error Which standard error. Default `"hc3"`.
 * @throws {RangeError} When there is no such coefficient.
 */
export function coefficientInterval(
  fit: Regression,
  name: string,
  level = 0.95,
  error: "classic" | "hc1" | "hc3" = "hc3",
): [low: number, high: number] {
  const coefficient = fit.coefficients.find((one) => one.name === name);
  if (!coefficient) throw new RangeError(`There is no coefficient "${name}"`);
  const reach = studentQuantile(level, fit.freedom) * coefficient[error];
  return [coefficient.estimate - reach, coefficient.estimate + reach];
}

/** The t that |T| exceeds with the chance 1 − level, by halving. */
function studentQuantile(level: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (studentPValue(high, freedom) > 1 - level) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (studentPValue(middle, freedom) > 1 - level) low = middle;
    else high = middle;
  }
  return high;
}

/** The diagonal of (XᵀX)⁻¹ Xᵀ diag(w) X (XᵀX)⁻¹. */
function sandwich(bread: Matrix, x: Matrix, weights: number[]): number[] {
  const out = new Array<number>(bread.length).fill(0);
  for (const [i, row] of x.entries()) {
    for (const [j, value] of multiply(bread, row).entries()) {
      out[j] += weights[i] * value * value;
    }
  }
  return out;
}

function invert(gram: Matrix, names: string[]): Matrix {
  try {
    return invertSymmetric(gram);
  } catch (error) {
    if (!(error instanceof NotPositiveDefiniteError)) throw error;
    const name = names[error.column];
    const before = names.slice(0, error.column).join(", ");
    throw new RangeError(
      `The column "${name}" is a mixture of ${before}: leave it out`,
    );
  }
}

function checkColumn(name: string, column: ArrayLike<number>, n: number) {
  if (column.length !== n) {
    throw new TypeError(
      `The column "${name}" has ${column.length} rows, y has ${n}`,
    );
  }
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(column[i])) {
      throw new TypeError(
        `The column "${name}" has ${column[i]} in row ${i}: fill it or leave ` +
          "the row out",
      );
    }
  }
}
