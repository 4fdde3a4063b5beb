/**
 * Where in a cell something went wrong.
 *
 * The kernel runs JavaScript made from the cell's TypeScript: types and empty
 * lines are gone, so the line numbers in its tracebacks are not the reader's.
 * `deno transpile` makes the same JavaScript, with a map back. And the kernel
 * does not say why it refuses a cell with a syntax error; `deno transpile`
 * does.
 *
 * @module
 */

import { SourceMap } from "node:module";
import type { ErrorOutput } from "./notebook.ts";

// The kernel puts `"use strict"; void 0;` in front of the first line.
const prefixLength = 21;

/**
 * Says what is wrong with the syntax of a cell.
 *
 * @param code The cell's source.
 * @returns The error, or undefined if there is none to be found.
 */
export async function explainSyntaxError(
  code: string,
): Promise<Omit<ErrorOutput, "output_type"> | undefined> {
  const { stderr } = await transpile(code);
  const what = stderr.match(/error: (\w*Error): (.+)/);
  const where = stderr.match(/cell\.ts:(\d+:\d+)/);
  if (!what || !where) return;
  const [, ename, evalue] = what;
  return {
    ename,
    evalue,
    traceback: [`${ename}: ${evalue}`, `    at <anonymous>:${where[1]}`],
  };
}

/**
 * Finds the line of a cell that an error came through: the statement of this
 * cell that threw, or that called what threw. Where the traceback ends in a
 * function of this cell (a check's does: it tells of the learner's function
 * alone), the line in that function.
 *
 * @param code The cell's source.
 * @param traceback The error's traceback, from the kernel.
 * @returns The line, from 1, or undefined if the traceback names none.
 */
export async function findLine(
  code: string,
  traceback: string[],
): Promise<number | undefined> {
  const frame = frameOf(code, traceback);
  if (!frame) return;
  const line = Number(frame.line);
  const column = Number(frame.column) - (line === 1 ? prefixLength : 0);
  const { stdout } = await transpile(code);
  const map = stdout.split("sourceMappingURL=data:application/json;base64,")[1];
  if (!map) return line; // a syntax error: its position is the reader's
  const entry = new SourceMap(JSON.parse(atob(map)))
    .findEntry(line - 1, Math.max(0, column - 1));
  return "originalLine" in entry ? entry.originalLine + 1 : line;
}

/**
 * The frame of this cell in a traceback. Functions of earlier cells are
 * "<anonymous>" too, so a frame with a function's name counts only if the cell
 * declares that name.
 */
function frameOf(
  code: string,
  traceback: string[],
): Record<string, string | undefined> | undefined {
  const frames = traceback.join("\n").matchAll(
    /^ *at (?:async )?(?:(?<name>.+) \()?<anonymous>:(?<line>\d+):(?<column>\d+)\)?$/gm,
  ).map(({ groups }) => groups!).toArray();
  const outermost = frames.at(-1);
  if (!outermost?.name) return outermost;
  const declared = code.matchAll(/\b(?:function|const|let)\b\W*([\w$]+)/g)
    .some(([, name]) => name === outermost.name);
  if (!declared) return;
  // A callback inside the function is nearer to the place.
  const inner = frames.at(-2);
  return inner && !inner.name ? inner : outermost;
}

async function transpile(code: string) {
  const folder = await Deno.makeTempDir({ prefix: "cell-" });
  try {
    await Deno.writeTextFile(`${folder}/cell.ts`, code);
    // As the kernel does, keep imports that nothing uses.
    const config = { compilerOptions: { verbatimModuleSyntax: true } };
    await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify(config));
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["transpile", "--quiet", "--source-map", "inline", "cell.ts"],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    const decoder = new TextDecoder();
    return { stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
