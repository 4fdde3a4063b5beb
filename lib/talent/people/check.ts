/**
 * What must hold between the cells of a row, and between rows.
 *
 * @module
 */
import { dayNumber, DAYS_PER_YEAR } from "./days.ts";
import type { Person } from "./person.ts";
import type { Problem } from "./problem.ts";

/**
 * Checks a person's cells against each other.
 *
 * @param person The person; cells that could not be read are blank.
 * @param row The row in the spreadsheet.
 * @param window The last day on which anything can be known, and since when
 *   leavers were kept, if not always.
 * @param problems Receives what is wrong.
 */
export function checkRow(
  person: Person,
  row: number,
  window: { latest: string; from?: string },
  problems: Problem[],
) {
  const { hired, left, reason, monthsSincePromotion: months } = person;
  const complain = (column: string, wrong: string, remedy: string) =>
    problems.push({ row, column, wrong, remedy });
  for (const [column, date] of [["hired", hired], ["left", left]] as const) {
    if (date && date > window.latest) {
      complain(
        column,
        `${date} is after ${window.latest}, the day of the table`,
        column === "left"
          ? "Leave the cell blank for someone who is still here"
          : "Correct the date, or leave the row out",
      );
    }
  }
  if (hired && left && left < hired) {
    complain(
      "left",
      `${left} is before the first day, ${hired}`,
      "Correct one of the two dates",
    );
  }
  if (window.from && left && left < window.from) {
    complain(
      "left",
      `${left} is before ${window.from}, when the table begins`,
      "Leave the row out, or say an earlier `from`",
    );
  }
  if (reason && left === null) {
    complain(
      "reason",
      `there is a reason, "${reason}", and no last day`,
      "Write the last day, or leave the reason blank",
    );
  }
  const last = dayNumber(left ?? window.latest);
  const first = dayNumber(hired);
  if (months === null || first === null || last === null || last < first) {
    return;
  }
  // A month more is granted: offices count months in different ways.
  const tenure = (last - first + 1) / DAYS_PER_YEAR * 12;
  if (months > tenure + 1) {
    complain(
      "months_since_promotion",
      `${months} months are more than the stay of ${tenure.toFixed(1)}`,
      "Count from hiring when there was no promotion",
    );
  }
}

/**
 * Checks that every label stands for one stay.
 *
 * @param people The people read.
 * @param rows Their rows in the spreadsheet.
 * @param problems Receives what is wrong.
 */
export function checkLabels(
  people: Person[],
  rows: number[],
  problems: Problem[],
) {
  const first = new Map<string, number>();
  people.forEach(({ person }, i) => {
    const seen = first.get(person);
    if (seen === undefined) first.set(person, rows[i]);
    else {
      problems.push({
        row: rows[i],
        column: "person",
        wrong: `"${person}" is in row ${seen} already`,
        remedy: "Give every stay its own label, a second stay too",
      });
    }
  });
}
