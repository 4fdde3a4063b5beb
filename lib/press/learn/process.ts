/**
 * The process that an answer runs in: it may compute and print, nothing else.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { ROOT } from "../files.ts";
import type { Order, Word } from "./child.ts";

/** How long an answer may take over all its calls, in seconds. */
export const SECONDS = 5;

/** How many characters it may print. */
const PRINTED = 2_000_000;

/** What a process left behind. */
export interface Remains {
  /** What our side of it said, in order. */
  readonly words: readonly Word[];
  /** What was printed before the first word, then after each. */
  readonly printed: readonly string[];
  /** What Deno said last when the process failed. */
  readonly complaint: string;
  readonly ending: "ended" | "time" | "output" | "failed";
}

const child = JSON.stringify(new URL("child.ts", import.meta.url).href);

/**
 * Runs an answer.
 *
 * @param signal Stops it; then this throws the signal's reason.
 * @param seconds How long it may take, in whole seconds.
 */
export async function runAnswer(
  order: Order,
  signal: AbortSignal,
  seconds = SECONDS,
): Promise<Remains> {
  signal.throwIfAborted();
  const deno = spawn(seconds);
  let ending: Remains["ending"] | undefined;
  const stop = (why?: Remains["ending"]) => {
    ending ??= why;
    try {
      deno.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  const onAbort = () => stop();
  signal.addEventListener("abort", onAbort);
  const clock = setTimeout(() => stop("time"), seconds * 1000);
  try {
    // A program on standard input may import files, and needs none of its own.
    const program = `import { makeCalls } from ${child};\n` +
      `import * as answer from ${JSON.stringify(order.url)};\n` +
      `await makeCalls(${JSON.stringify(order)}, answer);\n`;
    const [out, complaint, { success }] = await Promise.all([
      read(deno.stdout, () => stop("output")),
      read(deno.stderr, () => stop("output")),
      deno.status,
      give(deno.stdin, program),
    ]);
    signal.throwIfAborted();
    ending ??= success ? "ended" : "failed";
    return { ...tellApart(out, order.mark), complaint, ending };
  } finally {
    clearTimeout(clock);
    signal.removeEventListener("abort", onAbort);
    stop();
  }
}

function spawn(seconds: number): Deno.ChildProcess {
  const command = [
    Deno.execPath(),
    "run",
    "--no-prompt",
    "--no-remote",
    "--cached-only", // a mistyped import must not reach for the network
    "--no-lock",
    "--node-modules-dir=none", // nor start to install the course's packages
    "--v8-flags=--max-old-space-size=256",
    `--config=${fileURLToPath(new URL("deno.json", ROOT))}`,
    "-",
  ];
  // An endless loop must end even when nobody is left to stop it, so the system
  // bounds its computing time as well. Windows has no such bound.
  const bound = ["sh", "-c", 'ulimit -t "$0"; exec "$@"', `${2 * seconds + 1}`];
  const [program, ...args] = Deno.build.os === "windows"
    ? command
    : [...bound, ...command];
  return new Deno.Command(program, {
    args,
    cwd: fileURLToPath(ROOT),
    env: { NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function give(stdin: WritableStream<Uint8Array>, program: string) {
  try {
    const writer = stdin.getWriter();
    await writer.write(new TextEncoder().encode(program));
    await writer.close();
  } catch {
    // It was stopped before it had read everything.
  }
}

async function read(
  stream: ReadableStream<Uint8Array>,
  onTooMuch: () => void,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of stream) {
    // Our own words count, too, but they are few beside the limit.
    if (text.length > PRINTED) onTooMuch();
    else text += decoder.decode(bytes, { stream: true });
  }
  return text;
}

function tellApart(out: string, mark: string) {
  const [first, ...parts] = out.split(`\n${mark}`);
  const words: Word[] = [];
  const printed = [first];
  for (const part of parts) {
    const end = part.indexOf("\n");
    if (end < 0) break; // stopped in the middle of a word
    words.push(JSON.parse(part.slice(0, end)));
    printed.push(part.slice(end + 1));
  }
  return { words, printed };
}
