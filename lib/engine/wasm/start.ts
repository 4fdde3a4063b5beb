import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { allocate, Context, type Emscripten } from "./context.ts";
import { type Kernels, loadModule } from "./module.ts";
import { Pool } from "./pool.ts";
import { registerWasmKernels } from "./register.ts";

/** How the fused kernels run. */
export interface WasmOptions {
  /**
   * Threads to compute with. Default: one for each core, at most 8; one where
   * threads cannot share memory.
   */
  threads?: number;
  /**
   * True: the kernels without fused multiply-add, a little slower, whose
   * numbers are the same on every processor.
   */
  strict?: boolean;
  /** Address of the folder with the kernels' files, ending in "/". */
  kernelFiles?: string;
  /**
   * Address of a module whose `openProduct(memory)` answers a matrix product
   * of this machine's own; see `nativeProduct()` of `@course/jupyter`.
   */
  product?: string;
}

/** How they run now. */
export interface WasmState {
  threads: number;
  /** With fused multiply-add. */
  relaxed: boolean;
  /** With the machine's own matrix product. */
  native: boolean;
}

const MOST_THREADS = 8;
let running: { key: string; context: Context; state: WasmState } | undefined;

/**
 * Starts the fused kernels on tfjs's running `wasm` backend. With the same
 * options as before it changes nothing; with others the old threads end.
 *
 * @param options Threads, strictness, files, product.
 * @returns How the kernels run.
 * @throws {RangeError} When the number of threads is not a whole number from 1.
 * @throws {ThreadError} When a thread does not start.
 */
export async function startWasmKernels(
  options: WasmOptions = {},
): Promise<WasmState> {
  const { strict = false, product } = options;
  const files = options.kernelFiles ??
    new URL("./binary/", import.meta.url).href;
  const backend = tf.backend() as unknown as BackendWasm;
  const emscripten = backend.wasm as unknown as Emscripten;
  const shared = emscripten.wasmMemory !== undefined;
  const memory = emscripten.wasmMemory ?? emscripten.asm.memory;
  const threads = howMany(options.threads, shared);
  const key = JSON.stringify([threads, strict, files, product]);
  if (running?.key === key && running.context.backend === backend) {
    return running.state;
  }
  const { module, relaxed } = await loadModule(shared, strict, files);
  const native = product ? (await import(product)).openProduct(memory) : null;
  const instance = await WebAssembly.instantiate(module, {
    env: { memory, abort() {} },
    native: { product: native ?? (() => {}) },
  });
  const kernels = instance.exports as unknown as Kernels;
  kernels.useNative(Number(native !== null));
  const pool = await Pool.start({
    ...{ kernels, module, memory, threads, product },
    allocate: (bytes) => allocate(emscripten, bytes),
  });
  running?.context.close();
  const context = new Context(backend, emscripten, kernels, pool);
  registerWasmKernels(context);
  const state = { threads, relaxed, native: native !== null };
  running = { key, context, state };
  return state;
}

function howMany(wanted: number | undefined, shared: boolean): number {
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 1)) {
    throw new RangeError(
      `The number of threads is a whole number from 1, not ${wanted}`,
    );
  }
  if (!shared) return 1;
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  return wanted ?? Math.min(cores, MOST_THREADS);
}
