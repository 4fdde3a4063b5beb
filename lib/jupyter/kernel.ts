/**
 * A running kernel, and how to run cells in it.
 *
 * Two habits of `deno jupyter` shape the code:
 *
 * - It may send a cell's outputs after it reported `idle`, so `idle` says
 *   nothing. After each cell we run a marker: a silent cell that prints a
 *   secret word and broadcasts it. Printed text and broadcasts travel inside
 *   the kernel on separate ways, each in order. Once both words are here, so
 *   is everything the cell sent before.
 * - An interrupt stops a busy loop, but a pending `await` it only wedges. So a
 *   cell over its time limit is interrupted, and if that does not help, the
 *   kernel is killed.
 *
 * @module
 */

import { Channels } from "./channels.ts";
import type { Json, Message } from "./messages.ts";
import { KernelError, KernelProcess, watchParent } from "./kernel_process.ts";
import type { ErrorOutput, Output } from "./notebook.ts";
import { settles } from "./patience.ts";
import { OutputCollector } from "./outputs.ts";
import { explainSyntaxError } from "./source.ts";
export { KernelError } from "./kernel_process.ts";

/** What came of a cell. */
export interface Execution {
  outputs: Output[];
  executionCount: number | null;
  /** Set when the cell failed; it is among the outputs too. */
  error?: ErrorOutput;
}

const markerType = "application/x-course-marker";
const secondsToStart = 30;
const secondsToReact = 2; // to an interrupt, or to a request to shut down

/** A kernel. End it with `shutdown()`, or hold it with `await using`. */
export class Kernel implements AsyncDisposable {
  #process: KernelProcess;
  #channels: Channels;
  #collector = new OutputCollector();
  #marker = { word: "", printed: () => {}, broadcast: () => {} };

  private constructor(process: KernelProcess, channels: Channels) {
    this.#process = process;
    this.#channels = channels;
    channels.onBroadcast = (message) => {
      if (!this.#isMarker(message)) this.#collector.take(message);
    };
  }

  /**
   * Starts a kernel and waits until it answers.
   *
   * @param options `cwd`: its working directory, from which imports and
   * deno.json are found. `env`: environment variables to add.
   * @throws {KernelError} If it dies, or stays silent for 30 s.
   */
  static async start({ cwd = Deno.cwd(), env = {} }: {
    cwd?: string;
    env?: Record<string, string>;
  } = {}): Promise<Kernel> {
    let kernel!: Kernel;
    await KernelProcess.start(cwd, env, async (process) => {
      const open = async () => {
        const channels = await Channels.open(process);
        kernel = new Kernel(process, channels);
        await kernel.#wake();
      };
      const opening = Promise.race([process.death, open()]);
      if (!await settles(opening, secondsToStart)) {
        throw new KernelError(`The kernel is silent for ${secondsToStart} s`);
      }
      await opening;
    });
    return kernel;
  }

  /** The process id of the kernel. */
  get pid(): number {
    return this.#process.pid;
  }

  /**
   * Runs one cell and waits for all of its outputs. Run one at a time.
   *
   * It never throws because of the cell: an exception, a syntax error, the time
   * limit and the death of the kernel come back as an error output.
   *
   * @param code The cell's source.
   * @param seconds Its time limit.
   */
  async execute(code: string, seconds = 3600): Promise<Execution> {
    const outputs = this.#collector.begin();
    let reply: Json = {};
    try {
      reply = await this.#limited(seconds, this.#run(code));
      if (reply.status === "error" && !outputs.some(isError)) {
        // A syntax error is told in the reply alone, and without a reason.
        const error = await explainSyntaxError(code) ?? reply;
        this.#collector.add(error as unknown as ErrorOutput);
      }
    } catch (error) {
      const { name, message } = error as Error;
      this.#collector.add({ ename: name, evalue: message, traceback: [] });
    }
    return {
      outputs,
      executionCount: (reply.execution_count as number) ?? null,
      error: outputs.find(isError),
    };
  }

  /** Asks the kernel to stop the running cell. */
  async interrupt() {
    await this.#channels.request("control", "interrupt_request", {});
  }

  /** Ends the kernel: asks it to, and kills it if it does not. */
  async shutdown() {
    this.#channels.request("control", "shutdown_request", { restart: false });
    await this.#process.wait(secondsToReact);
    await this.kill();
  }

  /** Ends the kernel at once. */
  async kill() {
    await this.#process.kill();
    await this.#channels.close();
  }

  /** Same as `shutdown`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  async #wake() {
    await this.#channels.request("shell", "kernel_info_request", {});
    await this.#request(watchParent, true);
    // What a kernel broadcasts before it learnt of our subscription is lost.
    while (!await settles(this.#mark(), 0.25));
  }

  async #run(code: string): Promise<Json> {
    const reply = await this.#request(code, false);
    await this.#mark();
    return reply;
  }

  async #mark() {
    const word = crypto.randomUUID();
    const printed = Promise.withResolvers<void>();
    const broadcast = Promise.withResolvers<void>();
    this.#marker = {
      word,
      printed: printed.resolve,
      broadcast: broadcast.resolve,
    };
    await this.#request(
      `console.log("${word}");
       await Deno.jupyter.broadcast("display_data", {
         data: { "${markerType}": "${word}" }, metadata: {}, transient: {},
       });`,
      true,
    );
    await Promise.all([printed.promise, broadcast.promise]);
  }

  #isMarker({ header, content }: Message): boolean {
    const { word, printed, broadcast } = this.#marker;
    if (header.msg_type === "stream" && content.text === `${word}\n`) {
      printed();
      return true;
    }
    const data = content.data as Json | undefined;
    if (data?.[markerType] !== word) return false;
    broadcast();
    return true;
  }

  #request(code: string, silent: boolean): Promise<Json> {
    return this.#channels.request("shell", "execute_request", {
      code,
      silent,
      store_history: !silent,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    });
  }

  /** Awaits a running cell; after the limit, stops it and throws. */
  async #limited(seconds: number, cell: Promise<Json>): Promise<Json> {
    const running = Promise.race([this.#process.death, cell]);
    if (await settles(running, seconds)) return running;
    const late = `The cell ran longer than ${seconds} s`;
    this.interrupt();
    if (await settles(running, secondsToReact)) {
      throw new TimeLimit(`${late} and was interrupted`);
    }
    await this.kill();
    throw new TimeLimit(`${late} and the kernel was ended`);
  }
}

/** A cell took too long. */
class TimeLimit extends Error {
  override name = "TimeLimit";
}

function isError(output: Output): output is ErrorOutput {
  return output.output_type === "error";
}
