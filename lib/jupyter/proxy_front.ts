/**
 * The proxy's side towards the front end (JupyterLab, VS Code, nbclient …): the
 * five sockets of a Jupyter kernel.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import {
  decodeMessage,
  encodeMessage,
  type Json,
  makeMessage,
  type Message,
} from "./messages.ts";
import { listen, type ServerSocket } from "./zmtp.ts";

/** What a connection file says, as far as it matters here. */
export interface ConnectionFile {
  ip: string;
  transport: string;
  key: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}

/** Channels on which requests come in. */
export type Channel = "shell" | "control" | "stdin";

/** The sockets, bound, and what is sent over them. */
export class FrontEnd {
  #key: string;
  #session = randomUUID();
  #iopub: ServerSocket;
  #channels: Record<Channel, ServerSocket>;

  /**
   * Binds the sockets.
   *
   * @param file The connection file that the front end wrote.
   * @throws {TypeError} If it asks for anything but TCP on this machine.
   * @throws {Deno.errors.AddrInUse} If a port is taken.
   */
  constructor(file: ConnectionFile) {
    if (
      file.transport !== "tcp" || !["127.0.0.1", "localhost"].includes(file.ip)
    ) {
      throw new TypeError(
        `This kernel listens on TCP at 127.0.0.1 only, not on ` +
          `${file.transport} at ${file.ip}. Leave Jupyter's ` +
          `KernelManager.transport and KernelManager.ip as they are.`,
      );
    }
    this.#key = file.key;
    this.#iopub = listen("PUB", file.iopub_port);
    this.#channels = {
      shell: listen("ROUTER", file.shell_port),
      control: listen("ROUTER", file.control_port),
      stdin: listen("ROUTER", file.stdin_port),
    };
    echo(listen("REP", file.hb_port));
  }

  /**
   * Calls back for each message of a channel, in order. What our key did not
   * sign is dropped.
   */
  async hear(channel: Channel, hear: (message: Message) => void) {
    for await (const frames of this.#channels[channel]) {
      let message: Message;
      try {
        message = decodeMessage(frames, this.#key);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        continue;
      }
      hear(message);
    }
  }

  /** Sends a message as it is to the one whom its identities name. */
  send(channel: Channel, message: Message): Promise<void> {
    return this.#channels[channel].send(encodeMessage(message, this.#key));
  }

  /** Answers a request. */
  reply(channel: Channel, request: Message, content: Json): Promise<void> {
    const type = request.header.msg_type.replace(/_request$/, "_reply");
    const reply = makeMessage(type, content, this.#session, request);
    return this.send(channel, reply);
  }

  /** Shows something to all, as a consequence of `request`. */
  publish(type: string, content: Json, request?: Message): Promise<void> {
    return this.show(makeMessage(type, content, this.#session, request));
  }

  /** Shows a message as it is to all. */
  show(message: Message): Promise<void> {
    return this.#iopub.send(
      encodeMessage({ ...message, identities: [] }, this.#key),
    );
  }
}

/** Heartbeat: the front end asks every few seconds whether we are there. */
async function echo(heartbeat: ServerSocket) {
  for await (const ping of heartbeat) heartbeat.send(ping);
}
