import type { Report } from "./class.ts";
import type { Mark, Result } from "./mark.ts";

/**
 * The points for an exercise, from 0 to 1: the share of trials that passed, and
 * no more than the share of cases, given or hidden.
 *
 * A property alone proves little: what always answers 0 keeps many of them.
 */
export function points({ results }: Mark): number {
  const cases = results.filter(({ kind }) => kind !== "property");
  return Math.min(share(results), share(cases));
}

function share(results: readonly Result[]): number {
  const passed = results.filter(({ passed }) => passed);
  return results.length === 0 ? 0 : passed.length / results.length;
}

/** The sum of a learner's points. */
export function sumOf({ marks }: Report): number {
  return marks.reduce((sum, mark) => sum + points(mark), 0);
}

/**
 * Writes marks as a table: a line for each learner, a column for each exercise.
 *
 * @param reports What to write.
 * @param exercises Ids, in the order of the marks.
 * @returns CSV after RFC 4180, points with up to 4 digits.
 */
export function toCsv(
  reports: readonly Report[],
  exercises: readonly string[],
): string {
  const rows: (string | number)[][] = [[
    "learner",
    ...exercises,
    "points",
    "out of",
    "remarks",
  ]];
  for (const report of reports) {
    const remarks = report.marks.filter(({ remark }) => remark !== null)
      .map(({ exercise, remark }) => `${exercise}: ${remark}`);
    rows.push([
      report.learner,
      ...report.marks.map(points),
      sumOf(report),
      exercises.length,
      remarks.join(" "),
    ]);
  }
  return rows.map((row) => row.map(field).join(",") + "\r\n").join("");
}

function field(value: string | number): string {
  if (typeof value === "number") return String(Number(value.toFixed(4)));
  // A spreadsheet would take such a text for a formula, and run it.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
