import { type Limits, readDate, readNumber, type Refusal } from "./cell.ts";
import { type Column, COLUMNS, type Person } from "./person.ts";
import { type Reason, REASONS } from "./person.ts";
import type { Problem } from "./problem.ts";

const MONEY: Limits = {
  least: Number.MIN_VALUE,
  most: 1e12,
  means: "an amount above 0",
};

/** What each column of numbers may hold. */
const NUMBERS: Partial<Record<keyof Person, Limits>> = {
  level: { least: 1, most: 30, whole: true, means: "a whole number from 1" },
  basePay: MONEY,
  marketMedian: MONEY,
  equity: { least: 0, most: 1e12, means: "an amount, at least 0" },
  managerSpan: {
    least: 1,
    most: 1000,
    whole: true,
    means: "a whole number of people from 1",
  },
  monthsSincePromotion: { least: 0, most: 720, means: "months, at least 0" },
  engagement: { least: 0, most: 10, means: "a score from 0 to 10" },
  trainingDays: { least: 0, most: 366, means: "days a year from 0 to 366" },
  remoteShare: { least: 0, most: 1, means: "a share from 0 to 1" },
};

/**
 * Reads one record.
 *
 * @param record Its cells.
 * @param row Its row in the spreadsheet.
 * @param columns The column at each place; `null` where it is ignored.
 * @param problems Receives what is wrong.
 * @returns The person; `null` when the cells cannot be told apart.
 */
export function readRow(
  record: string[],
  row: number,
  columns: (Column | null)[],
  problems: Problem[],
): Person | null {
  if (record.length !== columns.length) {
    problems.push({
      row,
      column: null,
      wrong: `the row has ${record.length} cells and the heading has ` +
        `${columns.length}`,
      remedy: record.length > columns.length
        ? "Put a cell that holds a comma between quotation marks"
        : "Write a comma for every cell, blank ones too",
    });
    return null;
  }
  const person = blankPerson(row);
  record.forEach((cell, i) => {
    const column = columns[i];
    if (column === null) return;
    const value = readCell(cell, column);
    if (value !== null && typeof value === "object") {
      problems.push({ row, column, ...value });
    } else if (value !== null) {
      Object.assign(person, { [COLUMNS[column]]: value });
    }
  });
  return person;
}

function blankPerson(row: number): Person {
  return {
    person: `row ${row}`,
    role: null,
    level: null,
    location: null,
    hired: "",
    left: null,
    reason: null,
    basePay: null,
    marketMedian: null,
    equity: null,
    managerSpan: null,
    monthsSincePromotion: null,
    engagement: null,
    trainingDays: null,
    remoteShare: null,
  };
}

/** The value of a cell, `null` for a blank, or why it is refused. */
function readCell(
  cell: string,
  column: Column,
): string | number | null | Refusal {
  if (cell === "") {
    if (column !== "hired" && column !== "person") return null;
    return {
      wrong: "the cell is blank",
      remedy: column === "hired"
        ? "Write the first day, as in 2024-03-31"
        : "Give every row its own label",
    };
  }
  if (cell.includes("\uFFFD")) {
    return {
      wrong: `"${cell}" holds a character that cannot be read`,
      remedy: "Save the file as UTF-8",
    };
  }
  if (column === "hired" || column === "left") return readDate(cell);
  const limits = NUMBERS[COLUMNS[column]];
  if (limits) return readNumber(cell, limits);
  if (column !== "reason") return cell;
  const reason = cell.toLowerCase();
  if (REASONS.includes(reason as Reason)) return reason;
  return {
    wrong: `"${cell}" is not a known reason`,
    remedy: `Write one of ${REASONS.join(", ")}`,
  };
}
