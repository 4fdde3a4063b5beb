import { chiSquareSf } from "../statistics/distributions.ts";
import { type Matrix, solveSymmetric } from "../statistics/matrix.ts";
import { ascending, checkTimes, type Times } from "./times.ts";

/** What the log-rank test found. */
export interface LogRank {
  /** Names of the groups, sorted. */
  groups: string[];
  /** Events in each group. */
  observed: number[];
  /** Events that each group would have, were the hazards the same. */
  expected: number[];
  chiSquare: number;
  df: number;
  /** How often chance alone would give a difference as large. */
  p: number;
}

/**
 * The log-rank test: do the groups share one hazard?
 *
 * At each event time the events are dealt out in proportion to who is at risk
 * in each group; the differences are summed and weighed by their
 * (hypergeometric) covariance.
 *
 * Source: J. P. Klein and M. L. Moeschberger, "Survival Analysis" (2nd ed.,
 * 2003), section 7.3.
 *
 * @param times Times to an event.
 * @param group The group of each, a name.
 * @throws {RangeError} When a time is not usable, there are fewer than two
 *   groups, or there is no event.
 */
export function logRank(times: Times, group: readonly string[]): LogRank {
  checkTimes(times);
  const { time, event, entry } = times;
  const groups = [...new Set(group)].sort();
  if (groups.length < 2) {
    throw new RangeError(
      `A log-rank test needs two groups or more, got ${groups.length}`,
    );
  }
  const of = group.map((name) => groups.indexOf(name));
  const k = groups.length;
  const observed = new Array<number>(k).fill(0);
  const expected = new Array<number>(k).fill(0);
  const variance: Matrix = groups.map(() => new Array(k).fill(0));
  const atRisk = new Array<number>(k).fill(0);
  // Backwards in time: people join at their last day and go at their first.
  const byTime = ascending(time).reverse();
  const byEntry = entry ? ascending(entry).reverse() : [];
  let gone = 0;
  for (let i = 0; i < byTime.length;) {
    const now = time[byTime[i]];
    const events = new Array<number>(k).fill(0);
    for (; i < byTime.length && time[byTime[i]] === now; i++) {
      atRisk[of[byTime[i]]]++;
      if (event[byTime[i]]) events[of[byTime[i]]]++;
    }
    while (gone < byEntry.length && entry![byEntry[gone]] >= now) {
      atRisk[of[byEntry[gone++]]]--;
    }
    const n = atRisk.reduce((a, b) => a + b);
    const d = events.reduce((a, b) => a + b);
    if (d === 0) continue;
    const spread = n > 1 ? d * (n - d) / (n - 1) : 0;
    for (let a = 0; a < k; a++) {
      observed[a] += events[a];
      expected[a] += d * atRisk[a] / n;
      for (let b = 0; b < k; b++) {
        variance[a][b] += spread * atRisk[a] / n *
          (+(a === b) - atRisk[b] / n);
      }
    }
  }
  const difference = observed.map((o, a) => o - expected[a]).slice(1);
  if (observed.every((o) => o === 0)) {
    throw new RangeError("There is no event, so there is nothing to compare");
  }
  // The differences add up to 0, so one group is left out.
  const inner = variance.slice(1).map((row) => row.slice(1));
  const weights = solveSymmetric(inner, difference);
  const chiSquare = difference.reduce((sum, u, a) => sum + u * weights[a], 0);
  return {
    groups,
    observed,
    expected,
    chiSquare,
    df: k - 1,
    p: chiSquareSf(chiSquare, k - 1),
  };
}
