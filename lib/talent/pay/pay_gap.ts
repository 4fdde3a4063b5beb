import { mean, quantile, Random } from "../statistics/mod.ts";
import { leastSquares, type RegressionColumns } from "./least_squares.ts";

/** One group of people: what they earn, and what might explain it. */
export interface PayGroup {
  /** Usually the logarithm of pay, [n]. */
  readonly y: ArrayLike<number>;
  /** The same columns for both groups, each [n]. */
  readonly columns: RegressionColumns;
}

/**
 * Whose price list values the differences between the groups: the first
 * group's, the second's, or the one of both together with an own level for
 * each.
 */
export type Reference = "first" | "second" | "pooled";

/** A pay gap, split. */
export interface PayGap {
  /** Mean of the first group less mean of the second. */
  readonly gap: number;
  /** What the differences in the columns are worth at the reference's prices. */
  readonly explained: number;
  /** The rest: the same columns, priced differently. */
  readonly unexplained: number;
  /** The explained part, column by column. */
  readonly byColumn: readonly {
    readonly name: string;
    readonly first: number;
    readonly second: number;
    readonly explained: number;
  }[];
}

/**
 * The Oaxaca–Blinder decomposition of a gap in mean pay:
 * $\bar y_1 - \bar y_2 = (\bar x_1 - \bar x_2)^\top \beta^* + \text{rest}$.
 *
 * The rest is not split by column: for groups of categories its parts depend on
 * which category is left out.
 *
 * Source: R. Oaxaca, International Economic Review 14 (1973), 693–709;
 * A. Blinder, Journal of Human Resources 8 (1973), 436–455; for the pooled
 * reference B. Jann, The Stata Journal 8 (2008), 453–479.
 *
 * @param first For instance men.
 * @param second For instance women.
 * @param reference Whose prices. Default `"pooled"`.
 * @throws {TypeError} When the groups have different columns.
 * @throws {RangeError} As `leastSquares`.
 */
export function payGap(
  first: PayGroup,
  second: PayGroup,
  reference: Reference = "pooled",
): PayGap {
  const names = Object.keys(first.columns);
  if (names.join() !== Object.keys(second.columns).join()) {
    throw new TypeError(
      `The groups have different columns: ${names.join(", ")} and ` +
        Object.keys(second.columns).join(", "),
    );
  }
  const prices = new Map(
    fit(first, second, reference).map(({ name, estimate }) => [name, estimate]),
  );
  const byColumn = names.map((name) => {
    const a = mean(first.columns[name]);
    const b = mean(second.columns[name]);
    return {
      name,
      first: a,
      second: b,
      explained: (a - b) * prices.get(name)!,
    };
  });
  const gap = mean(first.y) - mean(second.y);
  const explained = byColumn.reduce((sum, part) => sum + part.explained, 0);
  return { gap, explained, unexplained: gap - explained, byColumn };
}

/** Ranges for the three parts of a pay gap. */
export type PayGapInterval = Record<
  "gap" | "explained" | "unexplained",
  [low: number, high: number]
>;

/**
 * How far chance moves a pay gap: people are drawn again from each group, with
 * replacement, and the gap is split anew (the percentile bootstrap).
 *
 * Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap"
 * (1993), chapter 13.
 *
 * @param level Default 0.95.
 * @param draws How often. Default 1000.
 * @param seed The same seed gives the same ranges. Default 1.
 */
export function payGapInterval(
  first: PayGroup,
  second: PayGroup,
  reference: Reference = "pooled",
  { level = 0.95, draws = 1000, seed = 1 } = {},
): PayGapInterval {
  const random = new Random(seed);
  const parts: Record<keyof PayGapInterval, number[]> = {
    gap: [],
    explained: [],
    unexplained: [],
  };
  for (let draw = 0; draw < draws; draw++) {
    const again = payGap(
      resample(first, random),
      resample(second, random),
      reference,
    );
    parts.gap.push(again.gap);
    parts.explained.push(again.explained);
    parts.unexplained.push(again.unexplained);
  }
  const tail = (1 - level) / 2;
  const range = (values: number[]): [number, number] => [
    quantile(values, tail),
    quantile(values, 1 - tail),
  ];
  return {
    gap: range(parts.gap),
    explained: range(parts.explained),
    unexplained: range(parts.unexplained),
  };
}

/** The reference's coefficients. */
function fit(first: PayGroup, second: PayGroup, reference: Reference) {
  if (reference === "first") {
    return leastSquares(first.y, first.columns).coefficients;
  }
  if (reference === "second") {
    return leastSquares(second.y, second.columns).coefficients;
  }
  const both = (a: ArrayLike<number>, b: ArrayLike<number>) => [
    ...Array.from(a),
    ...Array.from(b),
  ];
  const columns: Record<string, number[]> = {};
  for (const name of Object.keys(first.columns)) {
    columns[name] = both(first.columns[name], second.columns[name]);
  }
  // Without a level of its own, the gap itself would leak into the prices.
  columns["(first group)"] = [
    ...new Array<number>(first.y.length).fill(1),
    ...new Array<number>(second.y.length).fill(0),
  ];
  return leastSquares(both(first.y, second.y), columns).coefficients;
}

function resample({ y, columns }: PayGroup, random: Random): PayGroup {
  const rows = Array.from(y, () => random.below(y.length));
  const pick = (column: ArrayLike<number>) => rows.map((row) => column[row]);
  return {
    y: pick(y),
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, pick(column)]),
    ),
  };
}
