/**
 * Marks one submission: sends the calls of an exercise to a sandbox and judges
 * the answers here, where the right ones are known.
 *
 * @module
 */
import { functionName } from "../../exercises/answer_file.ts";
import type { Exercise } from "../../exercises/spec.ts";
import {
  hiddenTrials,
  openTrials,
  type Outcome,
  type Trial,
} from "../../exercises/trials.ts";
import { hear } from "./answers.ts";
import { encode } from "./harness.ts";
import type { Limits } from "./limits.ts";
import type { Rooms } from "./rooms.ts";
import { dataUrl, type Sandbox } from "./sandbox.ts";

/** The mark of one submission, as the reports show it. */
export interface Mark {
  readonly exercise: string;
  /** Trials passed, and trials in all. */
  readonly passed: number;
  readonly total: number;
  /** What is to be said of the whole; `null` when nothing is. */
  readonly remark: string | null;
  readonly results: readonly Result[];
}

/** What one trial found; why, only when it failed. */
export interface Result {
  readonly kind: Trial["kind"];
  readonly name: string;
  readonly passed: boolean;
  readonly given?: string;
  readonly expected?: string;
  readonly got?: string;
  readonly problem?: string;
}

/** An exercise with its trials drawn, ready to mark submissions. */
export interface Paper {
  readonly exercise: Exercise;
  readonly trials: readonly Trial[];
  /** The arguments of every call, encoded. */
  readonly calls: readonly string[];
}

/**
 * Draws the trials of an exercise, the same for everyone in a class.
 *
 * @param seed Decides what properties and hidden cases draw.
 */
export async function setPaper(
  exercise: Exercise,
  seed: string,
): Promise<Paper> {
  const trials = [
    ...openTrials(exercise, seed),
    ...await hiddenTrials(exercise, seed),
  ];
  const calls = trials.flatMap((trial) => trial.calls.map(encode));
  return { exercise, trials, calls };
}

/** What submissions are marked with. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly rooms: Rooms;
  readonly limits: Limits;
}

/**
 * Marks one submission.
 *
 * @param paper The exercise with its trials.
 * @param source The submission: the text of a TypeScript module.
 * @param signal Stops it early; then this throws the signal's reason.
 */
export async function markSubmission(
  desk: Desk,
  { exercise, trials, calls }: Paper,
  source: string,
  signal?: AbortSignal,
): Promise<Mark> {
  const mark = crypto.randomUUID();
  const name = functionName(exercise);
  const module = dataUrl("application/typescript", source);
  const remains = await desk.sandbox.run(
    { mark, module, name, calls },
    await desk.rooms.importMap(exercise),
    signal,
  );
  const heard = hear(remains, {
    mark,
    name,
    calls: calls.length,
    limits: desk.limits,
  });
  if (heard.todo) return unmarked(exercise.id, trials.length, "Not attempted.");
  let next = 0;
  const results = trials.map((trial) =>
    resultOf(
      trial.judge(heard.answers.slice(next, next += trial.calls.length)),
    )
  );
  return {
    exercise: exercise.id,
    passed: results.filter(({ passed }) => passed).length,
    total: trials.length,
    remark: heard.remark,
    results,
  };
}

/** The mark of a submission that was not run. */
export function unmarked(
  exercise: string,
  total: number,
  remark: string,
): Mark {
  return { exercise, passed: 0, total, remark, results: [] };
}

function resultOf(outcome: Outcome): Result {
  const { kind, name, problem } = outcome;
  if (problem === null) return { kind, name, passed: true };
  return {
    kind,
    name,
    passed: false,
    given: cut(outcome.given),
    expected: cut(outcome.expected),
    got: cut(outcome.got),
    problem: cut(problem),
  };
}

/** An answer may be a million characters long. */
function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
