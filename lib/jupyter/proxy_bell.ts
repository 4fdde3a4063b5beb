/**
 * The proxy's way to reach a kernel that is busy with a cell.
 *
 * The kernel's own sockets are served by another thread than the one that runs
 * cells. These lines end in the cells' thread itself (see `listen` in
 * proxy_prelude.ts): an answer means that JavaScript there is alive and has
 * been told.
 *
 * @module
 */

/** What a ring did: it ended what waited, nothing waited, or nobody is there. */
export type Heard = "stopped" | "idle" | "nobody";

/** Waits for lines from the kernel, and rings them. */
export class Bell {
  #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  #lines: Deno.TcpConn[] = [];

  constructor() {
    this.#accept();
  }

  /** Where the kernel shall connect to. */
  get port(): number {
    return this.#listener.addr.port;
  }

  /** How many lines are ready to be rung. */
  get lines(): number {
    return this.#lines.length;
  }

  /**
   * Rings one line, which is used up by it.
   *
   * @param tone STOP or STOP_AND_COLLECT.
   * @returns What came of it, once the kernel has heard it; it never settles
   * before that, except to say that there is nobody to hear.
   */
  async ring(tone: number): Promise<Heard> {
    const line = this.#lines.shift();
    if (!line) return "nobody";
    try {
      const byte = new Uint8Array([tone]);
      await line.write(byte);
      if (await line.read(byte) === null) return "nobody";
      return byte[0] === 1 ? "stopped" : "idle";
    } catch {
      return "nobody"; // hung up
    } finally {
      line.close();
    }
  }

  /** Stops listening and hangs up. */
  close() {
    this.#listener.close();
    for (const line of this.#lines.splice(0)) line.close();
  }

  async #accept() {
    try {
      for await (const line of this.#listener) this.#lines.push(line);
    } catch { /* closed while waiting */ }
  }
}
