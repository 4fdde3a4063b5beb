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
   * @returns True once the kernel has heard it and ended what waited; never
   * settles before that. False when nothing waited, when there is no line or
   * the kernel has gone.
   */
  async ring(tone: number): Promise<boolean> {
    const line = this.#lines.shift();
    if (!line) return false;
    try {
      const byte = new Uint8Array([tone]);
      await line.write(byte);
      return await line.read(byte) !== null && byte[0] === 1;
    } catch {
      return false; // hung up
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
