import { checkLabels, checkRow } from "./check.ts";
import { parseCsv } from "./csv.ts";
import { dayNumber, isoDate } from "./days.ts";
import { readHeading } from "./heading.ts";
import type { People, Person } from "./person.ts";
import { type Problem, TableError } from "./problem.ts";
import { readRow } from "./row.ts";

/** What the table itself does not say. */
export interface LoadOptions {
  /**
   * The day on which the table was taken, `2025-12-31`. Default: the latest
   * date in the table, the last day on which we know who was here.
   */
  asOf?: string;
  /**
   * The first day on which leavers were kept. Say it when the table has only
   * those who were still here on that day or came later. Default: the table
   * has everyone.
   */
  from?: string;
}

/**
 * Reads a people table from CSV text.
 *
 * Only `hired` and `left` are required; `left` is blank for those still here.
 * Headings may differ in case, spaces and hyphens. Dates are year-month-day
 * and never guessed. Columns with other names are kept out and listed in
 * `ignored`.
 *
 * @param text The CSV file's text.
 * @param options The day of the table, and since when leavers were kept.
 * @throws {TableError} With every problem at once: row, column, what was
 *   wrong, and the remedy.
 * @throws {RangeError} When `asOf` or `from` is no date.
 */
export function loadPeople(text: string, options: LoadOptions = {}): People {
  for (const name of ["asOf", "from"] as const) {
    const date = options[name];
    if (date !== undefined && dayNumber(date) === null) {
      throw new RangeError(
        `\`${name}\` must be a date like 2025-12-31, not ${date}`,
      );
    }
  }
  const problems: Problem[] = [];
  const records = parseCsv(text, problems);
  const heading = readHeading(records, problems);
  if (heading === null) throw new TableError(problems);
  const { columns, ignored } = heading;
  const rows: Person[] = [];
  const rowNumbers: number[] = [];
  const latest = options.asOf ?? isoDate(Math.floor(Date.now() / 86_400_000));
  for (let i = 1; i < records.length; i++) {
    const record = records[i];
    if (record.length === 1 && record[0] === "") continue;
    const person = readRow(record, i + 1, columns, problems);
    if (person === null) continue;
    checkRow(person, i + 1, { latest, from: options.from }, problems);
    rows.push(person);
    rowNumbers.push(i + 1);
  }
  checkLabels(rows, rowNumbers, problems);
  if (problems.length > 0) {
    throw new TableError(problems.sort((a, b) => a.row - b.row));
  }
  return {
    rows,
    asOf: options.asOf ?? latestDate(rows),
    asOfGiven: options.asOf !== undefined,
    from: options.from ?? null,
    ignored,
  };
}

/** The latest date in the table. */
function latestDate(rows: Person[]): string {
  let latest = "";
  for (const { hired, left } of rows) {
    if (hired > latest) latest = hired;
    if (left !== null && left > latest) latest = left;
  }
  return latest;
}
