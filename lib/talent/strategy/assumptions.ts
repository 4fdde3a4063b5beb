/**
 * What is assumed, how far it may be off, and what that does to the answer.
 *
 * @module
 */
import { Random } from "../statistics/mod.ts";
import type { Lever, RetentionProblem } from "./levers.ts";

/** A number that nobody knows exactly, and where it enters the problem. */
export interface Assumption {
  readonly id: string;
  /** The least that seems possible. */
  readonly low: number;
  /** What the plan is made with. */
  readonly likely: number;
  /** The most that seems possible. */
  readonly high: number;
  /** The problem as it would be with this value. */
  apply(problem: RetentionProblem, value: number): RetentionProblem;
}

/** The range of an assumption. */
export type Range = readonly [low: number, likely: number, high: number];

/**
 * How strong a lever is: the log of each hazard ratio is multiplied.
 *
 * @param lever the lever's id
 * @param range multipliers; 0 is no effect, 1 as stated
 */
export function effectOf(lever: string, range: Range): Assumption {
  return ofLever(`effect.${lever}`, lever, range, (it, times) => ({
    ratios: Object.fromEntries(
      Object.entries(it.ratios).map(([reason, r]) => [reason, r ** times]),
    ),
  }));
}

/**
 * How dear a lever is: the spend for half of its strength is multiplied.
 *
 * @param lever the lever's id
 * @param range multipliers above 0; 1 as stated
 */
export function priceOf(lever: string, range: Range): Assumption {
  return ofLever(`price.${lever}`, lever, range, (it, times) => ({
    half: it.half * times,
  }));
}

/**
 * How late a lever works: its lag and half-life are multiplied.
 *
 * @param lever the lever's id
 * @param range multipliers, at least 0; 1 as stated
 */
export function delayOf(lever: string, range: Range): Assumption {
  return ofLever(`delay.${lever}`, lever, range, (it, times) => ({
    lag: it.lag * times,
    halfLife: it.halfLife * times,
  }));
}

/**
 * How many leave for a reason if nothing is done: its hazard is multiplied.
 *
 * @param reason the reason
 * @param range multipliers, at least 0; 1 as stated
 */
export function hazardOf(reason: string, range: Range): Assumption {
  return assumption(`hazard.${reason}`, range, (problem, times) => ({
    ...problem,
    hazards: {
      ...problem.hazards,
      [reason]: problem.hazards[reason] * times,
    },
  }));
}

/** One row of a tornado chart. */
export interface Swing {
  id: string;
  /** The answer with the assumption at its low and its high value. */
  low: number;
  high: number;
}

/**
 * Moves one assumption at a time to its low and its high value.
 *
 * @param problem with every assumption at its likely value
 * @param assumptions what may be off
 * @param answer the number that matters, for a problem
 * @returns one row an assumption, the widest swing first
 */
export function tornado(
  problem: RetentionProblem,
  assumptions: readonly Assumption[],
  answer: (problem: RetentionProblem) => number,
): Swing[] {
  const swing = ({ low, high }: Swing) => Math.abs(high - low);
  return assumptions
    .map(({ id, low, high, apply }) => ({
      id,
      low: answer(apply(problem, low)),
      high: answer(apply(problem, high)),
    }))
    .sort((a, b) => swing(b) - swing(a));
}

/**
 * Draws problems with every assumption somewhere in its range, each from a
 * triangular distribution that peaks at the likely value.
 *
 * @param problem with every assumption at its likely value
 * @param assumptions what may be off; drawn independently
 * @param options how many, and the seed
 * @returns problems; comparing plans on the same ones is fair
 */
export function drawProblems(
  problem: RetentionProblem,
  assumptions: readonly Assumption[],
  options: { runs: number; seed: number },
): RetentionProblem[] {
  const random = new Random(options.seed);
  return Array.from(
    { length: options.runs },
    () =>
      assumptions.reduce(
        (drawn, it) =>
          it.apply(
            drawn,
            triangular(random.uniform(), [it.low, it.likely, it.high]),
          ),
        problem,
      ),
  );
}

/**
 * The value below which a share p of a triangular distribution lies.
 *
 * @param p a share from 0 to 1
 * @param range its ends and its peak
 */
export function triangular(p: number, [low, likely, high]: Range): number {
  const width = high - low;
  if (width === 0) return likely;
  return p < (likely - low) / width
    ? low + Math.sqrt(p * width * (likely - low))
    : high - Math.sqrt((1 - p) * width * (high - likely));
}

function ofLever(
  id: string,
  lever: string,
  range: Range,
  change: (lever: Lever, value: number) => Partial<Lever>,
): Assumption {
  return assumption(id, range, (problem, value) => {
    if (!problem.levers.some((it) => it.id === lever)) {
      throw new RangeError(
        `"${id}" is about a lever that is not there: choose from ${
          problem.levers.map((it) => it.id).join(", ")
        }`,
      );
    }
    return {
      ...problem,
      levers: problem.levers.map((it) =>
        it.id === lever ? { ...it, ...change(it, value) } : it
      ),
    };
  });
}

function assumption(
  id: string,
  [low, likely, high]: Range,
  apply: Assumption["apply"],
): Assumption {
  if (!(low <= likely && likely <= high)) {
    throw new RangeError(
      `The range of "${id}" must rise: got ${low}, ${likely}, ${high}`,
    );
  }
  return { id, low, likely, high, apply };
}
