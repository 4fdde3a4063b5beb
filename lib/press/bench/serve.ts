/**
 * A contestant's side of the conversation with the bench. `peer.py` is the same
 * in Python.
 *
 * A contestant builds its model, warms up, and says in one line of JSON that it
 * is ready. Then it waits. For each line `{ case, steps }` that comes in, it
 * runs that many timed steps and answers with one line of milliseconds, so that
 * the bench can let contestants take turns. The end of its input ends it.
 *
 * @module
 */
import type { PartId } from "./parts.ts";

/** One step of a case: a training step, a product, an answer. */
export type Step = () => unknown | Promise<unknown>;

/** What a contestant says when it is ready. */
export interface Ready {
  ready: string;
  version: string;
  /** Number of the model's parameters; 0 where there is no model. */
  parameters: number;
  cases: string[];
}

/** What the bench asks. */
export interface Order {
  case: string;
  steps: number;
}

/** The answer to an order. */
export interface Timing {
  name: string;
  part: PartId;
  case: string;
  threads: number;
  /** Time of each step. */
  milliseconds: number[];
}

const WARM_UP = { steps: 5, milliseconds: 3000 };
/** Time that one timing takes at least: a clock can't time 50 µs. */
const SHORTEST = 5;
/** From here on, a step is its own warm-up. */
const LONG = 200;

/**
 * Reads the command line of a contestant: its part and its threads.
 *
 * @throws {RangeError} When the threads are no whole number from 1.
 */
export function readArguments(): { part: PartId; threads: number } {
  const [part, count] = Deno.args;
  const threads = Number(count);
  if (!Number.isInteger(threads) || threads < 1) {
    throw new RangeError(
      `A contestant takes a part and a number of threads, not "${
        Deno.args.join(" ")
      }"`,
    );
  }
  return { part: part as PartId, threads };
}

/**
 * Answers the bench until it has no more orders.
 *
 * @param who Name, version and size of the contestant, part and threads.
 * @param cases What to time, by the names of the part's cases.
 */
export async function serve(
  who: {
    name: string;
    version: string;
    part: PartId;
    threads: number;
    parameters?: number;
  },
  cases: Record<string, Step>,
): Promise<void> {
  const { name, part, threads } = who;
  const taken = new Map<string, number>();
  for (const [name, step] of Object.entries(cases)) {
    taken.set(name, await warmUp(step));
  }
  const { version, parameters = 0 } = who;
  say({ ready: name, version, parameters, cases: Object.keys(cases) });

  for await (const line of linesOf(Deno.stdin.readable)) {
    const order = JSON.parse(line) as Order;
    const step = cases[order.case], expected = taken.get(order.case)!;
    const repeats = Math.max(1, Math.round(SHORTEST / expected));
    if (expected < LONG) await step(); // after waiting, caches are cold
    const milliseconds: number[] = [];
    for (let i = 0; i < order.steps; i++) {
      milliseconds.push(await time(step, repeats));
    }
    say({ name, part, case: order.case, threads, milliseconds });
  }
}

/** Runs a step until it is warm; answers how long the last run took. */
async function warmUp(step: Step): Promise<number> {
  const start = performance.now();
  let last = 0;
  for (let i = 0; i < WARM_UP.steps; i++) {
    last = await time(step, 1);
    if (performance.now() - start > WARM_UP.milliseconds) break;
  }
  return last;
}

async function time(step: Step, repeats: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) {
    const result = step();
    // Waiting for what is no promise would add to a product of 50 µs.
    if (result instanceof Promise) await result;
  }
  return (performance.now() - start) / repeats;
}

function say(message: Ready | Timing): void {
  console.log(JSON.stringify(message));
}

/** The lines of a stream of bytes, as they come. */
export async function* linesOf(
  bytes: ReadableStream<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest) yield rest;
}
