import {
  dot,
  type Matrix,
  NotPositiveDefiniteError,
  solveSymmetric,
} from "../statistics/matrix.ts";
import { ColumnError } from "./columns.ts";
import { type CoxProblem, eachEventTime } from "./risk_sets.ts";

/** The log partial likelihood at one point, with its derivatives. */
export interface Likelihood {
  logLikelihood: number;
  /** First derivatives, [p]. */
  score: Float64Array;
  /** Minus the second derivatives, [p, p]. */
  information: Matrix;
}

/** Where the search ended. */
export interface Maximum extends Likelihood {
  beta: Float64Array;
  iterations: number;
  /** The likelihood at β = 0, where the search began. */
  start: Likelihood;
}

/** Steps below this, in deviations of a column, change nothing. */
const STILL = 1e-9;
const MOST_STEPS = 60;

/** Sums up the likelihood over all event times. */
export function likelihood(
  problem: CoxProblem,
  beta: ArrayLike<number>,
): Likelihood {
  const p = problem.values.length;
  const score = new Float64Array(p);
  const flat = new Float64Array(p * p);
  let logLikelihood = 0;
  eachEventTime(problem, beta, (at) => {
    logLikelihood += at.logLikelihood;
    for (let a = 0; a < p; a++) score[a] += at.score[a];
    for (let i = 0; i < flat.length; i++) flat[i] += at.information[i];
  });
  const information = Array.from(
    { length: p },
    (_, a) => Array.from(flat.subarray(a * p, (a + 1) * p)),
  );
  return { logLikelihood, score, information };
}

/**
 * Climbs to the maximum of the partial likelihood by Newton's method; a step
 * that leads down is halved until it leads up.
 *
 * When events separate perfectly along a column, the likelihood grows for ever
 * and has no maximum: it flattens out while the step stays as long as before.
 * That is recognised and refused.
 *
 * @param problem The sorted problem, with standardised columns.
 * @param names The columns' names, for the message.
 * @throws {ColumnError} When there is no maximum; it names the columns.
 */
export function maximise(problem: CoxProblem, names: string[]): Maximum {
  let beta = new Float64Array(names.length);
  const start = likelihood(problem, beta);
  let here = start;
  for (let iterations = 0; iterations < MOST_STEPS; iterations++) {
    const step = newtonStep(here, names, iterations);
    if (step.every((s) => Math.abs(s) < STILL)) {
      return { ...here, beta, iterations, start };
    }
    const gain = dot(step, here.score) / 2;
    if (gain < 1e-10 * (1 + Math.abs(here.logLikelihood))) {
      const running = names.filter((_, a) => Math.abs(step[a]) > 0.01);
      if (running.length > 0) throw separated(running);
    }
    let next = here;
    let factor = 1;
    let to = beta;
    do {
      to = beta.map((b, a) => b + factor * step[a]);
      next = likelihood(problem, to);
      factor /= 2;
      // Rounding alone must not count as going down.
    } while (
      !(next.logLikelihood >= here.logLikelihood - 1e-9) && factor > 1e-6
    );
    beta = to;
    here = next;
  }
  throw separated(names);
}

function newtonStep(here: Likelihood, names: string[], iteration: number) {
  try {
    return solveSymmetric(here.information, here.score);
  } catch (error) {
    if (!(error instanceof NotPositiveDefiniteError)) throw error;
    const name = names[error.column];
    if (iteration > 0) throw separated([name]);
    throw new ColumnError(
      "constant",
      [name],
      `Column "${name}" tells nobody apart among those at risk when an event ` +
        `comes: leave it out`,
    );
  }
}

function separated(names: string[]): ColumnError {
  const list = names.map((name) => `"${name}"`).join(", ");
  return new ColumnError(
    "separated",
    names,
    `The events separate perfectly along ${list}: for one value they all come ` +
      `or none does, so the hazard ratio would be infinite or 0. Leave it out, ` +
      `or merge it with another group`,
  );
}
