import { MIN_CELL } from "../people/cells.ts";
import { dayNumber, DAYS_PER_YEAR } from "../people/days.ts";
import { type People, type Reason, REASONS } from "../people/person.ts";

/** How often people leave for one reason. */
export interface LeavingRate {
  reason: Reason;
  leavers: number;
  /** Leavings per person-year: the hazard, taken as steady. */
  rate: number;
  /** Ends of the 95 % interval: rate · e^(±1.96 / √leavers). */
  low: number;
  high: number;
}

/** Leavings in the latest years, by reason. */
export interface LeavingRates {
  /** Time that people spent with the company within the window. */
  personYears: number;
  reasons: LeavingRate[];
  /** Leavers without a stated reason; they are spread over the reasons. */
  unstated: number;
}

/**
 * Counts leavings per person-year, by reason, in the latest years of a table.
 *
 * A reason with fewer leavers than the smallest cell is added to "other", and
 * so is the next smallest while "other" is too small itself.
 * Leavers without a stated reason are spread like the stated ones; when the
 * table states none, by the shares given.
 *
 * @param people the table
 * @param options `years` before the table's day to look at; `shares` by reason
 * for a table that states no reasons
 * @returns rates by reason, in the order of the reasons
 * @throws {RangeError} when the window is not positive, nobody left in it, or
 * no reason is stated and no share given
 */
export function leavingRates(
  people: People,
  options: { years: number; shares?: Partial<Record<Reason, number>> },
): LeavingRates {
  if (!(options.years > 0)) {
    throw new RangeError(`\`years\` must be above 0, not ${options.years}`);
  }
  const end = dayNumber(people.asOf)! + 1;
  const opened = people.from === null ? -Infinity : dayNumber(people.from)!;
  const start = Math.max(opened, end - options.years * DAYS_PER_YEAR);
  const stated: Partial<Record<Reason, number>> = {};
  let days = 0;
  let all = 0;
  let known = 0;
  for (const { hired, left, reason } of people.rows) {
    const last = left === null ? end : dayNumber(left)! + 1;
    days += Math.max(0, last - Math.max(start, dayNumber(hired)!));
    if (left === null || last <= start) continue;
    all++;
    if (reason === null) continue;
    known++;
    stated[reason] = (stated[reason] ?? 0) + 1;
  }
  if (all === 0) {
    throw new RangeError(
      `Nobody left in the ${options.years} years before ${people.asOf}: ` +
        "there is no rate to work with",
    );
  }
  const weights = known > 0 ? stated : options.shares;
  if (!weights) {
    throw new RangeError(
      "The table states no reason for leaving: give `shares` by reason",
    );
  }
  const total = Object.values(weights).reduce((sum, w) => sum + w, 0);
  const counts = new Map<Reason, number>(
    REASONS.map((reason) => [reason, all * (weights[reason] ?? 0) / total]),
  );
  const small = (count: number) => count > 0 && count < MIN_CELL;
  const named = REASONS.filter((reason) => reason !== "other")
    .sort((a, b) => counts.get(a)! - counts.get(b)!);
  // The smallest first, and until "other" itself is large enough to show.
  for (const reason of named) {
    const count = counts.get(reason)!;
    const other = counts.get("other")!;
    if (count === 0 || !(small(count) || small(other))) continue;
    counts.set(reason, 0);
    counts.set("other", other + count);
  }
  const personYears = days / DAYS_PER_YEAR;
  const reasons = [...counts].filter(([, leavers]) => leavers > 0)
    .map(([reason, leavers]) => {
      const rate = leavers / personYears;
      const spread = Math.exp(1.96 / Math.sqrt(leavers));
      return { reason, leavers, rate, low: rate / spread, high: rate * spread };
    });
  return { personYears, reasons, unstated: all - known };
}

/**
 * By how much the mean hazard of a group changes when a value changes for its
 * people and each unit of it multiplies the hazard by e^coefficient.
 *
 * Good only as far as the coefficient is a cause, and not just a companion.
 *
 * @param before the value of each person today, in the coefficient's unit
 * @param after the value of each person then
 * @param coefficient log hazard ratio per unit
 * @returns a hazard ratio: 0.8 is one fifth fewer leavings
 * @throws {RangeError} when there is nobody, or the lists differ in length
 */
export function liftRatio(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  coefficient: number,
): number {
  if (before.length === 0 || before.length !== after.length) {
    throw new RangeError(
      `A ratio needs people and a value for each before and after, got ` +
        `${before.length} and ${after.length}`,
    );
  }
  let was = 0;
  let becomes = 0;
  for (let i = 0; i < before.length; i++) {
    was += Math.exp(coefficient * before[i]);
    becomes += Math.exp(coefficient * after[i]);
  }
  return becomes / was;
}
