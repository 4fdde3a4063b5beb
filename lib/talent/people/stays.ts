import { dayNumber, DAYS_PER_YEAR } from "./days.ts";
import { type Effect, type FixedEffect, STALL_YEARS } from "./effects.ts";
import { EFFECTS } from "./effects.ts";
import type { People, Person, Reason } from "./person.ts";

/**
 * Stays under observation, as columns: entry i says that row `row[i]` of the
 * table was watched from tenure `entry[i]` to tenure `time[i]`, in years, and
 * whether it ended by leaving.
 */
export interface Stays {
  /** Index into `people.rows`. */
  row: number[];
  /** Tenure in years at which watching began: 0 unless the table starts late. */
  entry: number[];
  /** Tenure in years at the end of watching. */
  time: number[];
  /** Whether the stay ended there by leaving; else the person was still here. */
  left: boolean[];
  /** Why it ended; `null` for someone still here, or when no reason is kept. */
  reason: (Reason | null)[];
}

/**
 * One stay a person. The first and the last day both count, so someone who
 * left on the day of hiring stayed for one day.
 *
 * @param people The table.
 * @returns Stays in the table's order, times in years.
 */
export function stays(people: People): Stays {
  const asOf = dayNumber(people.asOf)!;
  const from = people.from === null ? -Infinity : dayNumber(people.from)!;
  const out: Stays = { row: [], entry: [], time: [], left: [], reason: [] };
  people.rows.forEach((person, i) => {
    const hired = dayNumber(person.hired)!;
    const last = person.left === null ? asOf : dayNumber(person.left)!;
    out.row.push(i);
    out.entry.push(Math.max(0, from - hired) / DAYS_PER_YEAR);
    out.time.push((last - hired + 1) / DAYS_PER_YEAR);
    out.left.push(person.left !== null);
    out.reason.push(person.reason);
  });
  return out;
}

/**
 * Cuts each stay where a career starts or stops being stalled, so that every
 * piece has one state: a person counts as not stalled until
 * {@linkcode STALL_YEARS} have passed since hiring or since the last
 * promotion.
 *
 * Why cut: months since promotion grow with tenure. Used as they stand at the
 * end, those who stay longest have the longest wait, and waiting looks as if
 * it kept people ("immortal time"; S. Suissa, American Journal of
 * Epidemiology 167, 2008).
 *
 * The table holds the last promotion only. Whoever was promoted more than
 * once counts as waiting since hiring until then.
 *
 * @param people The table.
 * @returns Stays in pieces, each with `stalled` 0 or 1; rows whose months
 *   since promotion are blank are left out.
 */
export function staysByCareer(people: People): Stays & { stalled: number[] } {
  const whole = stays(people);
  const out: Stays & { stalled: number[] } = {
    row: [],
    entry: [],
    time: [],
    left: [],
    reason: [],
    stalled: [],
  };
  whole.row.forEach((row, i) => {
    const months = people.rows[row].monthsSincePromotion;
    if (months === null) return;
    const end = whole.time[i];
    // Less than a month apart: never promoted, the figure is only rounded.
    const promoted = end - months / 12 < 1 / 12 ? 0 : end - months / 12;
    const cuts = [STALL_YEARS, promoted, promoted + STALL_YEARS]
      .filter((cut) => cut > whole.entry[i] && cut < end)
      .sort((a, b) => a - b);
    let start = whole.entry[i];
    for (const stop of new Set([...cuts, end])) {
      const since = start < promoted ? start : start - promoted;
      out.row.push(row);
      out.entry.push(start);
      out.time.push(stop);
      out.left.push(stop === end && whole.left[i]);
      out.reason.push(stop === end ? whole.reason[i] : null);
      // Rounding must not turn two years into a little less.
      out.stalled.push(+(since > STALL_YEARS - 1e-9));
      start = stop;
    }
  });
  return out;
}

/** Stays with one column of numbers per effect, ready for a regression. */
export interface Design {
  stays: Stays;
  columns: Record<string, number[]>;
  /** People left out because a needed value was blank. */
  dropped: number;
}

/**
 * Lays out a table for a regression on the given effects.
 *
 * @param people The table.
 * @param effects Which effects; `stalled` cuts the stays.
 * @returns Stays and columns of the same length; people with a blank in any
 *   needed column are left out and counted.
 * @throws {RangeError} When nobody has all the values.
 */
export function design(people: People, effects: readonly Effect[]): Design {
  const fixed = effects.filter((name): name is FixedEffect =>
    name !== "stalled"
  );
  const values = people.rows.map((person) =>
    fixed.map((name) => EFFECTS[name].value(person))
  );
  const cut = effects.includes("stalled");
  const all = cut ? staysByCareer(people) : stays(people);
  const keep = [...all.row.keys()].filter((i) =>
    !values[all.row[i]].includes(null)
  );
  if (keep.length === 0) {
    throw new RangeError(
      `No row has values for all of ${effects.join(", ")}: ` +
        `leave out those that the table lacks`,
    );
  }
  const pick = <T>(list: T[]) => keep.map((i) => list[i]);
  const kept: Stays = {
    row: pick(all.row),
    entry: pick(all.entry),
    time: pick(all.time),
    left: pick(all.left),
    reason: pick(all.reason),
  };
  const columns: Record<string, number[]> = {};
  for (const name of effects) {
    columns[name] = name === "stalled"
      ? pick((all as Stays & { stalled: number[] }).stalled)
      : kept.row.map((row) => values[row][fixed.indexOf(name)]!);
  }
  return {
    stays: kept,
    columns,
    dropped: people.rows.length - new Set(kept.row).size,
  };
}

/**
 * The effects that a table can speak about: at least `filled` of its rows
 * have the value, and not all have the same.
 *
 * @param people The table.
 * @param filled Default 0.8.
 * @returns Effects in a fixed order; empty when only dates are there.
 */
export function effectsIn(people: People, filled = 0.8): Effect[] {
  const speaks = (value: (person: Person) => number | null) => {
    const values = people.rows.map(value).filter((v) => v !== null);
    return values.length >= filled * people.rows.length &&
      values.some((v) => v !== values[0]);
  };
  const names = Object.keys(EFFECTS) as FixedEffect[];
  const found: Effect[] = names.filter((name) => speaks(EFFECTS[name].value));
  if (speaks((person) => person.monthsSincePromotion)) found.push("stalled");
  return found;
}
