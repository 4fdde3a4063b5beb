import { DISPLAY, type Display, table } from "../viz/mod.ts";
import { note } from "./note.ts";
import { findTask } from "./registry.ts";
import { runCases, type Solution } from "./run_cases.ts";
import type { Task } from "./spec.ts";
import { NotAttempted } from "./todo.ts";
import type { Outcome } from "./trials.ts";

/** Thrown by {@linkcode check} when at least one case fails. */
export class ExerciseError extends Error {
  override readonly name = "ExerciseError";
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
 * @throws {ExerciseError} When a case fails; the message holds the table, and
 *   the reason for the first failure.
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
  const rows = outcomes.map(({ name, given, expected, got, problem }) => ({
    case: name,
    given,
    expected,
    got,
    verdict: problem === null ? "pass" : "FAIL",
  }));
  const shown = table(rows, { caption });
  if (failed.length === 0) return shown;
  const text = shown[DISPLAY]()["text/plain"];
  throw new ExerciseError(
    `${text}\n\nIn "${failed[0].name}": ${failed[0].problem}\n` +
      `Stuck? Run hint("${id}").`,
  );
}
