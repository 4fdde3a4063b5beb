/**
 * What a worker thread of the pool runs. The pool sends this function's text to
 * the worker, so it uses nothing from outside itself.
 *
 * The worker sleeps on the first number of `control` until it changes, runs the
 * kernel it finds in its own part of `work` (which kernel, how many arguments,
 * the arguments), and counts itself done in the second number. It watches for a
 * while before it sleeps: waking a thread takes longer than many kernels do.
 */

/** What the pool tells a worker at its start. */
export interface WorkerStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Names of the kernels; jobs give their index. */
  names: string[];
  /** Int32: number of the job, how often a worker was done or failed. */
  control: number;
  /** Float64: this worker's kernel, number of arguments, arguments. */
  work: number;
  /** How often to look before falling asleep. */
  looks: number;
  /** Address of a module that brings its own matrix product, or none. */
  product?: string;
}

export async function work(
  start: WorkerStart,
  ready: () => void,
): Promise<void> {
  const { module, memory, names, looks } = start;
  const product = start.product
    ? (await import(start.product)).openProduct(memory)
    : () => {};
  const { exports } = await WebAssembly.instantiate(module, {
    env: { memory, abort() {} },
    native: { product },
  });
  if (start.product) (exports.useNative as (on: number) => void)(1);
  const control = new Int32Array(memory.buffer, start.control, 3);
  const job = new Float64Array(memory.buffer, start.work, 34);
  let seen = Atomics.load(control, 0);
  ready();
  for (;;) {
    for (let i = 0; i < looks && Atomics.load(control, 0) === seen; i++);
    // The wake-up of a job that a look already found may come after the job is
    // done, so a wake-up alone is no job.
    while (Atomics.load(control, 0) === seen) Atomics.wait(control, 0, seen);
    seen = Atomics.load(control, 0);
    const [kernel, count] = job;
    if (kernel === -2) return; // the pool closes
    if (kernel >= 0) {
      try {
        const run = exports[names[kernel]] as (...args: number[]) => void;
        run(...job.subarray(2, 2 + count));
      } catch {
        Atomics.add(control, 2, 1);
      }
    }
    Atomics.add(control, 1, 1);
    Atomics.notify(control, 1);
  }
}
