import { show } from "./explain.ts";
import { thrown } from "./gloss.ts";
import type { Task } from "./spec.ts";
import { NotAttempted } from "./todo.ts";
import { type Answer, openTrials, type Outcome, type Trial } from "./trials.ts";

/** A function to check: the cases of an exercise fit its arguments. */
export type Solution = (...args: never[]) => unknown;

/**
 * Runs a solution on every open trial of an exercise: cases and properties.
 *
 * The arguments are copied for each call, so a solution that changes them
 * cannot spoil the next one. An exception counts as a wrong answer.
 *
 * @returns One outcome per trial, in order.
 * @throws {NotAttempted} When the solution still calls `todo`.
 */
export function runCases(task: Task, solution: Solution): Promise<Outcome[]> {
  return runTrials(openTrials(task), solution);
}

/**
 * Runs a solution on trials in this process: for code that is trusted.
 *
 * @returns One outcome per trial, in order.
 * @throws {NotAttempted} When the solution still calls `todo`.
 */
export async function runTrials(
  trials: readonly Trial[],
  solution: Solution,
): Promise<Outcome[]> {
  // The types have forgotten which arguments fit which function.
  const call = solution as (...args: unknown[]) => unknown;
  const outcomes: Outcome[] = [];
  for (const { calls, judge } of trials) {
    const answers: Answer[] = [];
    for (const given of calls) {
      answers.push(await answer(() => call(...structuredClone(given))));
    }
    outcomes.push(judge(answers));
  }
  return outcomes;
}

async function answer(call: () => unknown): Promise<Answer> {
  try {
    return { value: await call() };
  } catch (error) {
    if (error instanceof NotAttempted) throw error;
    if (!(error instanceof Error)) {
      const got = show(error);
      return { got, problem: `Your function threw ${got}.`, error };
    }
    return { got: error.name, problem: thrown(error), error };
  }
}
