import { chiSquareSf } from "../statistics/distributions.ts";
import { dot, type Matrix, solveSymmetric } from "../statistics/matrix.ts";
import { standardise } from "./columns.ts";
import type { ChiSquareTest, CoxModel } from "./cox.ts";
import { kaplanMeier } from "./kaplan_meier.ts";
import { coxProblem, eachEventTime } from "./risk_sets.ts";
import type { Times } from "./times.ts";

/** Tests of proportional hazards, column by column and all together. */
export interface SchoenfeldTest {
  columns: ({ name: string } & ChiSquareTest)[];
  global: ChiSquareTest;
}

/**
 * Tests whether hazard ratios stay the same over time: the score test of
 * adding β g(t) to each β, with g(t) = 1 − S(t), S being the Kaplan–Meier
 * curve just before t. It asks whether the Schoenfeld residuals have a trend.
 *
 * A small p says that one number does not describe that effect.
 *
 * Sources: P. M. Grambsch and T. M. Therneau, Biometrika 81 (1994); in the
 * exact form of R's `cox.zph` since `survival` 3.0.
 *
 * @param model A fitted model.
 * @param times The times it was fitted on.
 * @param columns The columns it was fitted on.
 */
export function schoenfeldTest(
  model: CoxModel,
  times: Times,
  columns: Record<string, ArrayLike<number>>,
): SchoenfeldTest {
  const x = standardise(columns, times.time.length);
  const p = x.names.length;
  const beta = model.effects.map((e, a) => e.coefficient * x.deviations[a]);
  const g = transform(times);
  const size = 2 * p;
  const score = new Array<number>(size).fill(0);
  const information: Matrix = Array.from(
    { length: size },
    () => new Array(size).fill(0),
  );
  eachEventTime(coxProblem(times, x.values), beta, (at) => {
    const weight = g(at.time);
    for (let a = 0; a < p; a++) {
      score[p + a] += weight * at.score[a];
      for (let b = 0; b < p; b++) {
        const value = at.information[a * p + b];
        information[a][b] += value;
        information[p + a][b] += weight * value;
        information[a][p + b] += weight * value;
        information[p + a][p + b] += weight * weight * value;
      }
    }
  });
  /** The score test of adding the trends of the columns `added`. */
  const test = (added: number[]): ChiSquareTest => {
    const keep = [...x.names.keys(), ...added.map((a) => p + a)];
    const u = keep.map((a) => score[a]);
    const part = keep.map((a) => keep.map((b) => information[a][b]));
    const chiSquare = dot(u, solveSymmetric(part, u));
    const df = added.length;
    return { chiSquare, df, p: chiSquareSf(chiSquare, df) };
  };
  return {
    columns: x.names.map((name, a) => ({ name, ...test([a]) })),
    global: test([...x.names.keys()]),
  };
}

/** g(t) = 1 − S(t−), centred on the events so that sums stay small. */
function transform(times: Times): (time: number) => number {
  const curve = kaplanMeier(times);
  const before = new Map<number, number>();
  let sum = 0;
  let events = 0;
  curve.time.forEach((time, i) => {
    before.set(time, 1 - (curve.survival[i - 1] ?? 1));
    sum += curve.events[i] * before.get(time)!;
    events += curve.events[i];
  });
  return (time) => before.get(time)! - sum / events;
}
