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
 * @returns A whole number, or `null` when there is no such day or the year is
 *   before 100.
 */
export function dayNumber(date: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  const [year, month, day] = [
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)),
    Number(date.slice(8)),
  ];
  if (year < 100 || month < 1 || month > 12 || day < 1) return null;
  // Day 0 of the next month is the last of this one.
  if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) {
    return null;
  }
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
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
