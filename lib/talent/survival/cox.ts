import { chiSquareSf, normalPValue } from "../statistics/distributions.ts";
import {
  dot,
  invertSymmetric,
  type Matrix,
  multiply,
} from "../statistics/matrix.ts";
import { standardise } from "./columns.ts";
import { Z95 } from "./kaplan_meier.ts";
import { maximise } from "./newton.ts";
import { coxProblem } from "./risk_sets.ts";
import { checkTimes, type Times } from "./times.ts";

/** One column's effect on the hazard. */
export interface CoxEffect {
  name: string;
  /** β: the change of the log hazard per unit. */
  coefficient: number;
  standardError: number;
  /** e^β: by how much one unit multiplies the hazard. */
  hazardRatio: number;
  /** Lower end of the 95 % interval of the hazard ratio. */
  lower: number;
  /** Upper end of the 95 % interval of the hazard ratio. */
  upper: number;
  z: number;
  /** Two-sided p-value of β = 0. */
  p: number;
}

/** A chi-square test of the hypothesis that no column has an effect. */
export interface ChiSquareTest {
  chiSquare: number;
  df: number;
  p: number;
}

/** A fitted Cox model. */
export interface CoxModel {
  effects: CoxEffect[];
  /** Covariance of the coefficients, [p, p]. */
  covariance: Matrix;
  rows: number;
  events: number;
  /** Log partial likelihood with every β at 0, and at the fitted ones. */
  logLikelihood: { null: number; fitted: number };
  likelihoodRatio: ChiSquareTest;
  wald: ChiSquareTest;
  /** The score test at β = 0; for one 0/1 column nearly the log-rank test. */
  score: ChiSquareTest;
  /** Newton steps taken. */
  iterations: number;
}

/**
 * Fits Cox's proportional-hazards model, λ(t | x) = λ₀(t) e^(β·x), by
 * maximum partial likelihood with Efron's treatment of ties.
 *
 * The baseline λ₀ is free to take any shape; only ratios are estimated.
 *
 * Sources: D. R. Cox, "Regression Models and Life-Tables", JRSS B 34 (1972);
 * B. Efron, "The Efficiency of Cox's Likelihood Function for Censored Data",
 * JASA 72 (1977).
 *
 * @param times Times to an event; with `entry` a row may be one piece of a
 *   stay, so that a column can change in between.
 * @param columns Numbers by name, one per row.
 * @returns The effects in the order of the columns, with tests of the whole.
 * @throws {ColumnError} When a column is constant, collinear, separated, not
 *   finite or of another length; it names the column.
 * @throws {RangeError} When a time is not usable or there is no event.
 */
export function coxRegression(
  times: Times,
  columns: Record<string, ArrayLike<number>>,
): CoxModel {
  checkTimes(times);
  const events = Array.from(times.event).filter(Boolean).length;
  if (events === 0) {
    throw new RangeError("There is no event, so no hazard can be compared");
  }
  const x = standardise(columns, times.time.length);
  const fit = maximise(coxProblem(times, x.values), x.names);
  // Back from columns of deviation 1 to the reader's units.
  const units = x.deviations;
  const scaled = invertSymmetric(fit.information);
  const covariance = scaled.map((row, a) =>
    row.map((value, b) => value / (units[a] * units[b]))
  );
  const p = x.names.length;
  const test = (chiSquare: number): ChiSquareTest => ({
    chiSquare,
    df: p,
    p: chiSquareSf(chiSquare, p),
  });
  const startInverse = invertSymmetric(fit.start.information);
  return {
    effects: x.names.map((name, a) =>
      effect(name, fit.beta[a] / units[a], Math.sqrt(covariance[a][a]))
    ),
    covariance,
    rows: times.time.length,
    events,
    logLikelihood: {
      null: fit.start.logLikelihood,
      fitted: fit.logLikelihood,
    },
    likelihoodRatio: test(2 * (fit.logLikelihood - fit.start.logLikelihood)),
    wald: test(dot(fit.beta, multiply(fit.information, fit.beta))),
    score: test(dot(fit.start.score, multiply(startInverse, fit.start.score))),
    iterations: fit.iterations,
  };
}

function effect(name: string, beta: number, error: number): CoxEffect {
  const z = beta / error;
  return {
    name,
    coefficient: beta,
    standardError: error,
    hazardRatio: Math.exp(beta),
    lower: Math.exp(beta - Z95 * error),
    upper: Math.exp(beta + Z95 * error),
    z,
    p: normalPValue(z),
  };
}

/**
 * The linear predictor β·x of a fitted model: the higher, the sooner the event
 * is expected. It ranks groups and checks a model; it is no verdict on anyone.
 *
 * @param model A fitted model.
 * @param columns The columns it was fitted on, or others of the same names.
 * @returns One number a row.
 */
export function riskScores(
  model: CoxModel,
  columns: Record<string, ArrayLike<number>>,
): Float64Array {
  const scores = new Float64Array(columns[model.effects[0].name].length);
  for (const { name, coefficient } of model.effects) {
    const column = columns[name];
    for (let i = 0; i < scores.length; i++) {
      scores[i] += coefficient * column[i];
    }
  }
  return scores;
}
