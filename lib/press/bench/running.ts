/**
 * A contestant that was started: a child process that waits for orders.
 *
 * @module
 */
import type { Contestant } from "./contestants.ts";
import type { Part } from "./parts.ts";
import { linesOf, type Ready, type Timing } from "./serve.ts";

/** A contestant could not start, or stopped in the middle. */
export class ContestantError extends Error {
  override name = "ContestantError";
}

/** Time that a contestant may take to answer. */
const PATIENCE = 300_000;

/** A started contestant. Close it, or hold it with `await using`. */
export class Running implements AsyncDisposable {
  readonly #contestant: Contestant;
  readonly #child: Deno.ChildProcess;
  readonly #orders: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: AsyncGenerator<string>;
  /** The last of what it wrote as errors, and when that is complete. */
  #complaints = "";
  readonly #heard: Promise<void>;
  #ready?: Ready;

  private constructor(contestant: Contestant, args: string[]) {
    this.#contestant = contestant;
    const [program, ...first] = contestant.command;
    this.#child = new Deno.Command(program, {
      args: [...first, ...args],
      env: { NO_COLOR: "1", PYTHONDONTWRITEBYTECODE: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#orders = this.#child.stdin.getWriter();
    this.#answers = linesOf(this.#child.stdout);
    this.#heard = this.#listen();
  }

  /**
   * Starts a contestant and waits until it is warm.
   *
   * @param contestant Who.
   * @param part What to measure.
   * @param threads How many threads it may use.
   * @throws {ContestantError} When it ends or says nothing.
   */
  static async start(
    contestant: Contestant,
    part: Part,
    threads: number,
  ): Promise<Running> {
    const running = new Running(contestant, [
      part.id,
      String(threads),
      ...contestant.more ?? [],
    ]);
    try {
      running.#ready = await running.#answer<Ready>();
    } catch (error) {
      await running.close();
      throw error;
    }
    return running;
  }

  /** What it said when it was ready. */
  get ready(): Ready {
    return this.#ready!;
  }

  /**
   * Runs steps.
   *
   * @returns The time of each, in milliseconds.
   * @throws {ContestantError} When it ends or says nothing.
   */
  async time(name: string, steps: number): Promise<number[]> {
    const order = JSON.stringify({ case: name, steps }) + "\n";
    try {
      await this.#orders.write(new TextEncoder().encode(order));
    } catch {
      // It has ended; reading its answer will say so.
    }
    return (await this.#answer<Timing>()).milliseconds;
  }

  /** Ends it at once. */
  async close(): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await this.#child.status;
  }

  /** Same as `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Its next line that is JSON; libraries may print other ones. */
  async #answer<T>(): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(this.#error(`said nothing in ${PATIENCE / 1000} s`)),
        PATIENCE,
      );
    });
    try {
      while (true) {
        const next = await Promise.race([this.#answers.next(), late]);
        if (next.done) {
          await this.#heard;
          throw this.#error("ended early");
        }
        if (next.value.startsWith("{")) return JSON.parse(next.value);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async #listen(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.#child.stderr) {
      const text = decoder.decode(chunk, { stream: true });
      this.#complaints = (this.#complaints + text).slice(-2000);
    }
  }

  #error(what: string): ContestantError {
    const last = this.#complaints.trim().split("\n")
      .filter((line) => !/^\s+at /.test(line)).slice(-4).join("\n");
    return new ContestantError(
      `${this.#contestant.name} ${what}${last ? `:\n${last}` : ""}`,
    );
  }
}
