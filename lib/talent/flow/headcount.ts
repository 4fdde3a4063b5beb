/**
 * Headcount as a Markov chain: each year everybody moves between states (or
 * leaves) with fixed chances, and new people join.
 *
 * Source: D. J. Bartholomew, A. F. Forbes and S. I. McClean, "Statistical
 * Techniques for Manpower Planning" (2nd ed., 1991).
 *
 * @module
 */
import { Random } from "../statistics/mod.ts";
import { drawBinomial } from "./binomial.ts";

/** Where people are, how they move, who joins. */
export interface HeadcountModel {
  /** People in each state at the start, [states]. */
  start: readonly number[];
  /**
   * `transition[i][j]`: the chance that someone in state i is in state j a
   * year later, [states, states]. What a row lacks to 1 is the chance to leave.
   */
  transition: readonly (readonly number[])[];
  /** People who join at the end of each year, [years, states]. */
  hires: readonly (readonly number[])[];
}

/** Headcount at the start and at each year's end, with its uncertainty. */
export interface Projection {
  /** Expected people in each state, [years + 1, states]. */
  mean: number[][];
  /** Standard deviation of each state's count, [years + 1, states]. */
  deviation: number[][];
  /** Expected people in all, and its standard deviation, [years + 1]. */
  total: { mean: number; deviation: number }[];
}

/**
 * Projects headcount in closed form.
 *
 * n(t) = n(0) Pᵗ + Σₖ r(k) Pᵗ⁻ᵏ, with r(k) the people who join at the end of
 * year k. People move independently, so a group of n that is in a state with
 * chance q adds n q (1 − q) to the variance of that state's count.
 *
 * @param model where people are, how they move, who joins
 * @returns expected counts with their standard deviations
 * @throws {RangeError} when sizes do not fit, a chance or count is negative,
 * or a row of the transition adds up to more than 1
 */
export function projectHeadcount(model: HeadcountModel): Projection {
  requireModel(model);
  const { start, transition, hires } = model;
  const states = start.length;
  const years = hires.length;
  // powers[t][i][j]: in state j after t years when in state i now.
  const powers = [identity(states)];
  for (let t = 1; t <= years; t++) {
    powers.push(powers[t - 1].map((row) => step(row, transition)));
  }
  const out: Projection = { mean: [], deviation: [], total: [] };
  for (let t = 0; t <= years; t++) {
    const mean = new Array<number>(states).fill(0);
    const variance = new Array<number>(states).fill(0);
    let total = 0;
    let spread = 0;
    const groups = [start, ...hires.slice(0, t)];
    groups.forEach((group, joined) =>
      group.forEach((people, i) => {
        const chances = powers[t - joined][i];
        const stays = sum(chances);
        total += people * stays;
        spread += people * stays * (1 - stays);
        chances.forEach((q, j) => {
          mean[j] += people * q;
          variance[j] += people * q * (1 - q);
        });
      })
    );
    out.mean.push(mean);
    out.deviation.push(variance.map(root));
    out.total.push({ mean: total, deviation: root(spread) });
  }
  return out;
}

/**
 * Plays the same chain out person by person, many times.
 *
 * @param model where people are, how they move, who joins; whole people
 * @param options how many runs, and the seed
 * @returns people in each state, `counts[run][year][state]`
 * @throws {RangeError} as {@linkcode projectHeadcount}, or when people are not
 * whole
 */
export function simulateHeadcount(
  model: HeadcountModel,
  options: { runs: number; seed: number },
): number[][][] {
  requireModel(model);
  const { start, transition, hires } = model;
  if (![start, ...hires].flat().every(Number.isInteger)) {
    throw new RangeError("A simulation moves whole people: round the counts");
  }
  const random = new Random(options.seed);
  return Array.from({ length: options.runs }, () => {
    const path = [[...start]];
    for (const joining of hires) {
      const next = [...joining];
      path[path.length - 1].forEach((people, i) => {
        // Share people out state by state, each from those still unplaced.
        let left = people;
        let chance = 1;
        transition[i].forEach((q, j) => {
          const moved = drawBinomial(random, left, Math.min(1, q / chance));
          next[j] += moved;
          left -= moved;
          chance = Math.max(chance - q, Number.MIN_VALUE);
        });
      });
      path.push(next);
    }
    return path;
  });
}

function step(
  row: readonly number[],
  transition: readonly (readonly number[])[],
): number[] {
  return row.map((_, j) => sum(row.map((n, i) => n * transition[i][j])));
}

function identity(size: number): number[][] {
  return Array.from(
    { length: size },
    (_, i) => Array.from({ length: size }, (_, j) => +(i === j)),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** √ of a variance that rounding may have left a hair below 0. */
function root(variance: number): number {
  return Math.sqrt(Math.max(0, variance));
}

function requireModel({ start, transition, hires }: HeadcountModel): void {
  const states = start.length;
  const rows: [string, readonly number[]][] = [
    ["start", start],
    ...transition.map((row, i) =>
      [`transition[${i}]`, row] as [string, readonly number[]]
    ),
    ...hires.map((row, k) =>
      [`hires[${k}]`, row] as [string, readonly number[]]
    ),
  ];
  if (transition.length !== states) {
    throw new RangeError(
      `\`transition\` needs one row for each of the ${states} states, ` +
        `got ${transition.length}`,
    );
  }
  for (const [name, row] of rows) {
    if (row.length !== states) {
      throw new RangeError(
        `\`${name}\` needs ${states} numbers, got ${row.length}`,
      );
    }
    for (const value of row) {
      if (!(value >= 0 && value < Infinity)) {
        throw new RangeError(
          `\`${name}\` holds ${value}: numbers must be finite and at least 0`,
        );
      }
    }
  }
  transition.forEach((row, i) => {
    if (sum(row) > 1 + 1e-12) {
      throw new RangeError(
        `\`transition[${i}]\` adds up to ${sum(row)}: chances cannot pass 1`,
      );
    }
  });
}
