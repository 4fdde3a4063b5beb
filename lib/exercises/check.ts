import { type Display, table } from "../viz/mod.ts";
import { note } from "./note.ts";
import { findTask } from "./registry.ts";
import { runCases, type Solution } from "./run_cases.ts";
import type { Task } from "./spec.ts";
import { NotAttempted } from "./todo.ts";
import type { Outcome } from "./trials.ts";
import { wrap } from "./wrap.ts";

/**
 * Characters in a line of an error, as many as fit into JupyterLab on a small
 * screen. Front ends break a longer line anywhere.
 */
const COLUMNS = 72;

/** Failed cases shown in full. More would push the reason off the screen. */
const IN_FULL = 3;

/** Thrown by {@linkcode check} when at least one case fails. */
export class ExerciseError extends Error {
  override readonly name = "ExerciseError";

  /**
   * @param message What failed, and why.
   * @param cause What the learner's function threw, if it did.
   */
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    const frames = cause instanceof Error ? framesInCells(cause) : [];
    this.stack = [`${this.name}: ${message}`, ...frames].join("\n");
  }
}

/**
 * Checks a solution against the cases and properties of an exercise.
 *
 * An exercise whose function still calls `todo` counts as not attempted: the
 * answer says so and nothing is thrown, so a fresh notebook runs to its end.
 *
 * @param id Chapter and number: `"09.2"`.
 * @param solution The learner's function; may be async.
 * @returns A table of given, expected and got for the notebook to show.
 * @throws {ExerciseError} When a case fails; the message tells of each case,
 *   and the reason for the first failure.
 * @throws {RangeError} When there is no such exercise.
 * @throws {TypeError} When `solution` is not a function.
 */
export async function check(
  id: string,
  solution: Solution,
): Promise<Display> {
  const task = findTask(id);
  if (typeof solution !== "function") {
    throw new TypeError(
      `check("${id}", …) needs your function, got ${typeof solution}: ` +
        "pass its name, without calling it",
    );
  }
  try {
    return report(task, await runCases(task, solution));
  } catch (error) {
    if (!(error instanceof NotAttempted)) throw error;
    return note(
      `**${id} ${task.title}**: Not attempted yet. Replace \`todo(…)\` ` +
        `and run the cell again, or ask for \`hint("${id}")\`.`,
    );
  }
}

function report(task: Task, outcomes: Outcome[]): Display {
  const { id, title } = task;
  const failed = outcomes.filter((outcome) => outcome.problem !== null);
  const caption = failed.length === 0
    ? `${id} ${title}: all ${outcomes.length} cases pass`
    : `${id} ${title}: ${failed.length} of ${outcomes.length} cases fail`;
  if (failed.length > 0) {
    const [first] = failed;
    const reason = wrap(`In "${first.name}": ${first.problem}`, COLUMNS);
    const help = `Stuck? Run hint("${id}").`;
    const lines = [caption, "", ...listCases(outcomes), "", ...reason, help];
    throw new ExerciseError(lines.join("\n"), first.error);
  }
  const rows = outcomes.map(({ name, given, expected, got }) => ({
    case: name,
    given,
    expected,
    got,
    verdict: "pass",
  }));
  return table(rows, { caption });
}

/**
 * Where in the notebook's cells a learner's function threw. Where the check
 * called it, or gave up, would say nothing to a learner.
 */
function framesInCells({ stack = "" }: Error): string[] {
  const [theirs] = stack.split(/^ *at .*\/run_cases\.ts/m);
  const frames = theirs.match(/^ *at .*<anonymous>:\d+:\d+\)?$/gm) ?? [];
  return [...new Set(frames)]; // a function that calls itself leaves many
}

/**
 * The cases for an error's text, the first failed ones in full; of those that
 * fail for the same reason, one.
 */
function listCases(outcomes: Outcome[]): string[] {
  const told = new Set<string>();
  return outcomes.flatMap(({ name, given, expected, got, problem }) => {
    if (problem === null) return item("pass", name);
    const head = item("FAIL", name);
    if (told.has(problem) || told.size === IN_FULL) return head;
    told.add(problem);
    return [
      ...head,
      ...item("      given   ", given),
      ...item("      expected", expected),
      ...item("      got     ", got),
    ];
  });
}

/** A label and a text, broken beside the label. */
function item(label: string, text: string): string[] {
  const [first, ...rest] = wrap(text, COLUMNS, " ".repeat(label.length + 2));
  return [label + first.slice(label.length), ...rest];
}
