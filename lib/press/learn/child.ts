/**
 * What runs beside a learner's answer, in a process without permissions: makes
 * the calls and writes down what came of each.
 *
 * The file is loaded from where it is, so that errors carry its lines. It is
 * the learner's own check on the learner's own machine: what keeps a class's
 * marks honest is `lib/press/grade/`.
 *
 * @module
 */
import { decode, encode } from "../grade/harness.ts";

/** What is to be done. */
export interface Order {
  /** Stands before each line that is a word of ours. */
  readonly mark: string;
  /** The answer's file, as a URL. */
  readonly url: string;
  /** The function to call. */
  readonly name: string;
  /** The encoded arguments of each call. */
  readonly calls: readonly string[];
}

/** A line and a column of the answer's file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is written, as JSON behind the mark. */
export type Word =
  /** The function is missing; these are the exports, with their types. */
  | { readonly word: "lacks"; readonly exports: Record<string, string> }
  | { readonly word: "calling"; readonly call: number }
  | { readonly word: "value"; readonly call: number; readonly value: string }
  | Threw
  | { readonly word: "end" };

/** Something was thrown; `at` is the innermost place in the answer's file. */
export interface Threw {
  readonly word: "threw";
  readonly call: number;
  readonly name: string;
  readonly message: string;
  readonly at?: Place;
}

// An answer may put another in its place.
const { exit } = Deno;

/**
 * Makes the calls.
 *
 * @param answer What the answer's file exports.
 */
export async function makeCalls(
  { mark, url, name, calls }: Order,
  answer: Record<string, unknown>,
): Promise<void> {
  // On one stream, what is printed stays in order, and between our words.
  console.error = console.warn = console.log;
  const say = (word: Word) => write(`\n${mark}${JSON.stringify(word)}\n`);
  const solution = answer[name];
  if (typeof solution !== "function") {
    const exports = Object.entries(answer)
      .map(([name, value]) => [name, typeof value]);
    say({ word: "lacks", exports: Object.fromEntries(exports) });
    return exit();
  }
  for (const [call, given] of calls.entries()) {
    say({ word: "calling", call });
    try {
      const value = await solution(...decode(given) as unknown[]);
      say({ word: "value", call, value: encode(value) });
    } catch (error) {
      say({ word: "threw", call, ...describe(error, url) });
    }
  }
  say({ word: "end" });
  exit(); // a timer that the answer left behind must not keep it here
}

function describe(error: unknown, url: string) {
  if (!(error instanceof Error)) {
    return { name: `a ${typeof error}`, message: String(error) };
  }
  const { name, message, stack } = error;
  return { name, message, at: placeIn(String(stack), url) };
}

/** The first place in a trace that lies in the file. */
export function placeIn(trace: string, url: string): Place | undefined {
  for (const line of trace.split("\n")) {
    const start = line.indexOf(`${url}:`);
    if (start < 0) continue;
    const numbers = line.slice(start + url.length).match(/^:(\d+):(\d+)/);
    if (numbers) return { line: +numbers[1], column: +numbers[2] };
  }
}

function write(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) {
    bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
  }
}
