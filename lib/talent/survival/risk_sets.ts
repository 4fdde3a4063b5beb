/**
 * One sweep through the event times of a Cox model, latest first, so that
 * people join the risk set one by one and sums over it are kept, not redone.
 *
 * Ties are Efron's: when d events share a time, the k-th sees the risk set
 * with k/d of those d taken out (B. Efron, JASA 72, 1977).
 *
 * @module
 */
import { ascending, type Times } from "./times.ts";

/** A Cox problem, sorted once for all sweeps. */
export interface CoxProblem {
  times: Times;
  /** Standardised columns, [columns][rows]. */
  values: Float64Array[];
  /** Rows by time, latest first. */
  byTime: Uint32Array;
  /** Rows by entry, latest first; empty when all enter at 0. */
  byEntry: Uint32Array;
}

/** What one event time contributes; arrays are reused from time to time. */
export interface EventTime {
  time: number;
  /** How many events share this time. */
  events: number;
  /** Log partial likelihood, one number. */
  logLikelihood: number;
  /** Score: columns of the events minus what the risk set expects, [p]. */
  score: Float64Array;
  /** Information: weighted covariance in the risk set, [p, p], by rows. */
  information: Float64Array;
}

/**
 * Sorts a Cox problem.
 *
 * @param times Times to an event.
 * @param values Standardised columns, [columns][rows].
 */
export function coxProblem(times: Times, values: Float64Array[]): CoxProblem {
  return {
    times,
    values,
    byTime: ascending(times.time).reverse(),
    byEntry: times.entry ? ascending(times.entry).reverse() : new Uint32Array(),
  };
}

/** Weighted sums over a set of people: of 1, of x, and of x xᵀ. */
class Sums {
  weight = 0;
  readonly x: Float64Array;
  readonly xx: Float64Array;

  constructor(p: number) {
    this.x = new Float64Array(p);
    this.xx = new Float64Array(p * p);
  }

  /** Adds a person with a weight; a negative one takes them out again. */
  add(values: Float64Array[], row: number, weight: number) {
    const p = values.length;
    this.weight += weight;
    for (let a = 0; a < p; a++) {
      const wx = weight * values[a][row];
      this.x[a] += wx;
      for (let b = 0; b <= a; b++) this.xx[a * p + b] += wx * values[b][row];
    }
  }

  /** Multiplies every weight so far. */
  scale(factor: number) {
    this.weight *= factor;
    for (let i = 0; i < this.x.length; i++) this.x[i] *= factor;
    for (let i = 0; i < this.xx.length; i++) this.xx[i] *= factor;
  }
}

/**
 * Visits every event time, latest first. A sweep costs about n p² steps.
 *
 * @param problem The sorted problem.
 * @param beta Coefficients of the standardised columns, [p].
 * @param visit Is given what the time contributes.
 */
export function eachEventTime(
  problem: CoxProblem,
  beta: ArrayLike<number>,
  visit: (at: EventTime) => void,
) {
  const { times: { time, event, entry }, values, byTime, byEntry } = problem;
  const p = values.length;
  const eta = linearPredictor(values, beta);
  const atRisk = new Sums(p);
  const tied = new Sums(p);
  // Only ratios of weights matter, so the largest so far is held at 1: a
  // weight that is tiny beside someone who left early must not become 0.
  let top = -Infinity;
  const at: EventTime = {
    time: 0,
    events: 0,
    logLikelihood: 0,
    score: new Float64Array(p),
    information: new Float64Array(p * p),
  };
  let gone = 0;
  for (let i = 0; i < byTime.length;) {
    const now = time[byTime[i]];
    tied.scale(0);
    at.time = now;
    at.events = 0;
    at.logLikelihood = 0;
    at.score.fill(0);
    for (; i < byTime.length && time[byTime[i]] === now; i++) {
      const row = byTime[i];
      if (eta[row] > top) {
        const factor = Math.exp(top - eta[row]);
        atRisk.scale(factor);
        tied.scale(factor);
        top = eta[row];
      }
      const weight = Math.exp(eta[row] - top);
      atRisk.add(values, row, weight);
      if (!event[row]) continue;
      tied.add(values, row, weight);
      at.events++;
      at.logLikelihood += eta[row];
      for (let a = 0; a < p; a++) at.score[a] += values[a][row];
    }
    for (; gone < byEntry.length && entry![byEntry[gone]] >= now; gone++) {
      const row = byEntry[gone];
      atRisk.add(values, row, -Math.exp(eta[row] - top));
    }
    if (at.events === 0) continue;
    at.logLikelihood -= at.events * top;
    efron(at, atRisk, tied, p);
    visit(at);
  }
}

/** Takes the tied events one by one, each from a risk set a little smaller. */
function efron(at: EventTime, atRisk: Sums, tied: Sums, p: number) {
  at.information.fill(0);
  for (let k = 0; k < at.events; k++) {
    const share = k / at.events;
    const weight = atRisk.weight - share * tied.weight;
    at.logLikelihood -= Math.log(weight);
    for (let a = 0; a < p; a++) {
      const mean = (atRisk.x[a] - share * tied.x[a]) / weight;
      at.score[a] -= mean;
      for (let b = 0; b <= a; b++) {
        const i = a * p + b;
        const covariance = (atRisk.xx[i] - share * tied.xx[i]) / weight -
          mean * (atRisk.x[b] - share * tied.x[b]) / weight;
        at.information[i] += covariance;
        if (a !== b) at.information[b * p + a] += covariance;
      }
    }
  }
}

/** ∑ βⱼ xⱼ for every row. */
function linearPredictor(
  values: Float64Array[],
  beta: ArrayLike<number>,
): Float64Array {
  const eta = new Float64Array(values[0].length);
  values.forEach((column, j) => {
    for (let i = 0; i < eta.length; i++) eta[i] += beta[j] * column[i];
  });
  return eta;
}
