/** The key under which Jupyter front ends look for a value's own MIME bundle. */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** Forms of one picture by MIME type, richest first; plain JSON throughout. */
export type MimeBundle = Record<string, unknown>;

/** A value that shows itself when it is the last expression of a cell. */
export interface Display {
  [DISPLAY](): MimeBundle;
}

/**
 * Wraps a MIME bundle so that it can be the last expression of a cell.
 *
 * @param bundle the forms, by MIME type
 * @returns an object that Jupyter draws
 */
export function display(bundle: MimeBundle): Display {
  return { [DISPLAY]: () => bundle };
}

/**
 * Returns `text` on one line, or refuses it when nothing is left.
 *
 * @param text the words of the caller
 * @param what what they are, for the message
 * @throws {TypeError} when `text` is not a string or is blank
 */
export function required(text: unknown, what: string): string {
  const line = typeof text === "string" ? text.replace(/\s+/g, " ").trim() : "";
  if (line === "") {
    throw new TypeError(
      `${what} is missing: a reader who cannot see the picture needs it`,
    );
  }
  return line;
}

/**
 * Escapes text for use inside HTML, attributes included.
 *
 * @param text any text
 * @returns the same text with `& < > " '` replaced by entities
 */
export function escapeHtml(text: string): string {
  const entity: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (c) => entity[c]);
}
