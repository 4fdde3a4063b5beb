/**
 * Small dense linear algebra: enough for regressions with tens of columns.
 *
 * @module
 */

/** Rows of numbers, all of the same length. */
export type Matrix = number[][];

/** Thrown by {@linkcode cholesky}: a column is a mixture of those before it. */
export class NotPositiveDefiniteError extends Error {
  override readonly name = "NotPositiveDefiniteError";

  /** @param column Index of the first column that adds nothing of its own. */
  constructor(readonly column: number) {
    super(
      `The matrix is not positive definite: column ${column} is a mixture ` +
        `of the columns before it; leave it out`,
    );
  }
}

/**
 * The Cholesky factor L of a symmetric positive definite A = L Lᵀ.
 *
 * Source: G. H. Golub and C. F. Van Loan, "Matrix Computations" (4th ed.,
 * 2013), algorithm 4.2.1.
 *
 * @param a The matrix, [n, n]; only its lower triangle is read.
 * @param tolerance A pivot at or below `tolerance` times its diagonal entry
 *   counts as 0. Default 1e-11.
 * @returns L, lower triangular, [n, n].
 * @throws {NotPositiveDefiniteError} When a pivot is (nearly) 0 or negative.
 */
export function cholesky(a: Matrix, tolerance = 1e-11): Matrix {
  const n = a.length;
  const l = a.map(() => new Array<number>(n).fill(0));
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i][j];
      for (let k = 0; k < j; k++) sum -= l[i][k] * l[j][k];
      if (i > j) l[i][j] = sum / l[j][j];
      // Written this way round, so that NaN is refused too.
      else if (sum > tolerance * a[j][j]) l[j][j] = Math.sqrt(sum);
      else throw new NotPositiveDefiniteError(j);
    }
  }
  return l;
}

/**
 * Solves A x = b for a symmetric positive definite A.
 *
 * @param a The matrix, [n, n].
 * @param b The right-hand side, [n].
 * @returns x, [n].
 * @throws {NotPositiveDefiniteError} When A has no inverse, or nearly none.
 */
export function solveSymmetric(a: Matrix, b: ArrayLike<number>): number[] {
  return substitute(cholesky(a), b);
}

/**
 * The inverse of a symmetric positive definite matrix.
 *
 * @param a The matrix, [n, n].
 * @returns Its inverse, [n, n], exactly symmetric.
 * @throws {NotPositiveDefiniteError} When A has no inverse, or nearly none.
 */
export function invertSymmetric(a: Matrix): Matrix {
  const l = cholesky(a);
  const inverse = a.map((_, j) => substitute(l, a.map((_, i) => +(i === j))));
  return inverse.map((row, i) =>
    row.map((value, j) => (value + inverse[j][i]) / 2)
  );
}

/**
 * A times x.
 *
 * @param a The matrix, [m, n].
 * @param x The vector, [n].
 * @returns A x, [m].
 */
export function multiply(a: Matrix, x: ArrayLike<number>): number[] {
  return a.map((row) => row.reduce((sum, value, j) => sum + value * x[j], 0));
}

/**
 * The sum of products xᵢ yᵢ.
 *
 * @param x The first vector, [n].
 * @param y The second vector, [n].
 */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** Solves L Lᵀ x = b: forwards with L, then backwards with Lᵀ. */
function substitute(l: Matrix, b: ArrayLike<number>): number[] {
  const x = Array.from(b);
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i] -= l[i][k] * x[k];
    x[i] /= l[i][i];
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] -= l[k][i] * x[k];
    x[i] /= l[i][i];
  }
  return x;
}
