/**
 * The front end's side of a kernel's channels: requests with their replies,
 * and the stream of what the kernel broadcasts.
 *
 * @module
 */

import type { KernelProcess } from "./kernel_process.ts";
import {
  decodeMessage,
  encodeMessage,
  type Json,
  makeMessage,
  type Message,
  MessageError,
} from "./messages.ts";
import { ZmtpError } from "./wire.ts";
import { dial } from "./zmtp.ts";

/** What a connection file holds, as far as we use it. */
export interface ConnectionInfo {
  ip: "127.0.0.1";
  transport: "tcp";
  signature_scheme: "hmac-sha256";
  key: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}

type Socket = Awaited<ReturnType<typeof dial>>;
type Sockets = Record<"shell" | "control" | "iopub" | "stdin", Socket>;

/** Requests over shell and control, broadcasts over iopub, input over stdin. */
export class Channels {
  /** Called with each broadcast, in the order of arrival. */
  onBroadcast: (message: Message) => void = () => {};
  /** Called when a cell asks for a line of text. */
  onInputRequest: (message: Message) => void = () => {};
  #process: KernelProcess;
  #key: string;
  #session = crypto.randomUUID();
  #sockets: Sockets;
  #waiting = new Map<string, PromiseWithResolvers<Message>>();
  #loops: Promise<void>[];

  private constructor(process: KernelProcess, sockets: Sockets) {
    this.#process = process;
    this.#key = process.info.key;
    this.#sockets = sockets;
    this.#loops = [
      this.#listen(sockets.iopub, (message) => this.onBroadcast(message)),
      this.#listen(sockets.stdin, (message) => this.onInputRequest(message)),
      ...[sockets.shell, sockets.control].map((socket) =>
        this.#listen(socket, (reply) => {
          const id = reply.parent_header.msg_id ?? "";
          this.#waiting.get(id)?.resolve(reply);
          this.#waiting.delete(id);
        })
      ),
    ];
  }

  /**
   * Dials the kernel, which may still be starting.
   *
   * @param process The kernel; it is given up when it ends, and ended when
   * what it sends cannot be read.
   * @throws {ZmtpError} If the kernel does not answer.
   */
  static async open(process: KernelProcess): Promise<Channels> {
    const { info, ended: signal } = process;
    const opened: Socket[] = [];
    try {
      for (
        const [type, port] of [
          ["SUB", info.iopub_port],
          ["DEALER", info.shell_port],
          ["DEALER", info.control_port],
          ["DEALER", info.stdin_port],
        ] as const
      ) {
        opened.push(await dial(type, port, { signal }));
      }
    } catch (error) {
      for (const socket of opened) socket.close();
      throw error;
    }
    const [iopub, shell, control, stdin] = opened;
    return new Channels(process, { iopub, shell, control, stdin });
  }

  /**
   * Sends a request.
   *
   * @param channel "shell" waits its turn behind running cells, "control" does
   * not.
   * @returns The content of the reply. Never settles if the kernel is gone or
   * silent: race it against its death and a time limit.
   */
  async request(
    channel: "shell" | "control",
    type: string,
    content: Json,
  ): Promise<Json> {
    const message = makeMessage(type, content, this.#session);
    const reply = Promise.withResolvers<Message>();
    this.#waiting.set(message.header.msg_id, reply);
    await this.#sockets[channel].send(encodeMessage(message, this.#key))
      .catch(() => {}); // its death is told elsewhere
    return (await reply.promise).content;
  }

  /** Gives a cell the text it asked for; null declines. */
  async reply(value: string | null) {
    const message = makeMessage("input_reply", { value }, this.#session);
    await this.#sockets.stdin.send(encodeMessage(message, this.#key))
      .catch(() => {}); // its death is told elsewhere
  }

  /** Hangs up and waits until the last message was handled. */
  async close() {
    for (const socket of Object.values(this.#sockets)) socket.close();
    await Promise.all(this.#loops);
  }

  async #listen(socket: Socket, handle: (message: Message) => void) {
    try {
      for await (const frames of socket) {
        try {
          handle(decodeMessage(frames, this.#key));
        } catch (error) {
          if (!(error instanceof MessageError)) throw error; // else: not for us
        }
      }
    } catch (error) {
      if (!(error instanceof ZmtpError)) throw error;
      this.#process.kill(
        `what it sent cannot be read (${error.message}). That happens when ` +
          "one output has some 8 MB or more: show less at a time",
      );
    }
  }
}
