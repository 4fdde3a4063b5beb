import { Random } from "@course/text";

/**
 * A random matrix whose rows are at right angles and of length 1.
 *
 * A recurrent layer multiplies by its matrix at every time step; one that
 * stretches nothing keeps signals and gradients from growing or fading at the
 * start of training (A. Saxe, J. McClelland and S. Ganguli, "Exact solutions to
 * the nonlinear dynamics of learning in deep linear neural networks", 2013,
 * arXiv:1312.6120). Keras starts its LSTM the same way.
 *
 * @param rows Number of rows.
 * @param columns Number of columns, at least as many as rows.
 * @param seed Seed of the random numbers.
 * @returns The matrix row after row, `[rows, columns]`.
 * @throws {RangeError} When there are more rows than columns.
 */
export function orthogonal(
  rows: number,
  columns: number,
  seed: number,
): Float32Array {
  if (rows > columns) {
    throw new RangeError(
      `${rows} rows of ${columns} numbers cannot all be at right angles`,
    );
  }
  const random = new Random(seed);
  const basis: Float64Array[] = [];
  while (basis.length < rows) {
    const row = Float64Array.from({ length: columns }, () => normal(random));
    // Gram–Schmidt, twice: the second pass takes out what rounding left in.
    for (const unit of [...basis, ...basis]) {
      const along = dot(row, unit);
      row.forEach((_, j) => row[j] -= along * unit[j]);
    }
    const length = Math.sqrt(dot(row, row));
    basis.push(row.map((x) => x / length));
  }
  const out = new Float32Array(rows * columns);
  basis.forEach((row, i) => out.set(row, i * columns));
  return out;
}

const dot = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, x, i) => sum + x * b[i], 0);

/** A normal number from two uniform ones (G. Box and M. Muller, 1958). */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
  return radius * Math.cos(2 * Math.PI * random.uniform());
}
