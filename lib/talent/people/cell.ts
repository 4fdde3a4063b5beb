/**
 * Reading one cell: a value, or what is wrong with it and what to do.
 *
 * @module
 */
import { dayNumber } from "./days.ts";

/** Why a cell cannot be read. */
export interface Refusal {
  wrong: string;
  remedy: string;
}

/** Earlier dates are typing errors rather than first days at work. */
const EARLIEST = "1950-01-01";

const WRITE_DATE = "Write year-month-day, as in 2024-03-31";

/** Forms that are no date here, each with its own advice. */
const NO_DATES: [RegExp, string, string][] = [
  [
    /^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/,
    "may have the day or the month first",
    WRITE_DATE,
  ],
  [/^\d{1,2}[./-]\d{1,2}[./-]\d{2}$/, "has a year of two digits", WRITE_DATE],
  [
    /^\d{5}$/,
    "is a spreadsheet's day number",
    "Format the column as year-month-day and export it again",
  ],
  [
    /^\d{4}-\d\d-\d\d[T ]/,
    "carries a time of day",
    "Leave the time out, and mind the time zone it was in",
  ],
  [
    /^\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2}$/,
    "is not written as a date here",
    "Write four, two and two digits with hyphens, as in 2024-03-31",
  ],
  [
    /^(still|active|present|current|here|now|today|n\/?a|none|null|-+)/i,
    "is a word",
    "Leave the cell blank when there is no date",
  ],
];

/**
 * Reads a date. Only `2024-03-31` is one; nothing is guessed.
 *
 * @param text The cell, trimmed and not empty.
 * @returns The text itself, or a refusal.
 */
export function readDate(text: string): string | Refusal {
  if (dayNumber(text) !== null) {
    if (text >= EARLIEST) return text;
    return {
      wrong: `${text} is before ${EARLIEST}`,
      remedy: "Correct the year",
    };
  }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    return {
      wrong: `there is no day ${text}`,
      remedy: "Correct the month or the day",
    };
  }
  for (const [form, wrong, remedy] of NO_DATES) {
    if (form.test(text)) return { wrong: `"${text}" ${wrong}`, remedy };
  }
  return { wrong: `"${text}" is not a date`, remedy: WRITE_DATE };
}

/** What a column of numbers may hold. */
export interface Limits {
  least: number;
  most: number;
  /** Whether fractions are refused. */
  whole?: boolean;
  /** What the number means, for the remedy: "a share from 0 to 1". */
  means: string;
}

/**
 * Reads a number: digits, a point, a sign; no unit and no grouping.
 *
 * @param text The cell, trimmed and not empty.
 * @param limits What the column may hold.
 */
export function readNumber(text: string, limits: Limits): number | Refusal {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    return notANumber(text, limits);
  }
  const value = Number(text);
  if (limits.whole && !Number.isInteger(value)) {
    return {
      wrong: `${text} is not a whole number`,
      remedy: `Write ${limits.means}`,
    };
  }
  if (!(value >= limits.least && value <= limits.most)) {
    return {
      wrong: `${text} is out of range`,
      remedy: `Write ${limits.means}`,
    };
  }
  return value;
}

function notANumber(text: string, { means }: Limits): Refusal {
  const wrong = `"${text}" is not a plain number`;
  if (/^[\d.]+ ?%$/.test(text)) {
    const share = Number((parseFloat(text) / 100).toPrecision(12));
    return { wrong, remedy: `Write ${means} without %; ${text} is ${share}` };
  }
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) {
    return { wrong, remedy: "Leave out the commas between the digits" };
  }
  if (/^-?\d+,\d+$/.test(text)) {
    return { wrong, remedy: "Write a point, not a comma, before decimals" };
  }
  if (/^(nan|[+-]?inf(inity)?|n\/?a|none|null|unknown|-+|\?+)$/i.test(text)) {
    return { wrong, remedy: "Leave the cell blank when the value is unknown" };
  }
  if (/\d/.test(text)) {
    return { wrong, remedy: `Write ${means} in digits alone, without units` };
  }
  return { wrong, remedy: `Write ${means}, or leave the cell blank` };
}
