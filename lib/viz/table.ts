import { type Display, display, escapeHtml, required } from "./display.ts";
import { formatColumn } from "./numbers.ts";

/** One row: values by column key. */
export type Row = Record<string, unknown>;

/** What a table says about itself. */
export interface TableOptions {
  /** One line above the table: what it shows. */
  caption: string;
  /** Columns in order: keys, or headings by key. Default: the first row's. */
  columns?: string[] | Record<string, string>;
  /** Significant digits of a column's largest number not whole. Default 4. */
  digits?: number;
}

/**
 * Lays rows out as a table: numbers right-aligned, words left-aligned.
 * `numbers.ts` says how the numbers of a column are written.
 *
 * @param rows plain objects with the same keys; a missing value is an empty cell
 * @param options caption, columns and digits
 * @returns a display with a semantic HTML table and the same as aligned text
 * @throws {TypeError} when there are no rows or no caption
 * @throws {RangeError} when `digits` is not a whole number from 1 to 17
 */
export function table(rows: Row[], options: TableOptions): Display {
  const caption = required(options.caption, "The caption of a table");
  const digits = options.digits ?? 4;
  if (!Number.isInteger(digits) || digits < 1 || digits > 17) {
    throw new RangeError(
      `\`digits\` must be a whole number from 1 to 17, got ${digits}`,
    );
  }
  if (!Array.isArray(rows) || rows.length === 0) {
    throw new TypeError(
      `The table "${caption}" has no rows: pass at least one`,
    );
  }
  const columns = options.columns ?? Object.keys(rows[0]);
  const [keys, heads] = Array.isArray(columns)
    ? [columns, columns]
    : [Object.keys(columns), Object.values(columns)];
  const written = keys.map((key) =>
    formatColumn(rows.map((row) => row[key]), digits)
  );
  const grid = {
    caption,
    heads,
    cells: rows.map((_, i) => written.map((column) => column[i])),
    numeric: keys.map((key) => rows.every((row) => isNumeric(row[key]))),
  };
  return display({ "text/html": html(grid), "text/plain": text(grid) });
}

interface Grid {
  caption: string;
  heads: string[];
  cells: string[][];
  numeric: boolean[];
}

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint" ||
    value === null || value === undefined;
}

function html({ caption, heads, cells, numeric }: Grid): string {
  const align = numeric.map((n) => n ? ' style="text-align: right"' : "");
  const head = heads.map((h, i) =>
    `<th scope="col"${align[i]}>${escapeHtml(h)}</th>`
  );
  const body = cells.map((row) =>
    "<tr>" + row.map((cell, i) =>
      // The first column names its row when it holds words.
      i === 0 && !numeric[0]
        ? `<th scope="row">${escapeHtml(cell)}</th>`
        : `<td${align[i]}>${escapeHtml(cell)}</td>`
    ).join("") + "</tr>"
  );
  return `<table><caption>${escapeHtml(caption)}</caption>` +
    `<thead><tr>${head.join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table>`;
}

function text({ caption, heads, cells, numeric }: Grid): string {
  const widths = heads.map((h, i) =>
    Math.max(h.length, ...cells.map((row) => row[i].length))
  );
  const line = (row: string[]) =>
    row.map((cell, i) =>
      numeric[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])
    ).join("  ").trimEnd();
  const rule = widths.map((w) => "-".repeat(w)).join("  ");
  return [caption, "", line(heads), rule, ...cells.map(line)].join("\n");
}
