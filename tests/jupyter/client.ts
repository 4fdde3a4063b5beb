/**
 * A front end, as small as can be, with the proxy behind it.
 *
 * @module
 */
import { makeMessage, type Message } from "../../lib/jupyter/messages.ts";
import { decodeMessage, encodeMessage } from "../../lib/jupyter/messages.ts";
import type { Json } from "../../lib/jupyter/messages.ts";
import { OutputCollector } from "../../lib/jupyter/outputs.ts";
import type { Output } from "../../lib/jupyter/notebook.ts";
import { settles } from "../../lib/jupyter/patience.ts";
import type { Connection } from "../../lib/jupyter/wire.ts";
import { dial, freePorts } from "../../lib/jupyter/zmtp.ts";
import { brief } from "./fixtures.ts";

const KEY = "secret";
const PATIENCE = 20; // seconds
const PROXY = new URL("../../lib/jupyter/proxy.ts", import.meta.url).pathname;

/** A cell that was sent to run. */
export interface Sent {
  /** Settles with the reply, once the kernel is idle again. */
  done: Promise<Json>;
  /** What it has shown so far. */
  outputs: Output[];
}

/** The client ends of a kernel's sockets. */
export class Client implements AsyncDisposable {
  #waiting = new Map<string, (message: Message) => void>();
  /** Everything that came over iopub. */
  readonly shown: Message[] = [];
  /** Answers questions of cells; what was asked is kept. */
  readonly asked: Json[] = [];
  answer = "";

  private constructor(
    readonly process: Deno.ChildProcess,
    private sockets: Record<"shell" | "control" | "stdin", Connection>,
    iopub: Connection,
  ) {
    this.#listen(iopub, (message) => {
      this.shown.push(message);
      this.#waiting.get(`shown ${message.parent_header.msg_id}`)?.(message);
    });
    for (const socket of [sockets.shell, sockets.control]) {
      this.#listen(
        socket,
        (reply) =>
          this.#waiting.get(`reply ${reply.parent_header.msg_id}`)?.(reply),
      );
    }
    this.#listen(sockets.stdin, (question) => {
      this.asked.push(question.content);
      this.#send("stdin", "input_reply", { value: this.answer });
    });
  }

  /**
   * Starts a proxy.
   *
   * @param parent A program, with arguments, that starts it in turn.
   */
  static async open(parent: string[] = []): Promise<Client> {
    const [shell, control, stdin, iopub, heartbeat] = freePorts(5);
    const file = await Deno.makeTempFile();
    await Deno.writeTextFile(
      file,
      JSON.stringify({
        ip: "127.0.0.1",
        transport: "tcp",
        signature_scheme: "hmac-sha256",
        key: KEY,
        shell_port: shell,
        control_port: control,
        stdin_port: stdin,
        iopub_port: iopub,
        hb_port: heartbeat,
      }),
    );
    const [program, ...args] = [
      ...parent,
      ...[Deno.execPath(), "run", "-A", PROXY, file],
    ];
    const process = new Deno.Command(program, {
      args,
      cwd: new URL("../../notebooks", import.meta.url),
      stdin: "null",
    }).spawn();
    const shown = await dial("SUB", iopub);
    // Front ends give all their sockets one name; stdin is found by it.
    const identity = new TextEncoder().encode("reader");
    const client = new Client(process, {
      shell: await dial("DEALER", shell, { identity }),
      control: await dial("DEALER", control, { identity }),
      stdin: await dial("DEALER", stdin, { identity }),
    }, shown);
    await client.request("kernel_info_request");
    await Deno.remove(file);
    return client;
  }

  /** Sends a request; returns the content of its reply. */
  async request(
    type: string,
    content: Json = {},
    channel: "shell" | "control" = "shell",
  ): Promise<Json> {
    const { promise, resolve } = Promise.withResolvers<Message>();
    const id = this.#send(channel, type, content);
    this.#waiting.set(`reply ${id}`, resolve);
    return (await inTime(promise, type)).content;
  }

  /** Sends a cell without waiting for it. */
  send(code: string, options: Json = {}): Sent {
    const collector = new OutputCollector();
    const outputs = collector.begin();
    const reply = Promise.withResolvers<Message>();
    const idle = Promise.withResolvers<void>();
    const id = this.#send("shell", "execute_request", {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
      ...options,
    });
    this.#waiting.set(`reply ${id}`, reply.resolve);
    this.#waiting.set(`shown ${id}`, (message) => {
      if (message.content.execution_state !== "idle") {
        return collector.take(message);
      }
      idle.resolve();
      this.#waiting.delete(`shown ${id}`); // front ends look away, too
    });
    const both = Promise.all([reply.promise, idle.promise]);
    const done = inTime(both, code).then(([{ content }]) => content);
    return { done, outputs };
  }

  /** Runs a cell; returns its outputs in short. */
  async run(code: string, options?: Json): Promise<string[]> {
    const { done, outputs } = this.send(code, options);
    await done;
    return brief(outputs);
  }

  /** Presses stop. */
  interrupt(): Promise<Json> {
    return this.request("interrupt_request", {}, "control");
  }

  /** Shuts the kernel down. */
  async [Symbol.asyncDispose]() {
    this.#send("control", "shutdown_request", { restart: false });
    await this.process.status;
    this.hangUp();
  }

  /** Closes the sockets only. */
  hangUp() {
    for (const socket of Object.values(this.sockets)) socket.close();
  }

  #send(channel: "shell" | "control" | "stdin", type: string, content: Json) {
    const message = makeMessage(type, content, "session");
    this.sockets[channel].send(encodeMessage(message, KEY));
    return message.header.msg_id;
  }

  async #listen(socket: Connection, hear: (message: Message) => void) {
    for await (const frames of socket) hear(decodeMessage(frames, KEY));
  }
}

async function inTime<T>(promise: Promise<T>, what: string): Promise<T> {
  if (await settles(promise, PATIENCE)) return promise;
  throw new Error(`No answer within ${PATIENCE} s: ${what}`);
}
