import { ascending, checkTimes, type Times } from "./times.ts";

/** How often a model ranks two people in the order in which they left. */
export interface Concordance {
  /** From 0 to 1; 0.5 is what a coin does. Ties in score count half. */
  value: number;
  /** Pairs ranked right, ranked wrong, and with the same score. */
  concordant: number;
  discordant: number;
  tied: number;
}

/**
 * Harrell's concordance: over all pairs of which one had the event while the
 * other was still at risk, how often the first had the higher score.
 *
 * A tree of counts by rank of score makes it n log n steps.
 *
 * Source: F. E. Harrell et al., "Evaluating the Yield of Medical Tests", JAMA
 * 247 (1982).
 *
 * @param times Times to an event.
 * @param scores One a row, higher for sooner.
 * @throws {RangeError} When no two people can be compared.
 */
export function concordance(
  times: Times,
  scores: ArrayLike<number>,
): Concordance {
  checkTimes(times);
  const { time, event, entry } = times;
  const levels = Float64Array.from(new Set(Array.from(scores))).sort();
  const rankOf = new Map(Array.from(levels, (score, rank) => [score, rank]));
  const rank = Array.from(scores, (score) => rankOf.get(score)!);
  const counts = new Counts(levels.length);
  const byTime = ascending(time).reverse();
  const byEntry = entry ? ascending(entry).reverse() : [];
  let [concordant, discordant, tied] = [0, 0, 0];
  let gone = 0;
  for (let i = 0; i < byTime.length;) {
    const now = time[byTime[i]];
    const events: number[] = [];
    for (; i < byTime.length && time[byTime[i]] === now; i++) {
      // Two events at once have no order; someone censored then outlasted it.
      if (event[byTime[i]]) events.push(byTime[i]);
      else counts.add(rank[byTime[i]], 1);
    }
    for (; gone < byEntry.length && entry![byEntry[gone]] >= now; gone++) {
      counts.add(rank[byEntry[gone]], -1);
    }
    for (const row of events) {
      const below = counts.below(rank[row]);
      const upTo = counts.below(rank[row] + 1);
      concordant += below;
      tied += upTo - below;
      discordant += counts.total - upTo;
    }
    for (const row of events) counts.add(rank[row], 1);
  }
  const pairs = concordant + discordant + tied;
  if (pairs === 0) {
    throw new RangeError("No two people can be compared: there are no pairs");
  }
  return {
    value: (concordant + tied / 2) / pairs,
    concordant,
    discordant,
    tied,
  };
}

/** Counts by rank with running totals (P. M. Fenwick's tree, 1994). */
class Counts {
  readonly #tree: Int32Array;
  total = 0;

  constructor(size: number) {
    this.#tree = new Int32Array(size + 1);
  }

  add(rank: number, by: number) {
    this.total += by;
    for (let i = rank + 1; i < this.#tree.length; i += i & -i) {
      this.#tree[i] += by;
    }
  }

  /** How many have a rank below this one. */
  below(rank: number): number {
    let sum = 0;
    for (let i = rank; i > 0; i -= i & -i) sum += this.#tree[i];
    return sum;
  }
}
