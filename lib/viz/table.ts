import { type Display, display, escapeHtml, required } from "./display.ts";

/** One row: values by column key. */
export type Row = Record<string, unknown>;

/** What a table says about itself. */
export interface TableOptions {
  /** One line above the table: what it shows. */
  caption: string;
  /** Columns in order: keys, or headings by key. Default: the first row's. */
  columns?: string[] | Record<string, string>;
  /** Significant digits for numbers that are not whole. Default 4. */
  digits?: number;
}

/**
 * Lays rows out as a table: numbers right-aligned, words left-aligned.
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
  // Thousands are set apart in a column that needs it, and then in all of it.
  const grouped = new Set(
    keys.filter((key) => rows.some((row) => Math.abs(Number(row[key])) >= 1e4)),
  );
  const grid = {
    caption,
    heads,
    cells: rows.map((row) =>
      keys.map((key) => format(row[key], digits, grouped.has(key)))
    ),
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

function format(value: unknown, digits: number, grouped: boolean): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "bigint" || Number.isInteger(value)) {
    const number = value as number | bigint;
    return grouped && Math.abs(Number(number)) < 1e15
      ? number.toLocaleString("en-GB")
      : String(number);
  }
  if (typeof value === "number" && Number.isFinite(value)) {
    return value.toPrecision(digits);
  }
  return String(value);
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
