/**
 * Errors as a reader wants them: also those that the stock kernel keeps to
 * itself, and with the line of the cell.
 *
 * @module
 */
import type { Json } from "./messages.ts";
import { explainSyntaxError, findLine } from "./source.ts";

/** The content of a Jupyter `error` message. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

const NOT_DEFINED = "Is the name spelt right, and was the cell that makes it " +
  "run since the kernel started?";

/** An error in our own words, without a stack. */
export function plainError(ename: string, evalue: string): ErrorContent {
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

/**
 * Makes an error of the kernel fit to read. Its stack counts the lines of the
 * JavaScript made from the cell; here the reader's own line is added. What was
 * thrown without a stack (`throw 5`) gets a line at all: front ends show the
 * traceback only. And a name that nobody knows often stands in a cell above
 * that was skipped.
 *
 * @param code The cell as the reader wrote it.
 * @param run The cell as it was run, with the same lines.
 */
export async function readable(
  { ename, evalue, traceback }: Json,
  code: string,
  run: string,
): Promise<ErrorContent> {
  const error = plainError(String(ename), String(evalue));
  const stack = Array.isArray(traceback) ? traceback.map(String) : [];
  if (!stack.join("").trim()) return error;
  const line = await findLine(run, stack);
  // Positions in what the kernel made of the cell would contradict the line.
  const trace = stack.map((text) =>
    text.replaceAll(/<anonymous>:\d+:\d+/g, "a cell")
  );
  const unknown = error.ename === "ReferenceError" &&
    error.evalue.endsWith(" is not defined");
  const advice = unknown ? [NOT_DEFINED] : [];
  return { ...error, traceback: [...trace, ...quote(code, line), ...advice] };
}

/**
 * Finds out why the kernel failed a cell without a word: most often it cannot
 * parse it.
 *
 * @param code The cell as the reader wrote it.
 */
export async function explain(code: string): Promise<ErrorContent> {
  const found = await explainSyntaxError(code);
  if (!found) {
    return plainError(
      "Error",
      "The kernel stopped this cell and gave no reason. Most likely a package " +
        "that it imports could not be installed (is its name right, is this " +
        "machine online?), or the cell awaits what can never come.",
    );
  }
  const { ename, evalue, traceback } = found;
  const [line, column] = traceback.join().match(/\d+/g)?.map(Number) ?? [];
  const error = plainError(ename, evalue);
  return {
    ...error,
    traceback: [...error.traceback, ...quote(code, line, column)],
  };
}

/** The line of the cell where it happened, with a mark below the column. */
function quote(code: string, line?: number, column?: number): string[] {
  const text = line ? code.split("\n")[line - 1] : undefined;
  if (!text?.trim()) return [];
  const head = `    line ${line} | `;
  const mark = column ? [" ".repeat(head.length + column - 1) + "^"] : [];
  return [head + text, ...mark];
}
