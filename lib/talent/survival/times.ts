/**
 * What every method of this room takes: how long each was watched, and whether
 * the event came then.
 *
 * @module
 */

/** Times to an event, in any one unit; lists of the same length. */
export interface Times {
  /** Until when each was watched, above 0. */
  time: ArrayLike<number>;
  /** Whether the event came at `time`; else the watching just ended there. */
  event: ArrayLike<boolean | number>;
  /**
   * From when each was watched ("left truncation"). Default: from 0. Whoever
   * enters at 2 says nothing about the time before 2.
   */
  entry?: ArrayLike<number>;
}

/** Counts at each distinct time at which watching ended, in order. */
export interface Tally {
  time: number[];
  /** How many were being watched just before. */
  atRisk: number[];
  /** For how many the event came. */
  events: number[];
  /** For how many watching ended without it. */
  censored: number[];
}

/**
 * Checks times before anything is computed from them.
 *
 * @throws {RangeError} When there are none, a list has another length, or a
 *   time is not finite, not above 0, or not after its entry.
 */
export function checkTimes({ time, event, entry }: Times) {
  if (time.length === 0) throw new RangeError("There are no times to study");
  for (const [name, list] of Object.entries({ event, entry })) {
    if (list && list.length !== time.length) {
      throw new RangeError(
        `\`${name}\` has ${list.length} values and \`time\` has ` +
          `${time.length}: give one each`,
      );
    }
  }
  for (let i = 0; i < time.length; i++) {
    const start = entry?.[i] ?? 0;
    if (!(Number.isFinite(time[i]) && start >= 0 && time[i] > start)) {
      throw new RangeError(
        `Time ${i} runs from ${start} to ${time[i]}: it must be finite and ` +
          `end after it starts`,
      );
    }
  }
}

/** The indices of a list, in ascending order of its values. */
export function ascending(values: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, i) => i)
    .sort((a, b) => values[a] - values[b]);
}

/**
 * Counts who is at risk, has the event or is censored at each distinct time.
 * Whoever is censored at the time of an event was still at risk for it.
 *
 * @throws {RangeError} As {@linkcode checkTimes}.
 */
export function tally(times: Times): Tally {
  checkTimes(times);
  const { time, event } = times;
  const order = ascending(time);
  const entries = Float64Array.from(times.entry ?? []).sort();
  const out: Tally = { time: [], atRisk: [], events: [], censored: [] };
  let entered = times.entry ? 0 : time.length;
  for (let i = 0; i < order.length;) {
    const now = time[order[i]];
    while (entered < entries.length && entries[entered] < now) entered++;
    out.time.push(now);
    out.atRisk.push(entered - i);
    let events = 0;
    const first = i;
    for (; i < order.length && time[order[i]] === now; i++) {
      if (event[order[i]]) events++;
    }
    out.events.push(events);
    out.censored.push(i - first - events);
  }
  return out;
}

/**
 * How many were being watched at given times: the numbers under a survival
 * curve.
 *
 * @param times Times to an event.
 * @param at When to count.
 * @returns One count for each of `at`.
 */
export function riskTable(times: Times, at: readonly number[]): number[] {
  checkTimes(times);
  return at.map((when) => {
    let count = 0;
    for (let i = 0; i < times.time.length; i++) {
      const start = times.entry?.[i] ?? 0;
      // At 0 those who start at 0 are there already.
      if (times.time[i] >= when && (start < when || start === 0)) count++;
    }
    return count;
  });
}
