import { pathToFileURL } from "node:url";
import { functionName } from "../../exercises/answer_file.ts";
import { thrown } from "../../exercises/gloss.ts";
import type { Task } from "../../exercises/spec.ts";
import {
  type Answer,
  openTrials,
  type Outcome,
} from "../../exercises/trials.ts";
import { decode, encode, Unreadable } from "../grade/harness.ts";
import type { Place, Threw, Word } from "./child.ts";
import { faultOf } from "./fault.ts";
import { type Remains, runAnswer } from "./process.ts";

/** One thing that was looked at, and where in the file it went wrong. */
export type Finding = Outcome & { readonly at?: Place };

/** What a check of an answer found. */
export type Verdict =
  & {
    /** What was printed on the way to the first failure, or by the first case. */
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
  const { words } = remains;
  const seconds = (performance.now() - start) / 1000;
  /** Which trial each call belongs to. */
  const owners = trials.flatMap(({ calls }, trial) => calls.map(() => trial));
  const printedIn = (trial: number) => printed(remains, owners, trial);

  const last = words.findLast((word) => word.word === "calling");
  const during = last?.word === "calling" ? owners[last.call] : -1;
  const todo = words.find((word): word is Threw =>
    word.word === "threw" && word.name === "NotAttempted"
  );
  if (todo) return { kind: "open", at: todo.at, printed: "", seconds };
  if (words.at(-1)?.word !== "end") {
    const text = await Deno.readTextFile(path).catch(() => "");
    const about = { ...order, text, during: trials[during]?.name };
    const fault = faultOf(remains, about);
    return { kind: "fault", ...fault, printed: printedIn(during), seconds };
  }
  const answers = answersIn(words, task.id);
  let next = 0;
  const findings = trials.map(({ calls, judge }): Finding => {
    const some = answers.slice(next, next += calls.length);
    return { ...judge(some), at: some.find(({ at }) => at)?.at };
  });
  const first = findings.findIndex(({ problem }) => problem !== null);
  return {
    kind: first < 0 ? "passed" : "failed",
    findings,
    printed: printedIn(Math.max(0, first)),
    seconds,
  };
}

/** What was printed while the file was loaded, then during one trial. */
function printed(
  { words, printed: [loading, ...parts] }: Remains,
  owners: readonly number[],
  trial: number,
): string {
  let owner = -1;
  const texts = words.map((word, i) => {
    if (word.word === "calling") owner = owners[word.call];
    return owner === trial ? parts[i] : "";
  });
  return loading + texts.join("");
}

/** The answers to the calls, in order. */
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
