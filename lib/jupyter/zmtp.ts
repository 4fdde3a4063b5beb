/**
 * ZeroMQ sockets for Jupyter's channels, on this machine only.
 *
 * ```ts ignore
 * const shell = await dial("DEALER", 5555);
 * await shell.send([encoder.encode("hello")]);
 * for await (const frames of shell) { … }
 *
 * const heartbeat = listen("REP");
 * for await (const ping of heartbeat) await heartbeat.send(ping); // echo
 * ```
 *
 * @module
 */

import { Connection, type Frames, ZmtpError } from "./wire.ts";
export { type Frames, ZmtpError } from "./wire.ts";

const hostname = "127.0.0.1";
const encoder = new TextEncoder();

/**
 * Dials a server socket, and keeps trying while nobody listens yet.
 *
 * A SUB subscribes to everything.
 *
 * @param type The kind of the client end.
 * @param port The port on this machine.
 * @param options `identity`: the name to be known by on a ROUTER. `seconds`:
 * how long to try (default 20). `signal`: gives up at once.
 * @returns The connection: `send`, `for await`, `close`.
 * @throws {ZmtpError} If nobody answers in time, or in another protocol.
 */
export async function dial(
  type: "DEALER" | "SUB",
  port: number,
  { identity, seconds = 20, signal }: {
    identity?: Uint8Array;
    seconds?: number;
    signal?: AbortSignal;
  } = {},
): Promise<Connection> {
  const giveUp = performance.now() + seconds * 1000;
  while (true) {
    signal?.throwIfAborted();
    try {
      const tcp = await Deno.connect({ hostname, port });
      if (tcp.localAddr.port === port) {
        // The system gave us the very port we dial: we met ourselves.
        tcp.close();
        throw new Deno.errors.ConnectionRefused();
      }
      const connection = await Connection.shake(tcp, type, identity);
      if (type === "SUB") await connection.send([new Uint8Array([1])]);
      return connection;
    } catch (error) {
      const absent = error instanceof Deno.errors.ConnectionRefused ||
        error instanceof Deno.errors.ConnectionReset;
      if (!absent) throw error;
      if (performance.now() > giveUp) {
        throw new ZmtpError(`Nobody listens on port ${port}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/**
 * Ports that nobody uses at the moment, for a process that must be told its
 * ports before it starts. They lie below the range from which systems number
 * outgoing connections, so none of those can take them in between.
 *
 * @param count How many.
 */
export function freePorts(count: number): number[] {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = 15000 + Math.floor(Math.random() * 15000);
    try {
      Deno.listen({ hostname, port }).close();
      ports.add(port);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  return [...ports];
}

/**
 * Opens a server socket for any number of clients.
 *
 * @param type ROUTER and REP address one client: the first frame of a message
 * is the client's identity, both ways. PUB sends to all who subscribed.
 * @param port The port on this machine; 0 (default) takes a free one.
 * @throws {Deno.errors.AddrInUse} If the port is taken.
 */
export function listen(
  type: "ROUTER" | "PUB" | "REP",
  port = 0,
): ServerSocket {
  return new ServerSocket(type, port);
}

/** The server end of a channel. */
export class ServerSocket {
  #type: "ROUTER" | "PUB" | "REP";
  #listener: Deno.TcpListener;
  #clients = new Map<string, Client>();
  #inbox = new Queue<Frames>();
  #unnamed = 0;
  #closed = false;
  /** Called when a client of a PUB subscribes, with the topic. */
  onSubscribe: (topic: Uint8Array) => void = () => {};

  constructor(type: "ROUTER" | "PUB" | "REP", port: number) {
    this.#type = type;
    this.#listener = Deno.listen({ hostname, port });
    this.#accept();
  }

  /** The port it listens on. */
  get port(): number {
    return this.#listener.addr.port;
  }

  /**
   * Sends a message. A client that is gone, or that nobody knows, is no error:
   * ZeroMQ drops the message, and so does this.
   */
  async send(frames: Frames): Promise<void> {
    if (this.#type === "PUB") {
      const readers = [...this.#clients.values()].filter((client) =>
        client.topics.some((topic) => startsWith(frames[0], topic))
      );
      await Promise.all(readers.map((client) => deliver(client, frames)));
      return;
    }
    const client = this.#clients.get(frames[0].join());
    if (client) await deliver(client, frames.slice(1));
  }

  /** Messages of all clients, in the order they came in, until `close`. */
  [Symbol.asyncIterator](): AsyncIterator<Frames> {
    return this.#inbox;
  }

  /** Stops listening and hangs up on every client. */
  close() {
    this.#closed = true;
    try {
      this.#listener.close();
    } catch { /* closed before */ }
    for (const client of this.#clients.values()) client.connection.close();
    this.#inbox.close();
  }

  async #accept() {
    try {
      for await (const tcp of this.#listener) this.#serve(tcp);
    } catch { /* closed while waiting */ }
  }

  async #serve(tcp: Deno.TcpConn) {
    let connection: Connection;
    try {
      connection = await Connection.shake(tcp, this.#type);
    } catch {
      return; // a stranger: the door stays open for others
    }
    if (this.#closed) return connection.close(); // during the handshake
    const identity = connection.identity.length > 0
      ? connection.identity
      : encoder.encode(`\0${++this.#unnamed}`); // names of peers never start so
    const client: Client = { connection, topics: [] };
    this.#clients.set(identity.join(), client);
    try {
      for await (const frames of connection) {
        if (this.#type === "PUB") this.#subscribe(client, frames[0]);
        else this.#inbox.push([identity, ...frames]);
      }
    } catch { /* broken frames: this client is dropped */ }
    connection.close();
    if (this.#clients.get(identity.join()) === client) {
      this.#clients.delete(identity.join());
    }
  }

  #subscribe(client: Client, request: Uint8Array) {
    const topic = request.subarray(1);
    if (request[0] === 1) {
      client.topics.push(topic);
      this.onSubscribe(topic);
    } else {
      const at = client.topics.findIndex((t) => t.join() === topic.join());
      if (at >= 0) client.topics.splice(at, 1);
    }
  }
}

interface Client {
  connection: Connection;
  topics: Uint8Array[];
}

/** Sends to a client that may hang up at any moment. */
async function deliver(client: Client, frames: Frames): Promise<void> {
  try {
    await client.connection.send(frames);
  } catch {
    client.connection.close();
  }
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}

/** What was pushed comes out in order; `close` ends it once it is empty. */
class Queue<T> implements AsyncIterator<T> {
  #items: T[] = [];
  #waiting: ((result: IteratorResult<T>) => void)[] = [];
  #closed = false;

  push(value: T) {
    const waiting = this.#waiting.shift();
    if (waiting) waiting({ value, done: false });
    else this.#items.push(value);
  }

  next(): Promise<IteratorResult<T>> {
    const done = { value: undefined, done: true } as const;
    if (this.#items.length > 0) {
      return Promise.resolve({ value: this.#items.shift()!, done: false });
    }
    if (this.#closed) return Promise.resolve(done);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close() {
    this.#closed = true;
    for (const waiting of this.#waiting.splice(0)) {
      waiting({ value: undefined, done: true });
    }
  }
}
