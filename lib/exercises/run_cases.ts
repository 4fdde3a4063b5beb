import { compare } from "./compare.ts";
import { explain, show } from "./explain.ts";
import type { Exercise } from "./spec.ts";
import { NotAttempted } from "./todo.ts";

/** What one case found. */
export interface Outcome {
  readonly name: string;
  readonly given: string;
  readonly expected: string;
  readonly got: string;
  /** `null` when the case passes, else the reason in words. */
  readonly problem: string | null;
}

/**
 * Runs a solution on every case of an exercise.
 *
 * The arguments are copied for each case, so a solution that changes them
 * cannot spoil the next one. An exception counts as a wrong answer.
 *
 * @returns One outcome per case, in order.
 * @throws {NotAttempted} When the solution still calls `todo`.
 */
export async function runCases(
  exercise: Exercise,
  solution: (...args: never[]) => unknown,
): Promise<Outcome[]> {
  // The cases of an exercise fit its function; the types forget which is which.
  const call = solution as (...args: readonly unknown[]) => unknown;
  const outcomes: Outcome[] = [];
  for (const { name, given, expected } of exercise.cases) {
    let got: string;
    let problem: string | null;
    try {
      const answer = await call(...structuredClone(given));
      const mismatch = compare(answer, expected, exercise.tolerance);
      got = show(answer);
      problem = mismatch && explain(mismatch);
    } catch (error) {
      if (error instanceof NotAttempted) throw error;
      got = error instanceof Error ? error.name : String(error);
      problem = `Your function threw ${
        error instanceof Error ? `${got}: ${error.message}` : got
      }.`;
    }
    const shown = given.map((argument) => show(argument)).join(", ");
    outcomes.push({
      name,
      given: shown,
      expected: show(expected),
      got,
      problem,
    });
  }
  return outcomes;
}
