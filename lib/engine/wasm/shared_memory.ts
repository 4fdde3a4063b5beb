/**
 * tfjs's WASM backend in memory that threads can share.
 *
 * tfjs has such a build, for threads of its own. Those don't start in Deno, and
 * we don't want them: they only serve some of tfjs's kernels, and ours have a
 * pool. What we want is the memory. So tfjs loads that build with one thread,
 * which uses no worker, and the eight workers that it makes in advance are
 * dummies that say they are ready.
 *
 * @module
 */
import { setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import { env } from "@tensorflow/tfjs-core";

/** Whether threads can share memory here; a page must be isolated for it. */
export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer !== "undefined" &&
    globalThis.crossOriginIsolated !== false;
}

/** A worker that does nothing but say that it is ready. */
class Dummy {
  onmessage?: (event: { data: { cmd: string } }) => void;
  postMessage({ cmd }: { cmd: string }) {
    if (cmd !== "load") return;
    queueMicrotask(() => this.onmessage?.({ data: { cmd: "loaded" } }));
  }
  on() {}
  unref() {}
  terminate() {}
}

/**
 * Starts tfjs's backend in shared memory.
 *
 * @param start What starts it.
 * @returns What `start` answers.
 */
export async function inSharedMemory<T>(start: () => Promise<T>): Promise<T> {
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", true);
  setThreadsCount(1);
  const worker = Object.getOwnPropertyDescriptor(globalThis, "Worker")!;
  Object.defineProperty(globalThis, "Worker", {
    configurable: true,
    get: () => Dummy,
    set() {}, // under Deno, tfjs puts Node's Worker there
  });
  try {
    return await start();
  } finally {
    Object.defineProperty(globalThis, "Worker", worker);
  }
}
