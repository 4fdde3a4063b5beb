/**
 * Comma-separated values, as RFC 4180 has them.
 *
 * @module
 */
import type { Problem } from "./problem.ts";

/**
 * Cuts a CSV text into records.
 *
 * @param text The file's text; a byte order mark is skipped, lines may end in
 *   CR LF, LF or CR. Cells are trimmed.
 * @param problems Receives what is wrong with the quotes.
 * @returns Records in order, empty ones too, so that record i is row i + 1 of
 *   a spreadsheet.
 */
export function parseCsv(text: string, problems: Problem[]): string[][] {
  const records: string[][] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    const record: string[] = [];
    const row = records.length + 1;
    let end: string;
    do {
      let cell: string;
      if (text[at] === '"') [cell, at] = quoted(text, at, row, problems);
      else [cell, at] = bare(text, at);
      record.push(cell.trim());
      end = text[at++];
    } while (end === ",");
    if (end === "\r" && text[at] === "\n") at++;
    records.push(record);
  }
  return records;
}

/** Reads up to the next comma or line end. */
function bare(text: string, start: number): [string, number] {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 44 || code === 10 || code === 13) break;
    at++;
  }
  return [text.slice(start, at), at];
}

/** Reads a cell in quotes; `""` inside stands for one quote. */
function quoted(
  text: string,
  start: number,
  row: number,
  problems: Problem[],
): [string, number] {
  let at = start + 1;
  while (true) {
    const close = text.indexOf('"', at);
    if (close === -1) {
      problems.push({
        row,
        column: null,
        wrong: "a quotation mark is opened and never closed",
        remedy: 'Close it with ", or write "" for a mark inside a cell',
      });
      return [text.slice(start + 1), text.length];
    }
    if (text[close + 1] === '"') {
      at = close + 2;
      continue;
    }
    const cell = text.slice(start + 1, close).replaceAll('""', '"');
    const [rest, end] = bare(text, close + 1);
    if (rest.trim() !== "") {
      problems.push({
        row,
        column: null,
        wrong: `text follows a closing quotation mark: ${rest.trim()}`,
        remedy: 'Put the whole cell between quotation marks, or write ""',
      });
    }
    return [cell, end];
  }
}

/**
 * Writes records as CSV, with quotes only where they are needed.
 *
 * @param records Cells by record; `null` becomes an empty cell.
 * @returns Text whose lines end in LF.
 */
export function formatCsv(records: (string | number | null)[][]): string {
  const cell = (value: string | number | null) => {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return records.map((record) => record.map(cell).join(",") + "\n").join("");
}
