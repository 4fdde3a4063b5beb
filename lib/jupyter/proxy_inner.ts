/**
 * The real kernel: `deno jupyter --kernel`, run as a child of the proxy.
 *
 * @module
 */
import { Channels } from "./channels.ts";
import { KernelProcess, watchParent } from "./kernel_process.ts";
import type { Json, Message } from "./messages.ts";
import { settles } from "./patience.ts";
import { Bell } from "./proxy_bell.ts";
import {
  INTERRUPT_KEY,
  MARK,
  prelude,
  PRELUDE_NAME,
  STOP,
} from "./proxy_prelude.ts";

const SECONDS_TO_START = 30;

/** Who hears what the kernel sends on its own account. */
export interface Listeners {
  /** Something to show: stream, display_data, execute_result, error, … */
  output: (message: Message) => void;
  /** A cell asks the reader for a line of text. */
  input: (message: Message) => void;
}

/** A running kernel with the prelude in it. */
export class InnerKernel {
  #process: KernelProcess;
  #channels: Channels;
  #asked = false;
  #marks = new Map<unknown, () => void>();
  /** Reaches the thread that runs the cells. */
  readonly bell = new Bell();

  private constructor(
    process: KernelProcess,
    channels: Channels,
    listeners: Listeners,
  ) {
    this.#process = process;
    this.#channels = channels;
    channels.onInputRequest = (message) => {
      this.#asked = true;
      listeners.input(message);
    };
    channels.onBroadcast = (message) => {
      if (!this.#isOurs(message)) listeners.output(message);
    };
    process.ended.addEventListener("abort", () => {
      this.bell.close();
      channels.close();
    });
  }

  /**
   * Starts a kernel and waits until it can run cells.
   *
   * @param listeners Called with what it sends.
   * @throws {Error} If it dies, or is silent for 30 s.
   */
  static async start(listeners: Listeners): Promise<InnerKernel> {
    let kernel: InnerKernel | undefined;
    const flags = [Deno.env.get("DENO_V8_FLAGS"), "--expose-gc"];
    const env = { DENO_V8_FLAGS: flags.filter(Boolean).join(",") };
    await KernelProcess.start(Deno.cwd(), env, async (process) => {
      const open = async () => {
        const channels = await Channels.open(process);
        kernel = new InnerKernel(process, channels, listeners);
        await kernel.#prepare();
      };
      const opening = Promise.race([process.death, open()]);
      if (!await settles(opening, SECONDS_TO_START)) {
        throw new Error(`The kernel is silent for ${SECONDS_TO_START} s`);
      }
      await opening;
    });
    return kernel!;
  }

  /** Rejects with a KernelError, which says how, once the process is gone. */
  get death(): Promise<never> {
    return this.#process.death;
  }

  /**
   * Passes a request on.
   *
   * @returns The content of the reply.
   * @throws {KernelError} If the kernel dies before it replies.
   */
  request(type: string, content: Json): Promise<Json> {
    const reply = this.#channels.request("shell", type, content);
    return Promise.race([this.death, reply]);
  }

  /** Gives a cell the text it asked for; null declines. */
  async answer(value: string | null) {
    if (!this.#asked) return; // it would be taken for the next answer
    this.#asked = false;
    await this.#channels.reply(value);
  }

  /**
   * Waits until all outputs up to now have come in.
   *
   * The stock kernel may send a cell's outputs after its reply and its `idle`
   * status. They leave it in order, though: so it is asked for one more.
   */
  async flush(): Promise<void> {
    const id = crypto.randomUUID();
    const seen = new Promise<void>((resolve) => this.#marks.set(id, resolve));
    let reply;
    do { // once more if an interrupt hit this very request
      reply = await this.#run(`${PRELUDE_NAME}.mark("${id}")`);
    } while (reply.status !== "ok");
    await Promise.race([this.death, seen]);
  }

  /** Cuts off JavaScript that is running, or else the next that will run. */
  cutOff() {
    this.#channels.request("control", "interrupt_request", {});
    this.answer(null); // it may be stuck in a prompt
  }

  /** Makes sure that the bell can be rung three times, as a stop may do. */
  async openLines(): Promise<void> {
    for (let missing = 3 - this.bell.lines; missing > 0; missing--) {
      await this.#run(
        `await ${PRELUDE_NAME}.listen(${this.bell.port}, ${STOP})`,
      );
    }
  }

  /** Ends the process at once, and waits until it is gone. */
  kill(): Promise<void> {
    return this.#process.kill();
  }

  async #prepare() {
    await this.#run(watchParent);
    const names = JSON.stringify([PRELUDE_NAME, MARK, INTERRUPT_KEY]);
    const reply = await this.#run(`(${prelude})(...${names})`);
    if (reply.status !== "ok") throw new Error(`Prelude: ${reply.evalue}`);
    await this.openLines();
    // What it sends before it learnt of our subscription is lost, marks too.
    while (!await settles(this.flush(), 0.25));
  }

  /** Runs code of our own, unseen. */
  #run(code: string): Promise<Json> {
    return this.request("execute_request", {
      code,
      silent: true,
      store_history: false,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: false,
    });
  }

  /** Keeps from the reader what the proxy itself brings about. */
  #isOurs({ header, content }: Message): boolean {
    if (["status", "execute_input"].includes(header.msg_type)) return true;
    const id = (content.data as Json | undefined)?.[MARK];
    this.#marks.get(id)?.();
    this.#marks.delete(id);
    return id !== undefined;
  }
}
