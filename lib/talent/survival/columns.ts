import {
  cholesky,
  dot,
  type Matrix,
  NotPositiveDefiniteError,
  solveSymmetric,
} from "../statistics/matrix.ts";

/** What can be wrong with a column of a regression. */
export type ColumnFault =
  | "length"
  | "not finite"
  | "constant"
  | "collinear"
  | "separated";

/** Thrown when a regression has no answer because of its columns. */
export class ColumnError extends Error {
  override readonly name = "ColumnError";

  /**
   * @param fault What is wrong.
   * @param columns Names of the columns at fault.
   * @param message The sentence for the reader.
   */
  constructor(
    readonly fault: ColumnFault,
    readonly columns: string[],
    message: string,
  ) {
    super(message);
  }
}

/** Columns brought to mean 0 and deviation 1, so that all weigh the same. */
export interface Standardised {
  names: string[];
  /** One array of numbers per column, [columns][rows]. */
  values: Float64Array[];
  means: number[];
  deviations: number[];
}

/** A column adds nothing of its own below this share of its variance. */
const COLLINEAR = 1e-9;

/**
 * Checks columns and standardises them.
 *
 * @param columns Numbers by name.
 * @param rows How many numbers each must have.
 * @throws {ColumnError} When a column has another length, holds a number that
 *   is not finite, is constant, or is a mixture of others.
 */
export function standardise(
  columns: Record<string, ArrayLike<number>>,
  rows: number,
): Standardised {
  const names = Object.keys(columns);
  if (names.length === 0) {
    throw new ColumnError(
      "length",
      [],
      "There is no column: pass at least one",
    );
  }
  const out: Standardised = { names, values: [], means: [], deviations: [] };
  for (const name of names) {
    const column = columns[name];
    if (column.length !== rows) {
      throw new ColumnError(
        "length",
        [name],
        `Column "${name}" has ${column.length} numbers for ${rows} rows: ` +
          `give one each`,
      );
    }
    const values = Float64Array.from(column);
    const odd = values.findIndex((value) => !Number.isFinite(value));
    if (odd >= 0) {
      throw new ColumnError(
        "not finite",
        [name],
        `Column "${name}" holds ${values[odd]} in row ${odd}: ` +
          `leave the row out, or fill in the value`,
      );
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / rows;
    const square = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rows;
    const deviation = Math.sqrt(square);
    if (!(deviation > 1e-12 * (1 + Math.abs(mean)))) {
      throw new ColumnError(
        "constant",
        [name],
        `Column "${name}" is ${values[0]} in every row, so it cannot tell ` +
          `people apart: leave it out`,
      );
    }
    out.values.push(values.map((value) => (value - mean) / deviation));
    out.means.push(mean);
    out.deviations.push(deviation);
  }
  refuseMixtures(out);
  return out;
}

/** Refuses a column that the others add up to. */
function refuseMixtures({ names, values }: Standardised) {
  const rows = values[0].length;
  const correlation: Matrix = values.map((a) =>
    values.map((b) => dot(a, b) / rows)
  );
  try {
    cholesky(correlation, COLLINEAR);
  } catch (error) {
    if (!(error instanceof NotPositiveDefiniteError)) throw error;
    const at = error.column;
    const before = correlation.slice(0, at).map((row) => row.slice(0, at));
    const weights = solveSymmetric(before, correlation[at].slice(0, at));
    const others = names.slice(0, at).filter((_, i) =>
      Math.abs(weights[i]) > 1e-6
    );
    const list = others.map((name) => `"${name}"`).join(", ");
    throw new ColumnError(
      "collinear",
      [names[at], ...others],
      `Column "${
        names[at]
      }" can be worked out from ${list}, so their effects ` +
        `cannot be told apart: leave one of them out`,
    );
  }
}
