/**
 * Threads that run one kernel together, each on its own part of the work.
 *
 * They share tfjs's memory, so nothing is copied: a job is a kernel's name and
 * a few numbers. The caller's thread takes the first part itself. How a job is
 * cut depends on the number of parts alone, and kernels give the same numbers
 * however they are cut, so results don't depend on the number of threads.
 *
 * @module
 */
import type { KernelName, Kernels } from "./module.ts";
import { work, type WorkerStart } from "./worker.ts";

/** One part of a job: the kernel's arguments. */
export type Part = number[];

interface Thread {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

/** About 0.1 ms, some times what it takes to wake a thread. */
const LOOKS = 20_000;
/** Room for a kernel's number, the count of its arguments, and 32 of them. */
const JOB_BYTES = 34 * 8;

/** What a pool needs. */
export interface PoolOptions {
  /** The module's instance on the caller's thread. */
  kernels: Kernels;
  /** The module, for the workers' own instances. */
  module: WebAssembly.Module;
  /** The memory they compute in; shared, if threads > 1. */
  memory: WebAssembly.Memory;
  /** How many threads, the caller's included. */
  threads: number;
  /** Takes bytes of that memory for good, and answers their address. */
  allocate: (bytes: number) => number;
  /** Address of a module with a native product, or none. */
  product?: string;
}

/** A kernel failed in a worker thread, or a worker could not start. */
export class ThreadError extends Error {
  override name = "ThreadError";
}

export class Pool {
  readonly #kernels: Kernels;
  readonly #names: KernelName[];
  readonly #control: Int32Array;
  readonly #jobs: Float64Array[];
  readonly #threads: Thread[];

  private constructor(
    kernels: Kernels,
    names: KernelName[],
    control: Int32Array,
    jobs: Float64Array[],
    threads: Thread[],
  ) {
    this.#kernels = kernels;
    this.#names = names;
    this.#control = control;
    this.#jobs = jobs;
    this.#threads = threads;
  }

  /**
   * Starts a pool.
   *
   * @throws {ThreadError} When a worker does not start.
   */
  static async start(
    { kernels, module, memory, threads, allocate, product }: PoolOptions,
  ): Promise<Pool> {
    const names = Object.keys(kernels) as KernelName[];
    const start = allocate(64 + threads * JOB_BYTES);
    const control = new Int32Array(memory.buffer, start, 3).fill(0);
    const jobs: Float64Array[] = [];
    const started: Promise<Thread>[] = [];
    for (let i = 1; i < threads; i++) {
      const at = start + 64 + (i - 1) * JOB_BYTES;
      jobs.push(new Float64Array(memory.buffer, at, JOB_BYTES / 8));
      started.push(startThread({
        module,
        memory,
        names,
        control: start,
        work: at,
        looks: LOOKS,
        product,
      }));
    }
    const ends = await Promise.allSettled(started);
    const failed = ends.find((end) => end.status === "rejected");
    const running = ends.flatMap((end) =>
      end.status === "fulfilled" ? [end.value] : []
    );
    if (!failed) return new Pool(kernels, names, control, jobs, running);
    for (const thread of running) thread.terminate();
    throw failed.reason;
  }

  /** Number of threads, the caller's included. */
  get threads(): number {
    return this.#threads.length + 1;
  }

  /**
   * Runs a kernel, and returns when all parts are done.
   *
   * @param name The kernel.
   * @param parts Its arguments, once for each part; at most one a thread.
   * @throws {ThreadError} When the kernel fails in a worker.
   */
  run(name: KernelName, parts: Part[]): void {
    if (parts.length === 0) return;
    if (parts.length === 1) return this.#kernels[name](...parts[0]);
    this.settle(); // from a job that a notebook's stop button cut off
    Atomics.store(this.#control, 2, 0);
    this.#wake(name, parts);
    try {
      this.#kernels[name](...parts[0]);
    } finally {
      this.settle(); // also after an error: the next job needs them idle
    }
    if (Atomics.load(this.#control, 2) > 0) {
      throw new ThreadError(`The kernel "${name}" failed in a worker thread`);
    }
  }

  #wake(name: KernelName, parts: Part[]): void {
    const index = this.#names.indexOf(name);
    this.#jobs.forEach((job, i) => {
      const part = parts[i + 1];
      job[0] = part ? index : -1;
      job[1] = part?.length ?? 0;
      if (part) job.set(part, 2);
    });
    Atomics.add(this.#control, 0, 1);
    Atomics.notify(this.#control, 0);
  }

  /**
   * Waits until no worker computes. Each counts each job as done, so they are
   * idle when the two numbers fit. Both wrap around at 2³², and still fit.
   */
  settle(): void {
    const control = this.#control, workers = this.#threads.length;
    if (workers === 0) return;
    const all = Math.imul(Atomics.load(control, 0), workers);
    for (let looks = 0;; looks++) {
      const done = Atomics.load(control, 1);
      if (done === all) return;
      if (looks < LOOKS) continue;
      // The caller may have been cut off before it woke them.
      if (looks === LOOKS) Atomics.notify(control, 0);
      // A page's own thread must not sleep; it looks until the end.
      if (canSleep) Atomics.wait(control, 1, done);
    }
  }

  /** Ends the workers. The pool goes on with the caller's thread alone. */
  close(): void {
    if (this.#threads.length === 0) return;
    this.settle();
    for (const job of this.#jobs) job[0] = -2;
    Atomics.add(this.#control, 0, 1);
    Atomics.notify(this.#control, 0);
    for (const thread of this.#threads) thread.terminate();
    this.#threads.length = 0;
    this.#jobs.length = 0;
  }
}

const canSleep = !("document" in globalThis);

/**
 * Starts a worker. In Deno and Node it is one of `worker_threads`, which can be
 * told not to keep the program alive; in a page, one that ends with the page.
 */
function startThread(start: WorkerStart): Promise<Thread> {
  const node = (globalThis as {
    process?: { getBuiltinModule?(name: string): NodeThreads };
  }).process?.getBuiltinModule?.("worker_threads");
  return new Promise((resolve, reject) => {
    const fail = (error: { message?: string }) =>
      reject(new ThreadError(`A thread did not start: ${error.message}`));
    if (node) {
      const source = `const { parentPort, workerData } =
        process.getBuiltinModule("worker_threads");
        (${work})(workerData, () => parentPort.postMessage("ready"));`;
      const address = `data:text/javascript,${encodeURIComponent(source)}`;
      const thread = new node.Worker(new URL(address), { workerData: start });
      thread.once("error", fail);
      thread.once("message", () => {
        thread.unref();
        resolve(thread);
      });
    } else {
      // A page hears of errors, not of promises that reject.
      const source = `onmessage = ({ data }) =>
        (${work})(data, () => postMessage("ready"))
          .catch((error) => setTimeout(() => { throw error; }));`;
      const address = URL.createObjectURL(new Blob([source]));
      const thread = new Worker(address, { type: "module" });
      thread.onerror = fail;
      thread.onmessageerror = () => fail({ message: "it can't be told" });
      thread.onmessage = () => {
        URL.revokeObjectURL(address);
        resolve(thread);
      };
      thread.postMessage(start);
    }
  });
}

/** The part of `worker_threads` that is used. */
interface NodeThreads {
  Worker: new (address: URL, options: { workerData: unknown }) => Thread & {
    once(event: string, listener: (value: { message?: string }) => void): void;
    unref(): void;
  };
}
