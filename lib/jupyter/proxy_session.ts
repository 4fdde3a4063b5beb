/**
 * One reader's session: takes requests, one at a time, and keeps a kernel.
 *
 * @module
 */
import { KernelError } from "./kernel_process.ts";
import type { Json, Message } from "./messages.ts";
import { Cell } from "./proxy_cell.ts";
import { redrawn } from "./proxy_charts.ts";
import { prepareCode } from "./proxy_code.ts";
import {
  type ErrorContent,
  explain,
  plainError,
  readable,
} from "./proxy_errors.ts";
import type { FrontEnd } from "./proxy_front.ts";
import { InnerKernel } from "./proxy_inner.ts";

/**
 * After an error the rest of a "Run All" is dropped. Some of it may still be
 * under way; what arrives within this time (milliseconds) belongs to it.
 */
const STRAGGLERS = 100;

/** What the stock kernel answers; to other requests it would stay silent. */
const PASSED_ON = [
  "complete_request",
  "inspect_request",
  "is_complete_request",
  "history_request",
  "comm_info_request",
];

const ENDED =
  "The cell ended by itself; cells that waited behind it did not run.";
const LOST = "Its variables are lost: run the cells above again.";

/** Runs what the front end asks for. */
export class Session {
  #kernel: Promise<InnerKernel>;
  #info!: Json;
  #waiting: Message[] = [];
  #dropped = new WeakSet<Message>();
  #busy = false;
  #cell?: Cell;
  #count = 0;
  #news = "";

  constructor(private front: FrontEnd) {
    this.#kernel = this.#start();
  }

