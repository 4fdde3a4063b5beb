/**
 * Reads what a submission's process wrote. Nothing in it is to be trusted: it
 * may be torn, forged, or not be there.
 *
 * @module
 */
import type { Answer } from "../../exercises/trials.ts";
import { decode, Unreadable } from "./harness.ts";
import { type Limits, PATIENCE } from "./limits.ts";
import type { Ending, Remains } from "./sandbox.ts";

/** The answers, and one sentence when there was more to say. */
export interface Heard {
  readonly answers: readonly Answer[];
  /** Why answers are missing; `null` when none is. */
  readonly remark: string | null;
  /** Whether every call ended at the `todo`. */
  readonly todo: boolean;
}

/** What to look for. */
interface Expectation {
  /** The mark that the harness was told. */
  readonly mark: string;
  /** The function that was to be called. */
  readonly name: string;
  /** How many calls there were to be. */
  readonly calls: number;
  readonly limits: Limits;
}

/**
 * Finds the answers in a process's output.
 *
 * The first line about a call counts, and lines without the mark do not. A
 * submission that writes such lines itself gains nothing: to be right, it must
 * know the right answers.
 */
export function hear(remains: Remains, expected: Expectation): Heard {
  const answers: (Answer | undefined)[] = Array(expected.calls);
  let remark: string | null = null;
  let todos = 0;
  const text = new TextDecoder().decode(remains.output);
  for (const line of text.split("\n")) {
    if (!line.startsWith(`${expected.mark} `)) continue;
    const words = line.slice(expected.mark.length + 1);
    const load = words.match(/^load (.*)$/)?.[1];
    if (words === "lacks") {
      remark = `The file exports no function ${expected.name}. ` +
        `Write \`export function ${expected.name}\`.`;
    } else if (load) {
      remark = `The file could not be loaded: ${thrown(load).said}.`;
    }
    const call = words.match(/^(\d{1,7}) (value|threw|todo) ?(.*)$/);
    if (!call) continue;
    const i = Number(call[1]);
    if (i >= answers.length || answers[i]) continue;
    if (call[2] === "todo") todos++;
    answers[i] = answerOf(call[2], call[3]);
  }
  const missing = answers.includes(undefined);
  if (missing) remark ??= reasonOf(remains.ending, expected.limits);
  const silence = { got: "nothing", problem: remark ?? "" };
  return {
    answers: Array.from(answers, (answer) => answer ?? silence),
    remark: missing ? remark : null,
    todo: todos === answers.length,
  };
}

function answerOf(word: string, text: string): Answer {
  if (word === "todo") {
    return { got: "todo", problem: "The function still calls `todo`." };
  }
  if (word === "threw") {
    const { name, said } = thrown(text);
    return { got: name, problem: `Your function threw ${said}.` };
  }
  try {
    return { value: decode(text) };
  } catch (error) {
    const what = error instanceof Unreadable ? error.message : "garbled";
    return {
      got: what,
      problem: `The answer is, or holds, something that cannot be compared: ` +
        `${what}.`,
    };
  }
}

/** Name and message of what was thrown, cleaned. */
function thrown(json: string): { name: string; said: string } {
  try {
    const [name, message] = JSON.parse(json).map(clean);
    return { name, said: message === "" ? name : `${name}: ${message}` };
  } catch {
    return { name: "Error", said: "something" };
  }
}

/** Makes one short line of a text, without the address of the submission. */
function clean(text: unknown): string {
  const line = String(text)
    .replaceAll(/data:[\w/]+;base64,[\w+/=.]*/g, "your file")
    // deno-lint-ignore no-control-regex
    .replaceAll(/\x1b\[[\d;]*m/g, "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ").trim().replace(/\.$/, "");
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function reasonOf(ending: Ending, limits: Limits): string {
  const { seconds, megabytes, outputBytes } = limits;
  switch (ending) {
    case "ended":
      return "The program ended before it answered.";
    case "computing":
      return `The program was stopped after ${seconds} s of computing.`;
    case "waiting":
      return `The program was stopped after ${seconds * PATIENCE} s.`;
    case "output":
      return `The program was stopped: it wrote more than ` +
        `${outputBytes / 1e6} MB.`;
    case "crashed":
      return `The program crashed; most likely it needed more than ` +
        `${megabytes} MB of memory.`;
  }
}
