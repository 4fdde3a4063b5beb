import { pathToFileURL } from "node:url";
import { functionName } from "../../exercises/answer_file.ts";
import type { Task } from "../../exercises/spec.ts";
import {
  type Answer,
  openTrials,
  type Outcome,
} from "../../exercises/trials.ts";
import { decode, encode, Unreadable } from "../grade/harness.ts";
import type { Place, Threw, Word } from "./child.ts";
import { faultOf } from "./fault.ts";
import { thrown } from "./gloss.ts";
import { type Remains, runAnswer } from "./process.ts";

/** One thing that was looked at, and where in the file it went wrong. */
export type Finding = Outcome & { readonly at?: Place };

/** What a check of an answer found. */
export type Verdict =
  & {
    /** What the answer printed. */
    readonly printed: string;
    readonly seconds: number;
  }
  & (
    | { readonly kind: "passed" | "failed"; readonly findings: Finding[] }
    /** The function still calls `todo`. */
    | { readonly kind: "open"; readonly at?: Place }
    /** There are no answers to judge: the file is broken, or never ends. */
    | { readonly kind: "fault"; readonly problem: string; readonly at?: Place }
  );

/**
 * Checks an answer in a process of its own.
 *
 * @param path The answer's file.
 * @param signal Stops the check; then this throws the signal's reason.
 * @param limit Seconds it may take; see {@linkcode runAnswer}.
 */
export async function checkAnswer(
  task: Task,
  path: string,
  signal: AbortSignal,
  limit?: number,
): Promise<Verdict> {
  const start = performance.now();
  const trials = openTrials(task);
  const order = {
    mark: crypto.randomUUID(),
    url: pathToFileURL(path).href,
    name: functionName(task),
    calls: trials.flatMap(({ calls }) => calls.map(encode)),
  };
  const remains = await runAnswer(order, signal, limit);
  const { printed, words } = remains;
  const seconds = (performance.now() - start) / 1000;
  const todo = words.find((word) =>
    word.word === "threw" && word.name === "NotAttempted"
  );
  if (todo) return { kind: "open", at: (todo as Threw).at, printed, seconds };
  if (words.at(-1)?.word !== "end") {
    const text = await Deno.readTextFile(path).catch(() => "");
    const during = trialAt(words, trials.map(({ calls }) => calls.length));
    const fault = faultOf(remains as Remains, {
      ...order,
      text,
      during: trials[during]?.name,
    });
    return { kind: "fault", ...fault, printed, seconds };
  }
  const answers = answersIn(words, task.id);
  let next = 0;
  const findings = trials.map(({ calls, judge }): Finding => {
    const some = answers.slice(next, next += calls.length);
    return { ...judge(some), at: some.find(({ at }) => at)?.at };
  });
  const sound = findings.every(({ problem }) => problem === null);
  return { kind: sound ? "passed" : "failed", findings, printed, seconds };
}

/** The number of the trial that was under way; −1 before the first. */
function trialAt(words: readonly Word[], lengths: number[]): number {
  const last = words.findLast((word) => word.word === "calling");
  if (last?.word !== "calling") return -1;
  let calls = 0;
  return lengths.findIndex((length) => (calls += length) > last.call);
}

function answersIn(
  words: readonly Word[],
  id: string,
): (Answer & { at?: Place })[] {
  return words.flatMap((word): (Answer & { at?: Place })[] => {
    if (word.word === "threw") {
      return [{ got: word.name, problem: thrown(word), at: word.at }];
    }
    if (word.word !== "value") return [];
    try {
      return [{ value: decode(word.value) }];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const got = error.message;
      return [{
        got,
        problem: `The answer is, or holds, ${got}, which ${id} has no use for.`,
      }];
    }
  });
}
