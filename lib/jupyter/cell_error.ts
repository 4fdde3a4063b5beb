/**
 * A cell that failed, with all a reader needs to find the place.
 *
 * @module
 */

import type { CodeCell, ErrorOutput } from "./notebook.ts";

/** Thrown by `runNotebook` at the first cell that fails. */
export class CellError extends Error {
  override name = "CellError";
  /** Position in the notebook, from 1, prose counted. */
  readonly number: number;
  readonly id: string;
  /** Line in the cell, from 1, if the error has one. */
  readonly line?: number;
  /** The text of that line. */
  readonly sourceLine?: string;
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: string[];
  #source: string;

  /**
   * @param number Position in the notebook, from 1.
   * @param cell The cell.
   * @param error How it failed.
   * @param line Where in the cell, from 1, if known.
   */
  constructor(
    number: number,
    cell: CodeCell,
    error: ErrorOutput,
    line: number | undefined,
  ) {
    const place = `cell ${number} "${cell.id}"${line ? `, line ${line}` : ""}`;
    super(`${place}: ${error.ename}: ${error.evalue}`);
    this.number = number;
    this.id = cell.id;
    this.line = line;
    this.sourceLine = line ? cell.source.split("\n")[line - 1] : undefined;
    this.ename = error.ename;
    this.evalue = error.evalue;
    this.traceback = error.traceback;
    this.#source = cell.source;
  }

  /**
   * The error for a terminal: place, source lines around it, traceback.
   *
   * @param path The notebook's path.
   */
  render(path: string): string {
    const [place] = this.message.split(`: ${this.ename}`);
    const said = this.traceback.length > 0 && this.traceback[0] !== ""
      ? this.traceback.join("\n")
      : `${this.ename}: ${this.evalue}`;
    // Positions in what the kernel made of the cell would only mislead.
    const trace = said.replaceAll(/<anonymous>:\d+:\d+/g, "a cell");
    return [`${path}, ${place}`, ...this.#excerpt(), trace].join("\n");
  }

  #excerpt(): string[] {
    if (!this.line) return [];
    const from = Math.max(0, this.line - 3);
    const shown = this.#source.split("\n").slice(from, this.line + 1);
    return [
      "",
      ...shown.map((text, i) => {
        const number = from + i + 1;
        const pointer = number === this.line ? ">" : " ";
        return `${pointer} ${String(number).padStart(3)} | ${text}`.trimEnd();
      }),
      "",
    ];
  }
}
