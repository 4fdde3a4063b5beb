/**
 * ZMTP 3.0, the wire protocol of ZeroMQ, as far as Jupyter needs it.
 *
 * Jupyter's five channels are ZeroMQ sockets. A front end holds the client
 * ends (DEALER, SUB), a kernel the server ends (ROUTER, PUB, REP). Both are
 * small enough to write out in full over plain TCP:
 *
 * 1. Each side sends a greeting of 64 bytes: a signature, the version, and the
 *    name of the security mechanism, here NULL (Jupyter signs its messages
 *    itself and listens on this machine only).
 * 2. Each side sends a READY command with its socket type and, if it wants to
 *    be known by a name, its identity.
 * 3. Then frames flow. A frame is one byte of flags, its length (1 or 8 bytes)
 *    and its body; a message is all frames up to the first without MORE.
 *
 * Source: https://rfc.zeromq.org/spec/23/ (ZMTP 3.0). PING is from 3.1; it is
 * answered because a peer may send it all the same.
 *
 * @module
 */

/** One ZeroMQ message: its frames, in order. */
export type Frames = Uint8Array[];

/** The kinds of socket that Jupyter uses. */
export type SocketType = "DEALER" | "SUB" | "ROUTER" | "PUB" | "REP";

const MORE = 1;
const LONG = 2;
const COMMAND = 4;
const LONGEST_FRAME = 2 ** 31; // more is a broken peer, not a message

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The peer does not speak ZMTP 3 with the NULL mechanism. */
export class ZmtpError extends Error {
  override name = "ZmtpError";
}

/** One TCP connection after its handshake: messages in, messages out. */
export class Connection {
  #tcp: Deno.TcpConn;
  #unread = new Uint8Array(0);
  #lastWrite: Promise<void> = Promise.resolve();
  #closed = false;
  /** The name the peer gave itself; empty when it gave none. */
  identity: Uint8Array = new Uint8Array(0);

  private constructor(tcp: Deno.TcpConn) {
    this.#tcp = tcp;
  }

  /**
   * Shakes hands over a fresh TCP connection.
   *
   * @param tcp The connection; this object closes it from now on.
   * @param type This side's socket type.
   * @param identity The name to be known by on the peer's ROUTER, if any.
   * @throws {ZmtpError} If the peer speaks another protocol or hangs up.
   */
  static async shake(
    tcp: Deno.TcpConn,
    type: SocketType,
    identity: Uint8Array = new Uint8Array(0),
  ): Promise<Connection> {
    const connection = new Connection(tcp);
    try {
      tcp.setNoDelay(true);
      await connection.#greet();
      await connection.#introduce(type, identity);
      return connection;
    } catch (error) {
      connection.close();
      if (error instanceof ZmtpError) throw error;
      throw new ZmtpError("The peer hung up during the handshake", {
        cause: error,
      });
    }
  }

