import { formatCsv } from "./csv.ts";
import { COLUMNS, type People } from "./person.ts";

/**
 * Writes a people table as CSV text that {@linkcode loadPeople} reads back.
 *
 * @param people The table.
 * @returns The text, one row a person under the heading.
 */
export function formatPeople(people: People): string {
  const heads = Object.keys(COLUMNS);
  const keys = Object.values(COLUMNS);
  return formatCsv([
    heads,
    ...people.rows.map((person) => keys.map((key) => person[key])),
  ]);
}
