/**
 * Dates as whole days, so that a time zone can never move one.
 *
 * @module
 */

const MS_PER_DAY = 86_400_000;

/** Days in a year, leap years spread out. */
export const DAYS_PER_YEAR = 365.25;

/**
 * The number of a day, counted from 1 January 1970.
 *
 * @param date A date as `2024-03-31`.
 * @returns A whole number, or `null` when there is no such day.
 */
export function dayNumber(date: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  const ms = Date.parse(`${date}T00:00:00Z`);
  // Some engines roll 30 February over to 1 March instead of refusing it.
  if (Number.isNaN(ms) || isoDate(ms / MS_PER_DAY) !== date) return null;
  return ms / MS_PER_DAY;
}

/**
 * The date of a day.
 *
 * @param day Days since 1 January 1970.
 * @returns The date as `2024-03-31`.
 */
export function isoDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}
