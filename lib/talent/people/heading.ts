import { type Column, COLUMNS } from "./person.ts";
import type { Problem } from "./problem.ts";

const KNOWN = Object.keys(COLUMNS) as Column[];
const REQUIRED: Column[] = ["hired", "left"];

/** What a table's first record says. */
export interface Heading {
  /** The known column at each place, or `null` for one that is ignored. */
  columns: (Column | null)[];
  /** Headings of the ignored ones, as written. */
  ignored: string[];
}

/**
 * Reads the heading of a people table.
 *
 * @param records The file's records.
 * @param problems Receives what is wrong.
 * @returns The columns, or `null` when the rows cannot be read at all.
 */
export function readHeading(
  records: string[][],
  problems: Problem[],
): Heading | null {
  const complain = (column: string | null, wrong: string, remedy: string) =>
    problems.push({ row: 1, column, wrong, remedy });
  const heads = records[0] ?? [];
  if (heads.every((head) => head === "")) {
    complain(
      null,
      "the table is empty",
      `Write a heading with at least ${REQUIRED.join(" and ")}, then a row ` +
        `a person`,
    );
    return null;
  }
  const other = heads.length === 1 && heads[0].match(/[;\t|]/)?.[0];
  if (other) {
    const name = { ";": "semicolons", "\t": "tabs" }[other] ?? "bars";
    complain(
      null,
      `the cells are separated by ${name}`,
      "Export the table again as CSV with commas",
    );
    return null;
  }
  const names = heads.map((head) =>
    head.toLowerCase().replaceAll(/[\s-]+/g, "_")
  );
  const ignored: string[] = [];
  const columns = names.map((name, i): Column | null => {
    const column = KNOWN.find((known) => known === name);
    if (column && names.indexOf(name) < i) {
      complain(column, "the column is there twice", "Leave one of them out");
    }
    const meant = KNOWN.find((known) =>
      !names.includes(known) && isNearly(name, known)
    );
    if (!column && meant) {
      complain(
        heads[i],
        "the column is not known",
        `Write ${meant} if that is meant, or choose a name less like it`,
      );
    } else if (!column) ignored.push(heads[i]);
    return column ?? null;
  });
  for (const column of REQUIRED) {
    if (!columns.includes(column)) {
      complain(column, "the column is missing", `Add it: ${MEANING[column]}`);
    }
  }
  if (!columns.includes("hired") || !columns.includes("left")) return null;
  if (records.slice(1).every((record) => record.join("") === "")) {
    complain(null, "no row follows the heading", "Add a row a person");
  }
  return { columns, ignored };
}

const MEANING: Partial<Record<Column, string>> = {
  hired: "the first day, as in 2024-03-31",
  left: "the last day, blank for those still here",
};

/** Whether one slip of the finger lies between two words. */
function isNearly(word: string, known: string): boolean {
  if (word.length < 4 || Math.abs(word.length - known.length) > 1) return false;
  let start = 0;
  while (start < known.length && word[start] === known[start]) start++;
  const [a, b] = [word.slice(start), known.slice(start)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) ||
    a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