  /** Queues a request of the shell channel. */
  async add(request: Message) {
    this.#waiting.push(request);
    if (this.#busy) return;
    this.#busy = true;
    for (let next; (next = this.#waiting.shift());) {
      this.front.publish("status", { execution_state: "busy" }, next);
      await this.#handle(next);
      this.front.publish("status", { execution_state: "idle" }, next);
    }
    this.#busy = false;
  }

  /** What this kernel is; known once it runs. */
  async info(): Promise<Json> {
    await this.#kernel;
    return this.#info;
  }

  /** Ends the running cell; variables stay if there is any way. */
  async interrupt() {
    const cell = this.#cell;
    if (!cell?.running) return;
    const kernel = await this.#kernel;
    if (!cell.running) return;
    if (cell.warned) return kernel.kill();
    if (cell.interrupted) return; // being stopped
    cell.interrupted = true;
    if (await cell.stop(kernel)) return;
    cell.warned = true;
    const state = cell.quiet
      ? "The cell has stopped, but what it printed is still coming in."
      : "The cell has not stopped.";
    this.#print(
      `${state} Interrupt it once more to restart the kernel; its variables ` +
        "will be lost.\n",
    );
  }

  /** Gives a cell the line of text that it asked for. */
  async answer(reply: Message) {
    await (await this.#kernel).answer(String(reply.content.value));
  }

  /** Ends the kernel for good. */
  async close() {
    this.#restart = () => {};
    await (await this.#kernel).kill();
  }

  async #start(): Promise<InnerKernel> {
    const kernel = await InnerKernel.start({
      output: (message) => this.#show(message),
      input: (message) => this.#ask(message),
    });
    this.#info ??= await kernel.request("kernel_info_request", {});
    kernel.death.catch((error) => this.#restart(error));
    return kernel;
  }

  #restart = (error: Error) => {
    this.#kernel = this.#start();
    if (!this.#cell?.running) {
      this.#news = `${error.message}. It was restarted. ${LOST}\n`;
    }
  };

  async #handle(request: Message) {
    const { msg_type } = request.header;
    if (this.#dropped.has(request)) {
      await this.front.reply("shell", request, { status: "aborted" });
    } else if (msg_type === "execute_request") {
      await this.#execute(request);
    } else if (msg_type === "kernel_info_request") {
      await this.front.reply("shell", request, await this.info());
    } else if (PASSED_ON.includes(msg_type)) {
      const reply = await this.#relay(request).catch((error) => {
        if (!(error instanceof KernelError)) throw error;
        return { status: "error", ...plainError(error.name, error.message) };
      });
      await this.front.reply("shell", request, reply);
    } else if (msg_type === "comm_open") {
      // Nobody in this kernel listens to comms, and the sender must know.
      const { comm_id } = request.content;
      this.front.publish("comm_close", { comm_id, data: {} }, request);
    }
  }

  async #relay(request: Message): Promise<Json> {
    const kernel = await this.#kernel;
    return kernel.request(request.header.msg_type, request.content);
  }

  async #execute(request: Message) {
    const { code, silent, store_history, stop_on_error } = request.content;
    if (!silent && store_history !== false) this.#count++;
    const execution_count = this.#count;
    const cell = this.#cell = new Cell(request, execution_count);
    if (!silent) {
      const input = { code, execution_count };
      this.front.publish("execute_input", input, request);
    }
    if (this.#news) this.#print(this.#news);
    this.#news = "";
    const error = await this.#run(cell, String(code));
    if (error) {
      this.front.publish("error", { ...error }, request);
      if (stop_on_error !== false) await this.#dropTheRest();
    }
    await this.front.reply("shell", request, {
      execution_count,
      ...(error
        ? { status: "error", ...error }
        : { status: "ok", payload: [], user_expressions: {} }),
    });
  }

  /** Runs a cell until all that it sent is here; returns its error, if any. */
  async #run(cell: Cell, code: string): Promise<ErrorContent | undefined> {
    const content = { ...cell.request.content, code: prepareCode(code) };
    let failed: Json | undefined;
    try {
      const kernel = await this.#kernel;
      const reply = await kernel.request("execute_request", content);
      cell.answer();
      await kernel.flush();
      await cell.told; // else a late ring would hit the next cell
      await kernel.openLines();
      failed = cell.error ?? (reply.status === "error" ? reply : undefined);
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      const why = cell.warned
        ? "The kernel was restarted to stop this cell."
        : `${error.message}. It was restarted.`;
      return plainError("KernelRestarted", `${why} ${LOST}`);
    } finally {
      cell.end(); // a stop from here on would hit the next cell
    }
    if (!failed) {
      return cell.interrupted
        ? plainError("KeyboardInterrupt", ENDED)
        : undefined;
    }
    const silent = failed.evalue === "Execution failed" && !cell.error;
    if (cell.interrupted && (silent || failed.ename === "KeyboardInterrupt")) {
      return plainError("KeyboardInterrupt", "The cell was interrupted.");
    }
    return silent ? explain(code) : readable(failed, code, content.code);
  }

  /** Drops what was asked for together with a cell that failed. */
  async #dropTheRest() {
    await new Promise((resolve) => setTimeout(resolve, STRAGGLERS));
    for (const request of this.#waiting) {
      if (
        request.header.msg_type === "execute_request" &&
        request.content.stop_on_error !== false
      ) this.#dropped.add(request);
    }
  }

  /** Passes an output on, as one of the cell's. */
  #show(message: Message) {
    const cell = this.#cell;
    if (!cell) return;
    let { content } = message;
    if (message.header.msg_type === "error" && cell.running) {
      cell.error ??= content;
      return;
    }
    if (message.header.msg_type === "execute_result") {
      content = { ...content, execution_count: cell.count };
    }
    const parent_header = cell.request.header;
    for (const part of redrawn({ ...message, content, parent_header })) {
      this.front.show(part);
    }
  }

  /** Passes a question on, to the one who runs the cell. */
  #ask(message: Message) {
    const request = this.#cell?.request;
    if (!request) return;
    const { identities, header } = request;
    this.front.send("stdin", { ...message, identities, parent_header: header });
  }

  #print(text: string) {
    const content = { name: "stderr", text };
    this.front.publish("stream", content, this.#cell?.request);
  }
}
