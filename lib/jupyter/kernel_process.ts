/**
 * The process of a kernel: started with its connection file, always ended.
 *
 * The kernel lives on when its parent is killed. So a worker inside it reads
 * from a pipe whose other end we hold (`watchParent`). When we die, however
 * that happens, the system closes the pipe, and the worker ends the kernel,
 * even out of a busy loop.
 *
 * @module
 */

import type { ConnectionInfo } from "./channels.ts";
import { settles } from "./patience.ts";
import { freePorts } from "./zmtp.ts";

/** The kernel could not be started, or it died. */
export class KernelError extends Error {
  override name = "KernelError";
}

/** Cell code that ends the kernel once the pipe to it closes. */
export const watchParent = `{
  const code = "while (await Deno.stdin.read(new Uint8Array(1)) !== null);" +
    "Deno.kill(Deno.pid, 'SIGKILL');";
  new Worker("data:text/javascript," + encodeURIComponent(code), {
    type: "module",
  });
}`;

// What it writes at each start, and at each interrupt.
const noise = /^(Warning "deno jupyter"|CDP response has null).*\n+/gm;

/** A `deno jupyter --kernel` and what is known of it. */
export class KernelProcess {
  /** Where it listens. */
  readonly info: ConnectionInfo;
  /** Rejects with a {@linkcode KernelError} when the process ends. */
  readonly death: Promise<never>;
  /** Aborts when the process ends. */
  readonly ended: AbortSignal;
  #child: Deno.ChildProcess;
  #settled: Promise<unknown>;
  #complaints = "";

  private constructor(info: ConnectionInfo, child: Deno.ChildProcess) {
    this.info = info;
    this.#child = child;
    const ended = new AbortController();
    this.ended = ended.signal;
    const read = [child.stdout, child.stderr].map((s) => this.#read(s));
    this.death = Promise.all([child.status, ...read]).then(([status]) => {
      ended.abort();
      const how = status.signal ?? `exit code ${status.code}`;
      throw new KernelError(`The kernel ended (${how})${this.#complaints}`);
    });
    this.#settled = this.death.catch(() => {});
  }

  /**
   * Starts the process.
   *
   * @param cwd Its working directory, from which cells import.
   * @param env Environment variables to add.
   * @param use What to do with it; the connection file is removed after.
   * @returns The process, running.
   */
  static async start(
    cwd: string,
    env: Record<string, string>,
    use: (process: KernelProcess) => Promise<void>,
  ): Promise<KernelProcess> {
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] =
      freePorts(5);
    const info: ConnectionInfo = {
      ip: "127.0.0.1",
      transport: "tcp",
      signature_scheme: "hmac-sha256",
      key: crypto.randomUUID(),
      shell_port,
      iopub_port,
      stdin_port,
      control_port,
      hb_port,
    };
    const file = await Deno.makeTempFile({ prefix: "kernel-" }); // mode 0600
    try {
      await Deno.writeTextFile(file, JSON.stringify(info));
      const command = new Deno.Command(Deno.execPath(), {
        args: ["jupyter", "--kernel", "--conn", file],
        cwd,
        env: { NO_COLOR: "1", ...env },
        stdin: "piped",
        stdout: "piped",
        stderr: "piped",
      });
      const process = new KernelProcess(info, command.spawn());
      try {
        await use(process);
      } catch (error) {
        await process.kill();
        throw error;
      }
      return process;
    } finally {
      await Deno.remove(file);
    }
  }

  /** The process id. */
  get pid(): number {
    return this.#child.pid;
  }

  /**
   * Ends the process if it still runs, and waits until it is gone.
   *
   * @param why Said with its death.
   */
  async kill(why?: string) {
    if (why) this.#complaints = `: ${why}`;
    try {
      this.#child.kill("SIGKILL");
    } catch { /* it has ended before */ }
    await this.#settled;
    await this.#child.stdin.close().catch(() => {}); // its reader is gone
  }

  /** Waits for the process to end by itself, so many seconds at most. */
  async wait(seconds: number) {
    await settles(this.death, seconds);
  }

  /** Reads what it writes, so that it never blocks, and keeps the end. */
  async #read(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      const complaint = text.replaceAll(noise, "");
      if (!complaint) continue;
      this.#complaints = (this.#complaints || ": ").concat(complaint)
        .slice(-2000);
    }
  }
}