  async #greet() {
    const greeting = new Uint8Array(64);
    greeting[0] = 0xff;
    greeting[9] = 0x7f;
    greeting[10] = 3; // version 3.0
    greeting.set(encoder.encode("NULL"), 12);
    await this.#write(greeting);
    const theirs = await this.#read(64);
    if (theirs[0] !== 0xff || theirs[9] !== 0x7f || theirs[10] < 3) {
      throw new ZmtpError("The peer does not speak ZMTP 3");
    }
    const mechanism = decoder.decode(theirs.subarray(12, 32)).split("\0")[0];
    if (mechanism !== "NULL") {
      throw new ZmtpError(`The peer asks for the mechanism "${mechanism}"`);
    }
  }

  async #introduce(type: string, identity: Uint8Array) {
    const properties = [property("Socket-Type", encoder.encode(type))];
    if (identity.length > 0) properties.push(property("Identity", identity));
    await this.#write(frame(command("READY", ...properties), COMMAND));
    const { flags, body } = await this.#frame();
    const { name, data } = parseCommand(body);
    if (!(flags & COMMAND) || name !== "READY") {
      throw new ZmtpError(`Expected READY from the peer, got "${name}"`);
    }
    this.identity = parseProperties(data).get("identity") ??
      this.identity;
  }

  /** Sends one message. Messages of concurrent callers never interleave. */
  send(frames: Frames): Promise<void> {
    const last = frames.length - 1;
    return this.#write(
      join(...frames.map((body, i) => frame(body, i < last ? MORE : 0))),
    );
  }

  /** The peer's messages, until either side closes. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Frames> {
    let message: Frames = [];
    while (true) {
      let next;
      try {
        next = await this.#frame();
      } catch (error) {
        if (error instanceof ZmtpError && !this.#closed) throw error;
        return; // hung up
      }
      if (next.flags & COMMAND) {
        this.#answer(next.body);
        continue;
      }
      message.push(next.body);
      if (next.flags & MORE) continue;
      yield message;
      message = [];
    }
  }

  /** Hangs up. Safe to call twice. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.#tcp.close();
    } catch { /* the peer was faster */ }
  }

  #answer(body: Uint8Array) {
    const { name, data } = parseCommand(body);
    if (name !== "PING") return; // ERROR and unknown commands need no answer
    const context = data.subarray(2); // after the time to live
    this.#write(frame(command("PONG", context), COMMAND)).catch(() => {});
  }

  #write(bytes: Uint8Array): Promise<void> {
    const write = this.#lastWrite.then(async () => {
      for (let sent = 0; sent < bytes.length;) {
        sent += await this.#tcp.write(bytes.subarray(sent));
      }
    });
    this.#lastWrite = write.catch(() => {});
    return write;
  }

  async #frame(): Promise<{ flags: number; body: Uint8Array }> {
    const [flags] = await this.#read(1);
    if (flags > 7) throw new ZmtpError(`Frame with unknown flags ${flags}`);
    let length = 0;
    if (flags & LONG) {
      const view = new DataView((await this.#read(8)).buffer);
      length = Number(view.getBigUint64(0));
      if (length > LONGEST_FRAME) {
        throw new ZmtpError(`Frame of ${length} bytes is too long`);
      }
    } else {
      [length] = await this.#read(1);
    }
    return { flags, body: await this.#read(length) };
  }

  /** Reads exactly `length` bytes into a fresh array. */
  async #read(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    let filled = Math.min(length, this.#unread.length);
    bytes.set(this.#unread.subarray(0, filled));
    this.#unread = this.#unread.subarray(filled);
    while (filled < length) {
      // Long bodies are read in place, short ones through a buffer.
      const missing = length - filled;
      const target = missing >= 65536
        ? bytes.subarray(filled)
        : new Uint8Array(65536);
      const count = await this.#tcp.read(target);
      if (count === null) throw new Error("The peer hung up");
      if (missing < 65536) {
        bytes.set(target.subarray(0, Math.min(count, missing)), filled);
        this.#unread = target.subarray(Math.min(count, missing), count);
      }
      filled += Math.min(count, missing);
    }
    return bytes;
  }
}

function frame(body: Uint8Array, flags: number): Uint8Array {
  if (body.length < 256) {
    return join(new Uint8Array([flags, body.length]), body);
  }
  const head = new Uint8Array(9);
  head[0] = flags | LONG;
  new DataView(head.buffer).setBigUint64(1, BigInt(body.length));
  return join(head, body);
}

/** A name with its length in one byte, as commands and properties have. */
function shortName(name: string): Uint8Array {
  const bytes = encoder.encode(name);
  return join(new Uint8Array([bytes.length]), bytes);
}

function command(name: string, ...data: Uint8Array[]): Uint8Array {
  return join(shortName(name), ...data);
}

function property(name: string, value: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, value.length);
  return join(shortName(name), length, value);
}

function parseCommand(body: Uint8Array): { name: string; data: Uint8Array } {
  const end = 1 + (body[0] ?? 0);
  return {
    name: decoder.decode(body.subarray(1, end)),
    data: body.subarray(end),
  };
}

/** Properties by name in lower case: names are compared without case. */
function parseProperties(data: Uint8Array): Map<string, Uint8Array> {
  const properties = new Map<string, Uint8Array>();
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at < data.length;) {
    const { name, data: rest } = parseCommand(data.subarray(at));
    const start = data.length - rest.length + 4;
    const end = start + view.getUint32(start - 4);
    properties.set(name.toLowerCase(), data.slice(start, end));
    at = end;
  }
  return properties;
}

function join(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
