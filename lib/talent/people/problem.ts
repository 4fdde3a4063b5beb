/** One thing that is wrong in a table. */
export interface Problem {
  /** Row as a spreadsheet counts it, the heading being row 1. */
  row: number;
  /** The heading of the column, or `null` when the whole row is meant. */
  column: string | null;
  /** What was wrong, with the value. */
  wrong: string;
  /** What to do about it. */
  remedy: string;
}

/** How many problems a message spells out. */
const SHOWN = 50;

/**
 * Thrown when a table cannot be read: lists every problem, and carries no
 * stack trace, because the mistake is in the table and not in the program.
 */
export class TableError extends Error {
  override readonly name = "TableError";

  /** @param problems At least one. */
  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.slice(0, SHOWN).map(sentence);
    const more = problems.length - lines.length;
    if (more > 0) lines.push(`… and ${more} more.`);
    const count = problems.length === 1
      ? "1 problem"
      : `${problems.length} problems`;
    super(`The table has ${count}:\n${lines.join("\n")}`);
    this.stack = `${this.name}: ${this.message}`;
  }
}

/**
 * A problem as one line.
 *
 * @param problem Where, what, and what to do.
 */
export function sentence({ row, column, wrong, remedy }: Problem): string {
  const place = column === null ? `Row ${row}` : `Row ${row}, column ${column}`;
  return `${place}: ${wrong}. ${remedy}.`;
}
