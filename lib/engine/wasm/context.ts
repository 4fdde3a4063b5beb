import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";
import type { Kernels } from "./module.ts";
import type { Pool } from "./pool.ts";

/** The part of Emscripten's module that tfjs keeps to itself. */
export interface Emscripten {
  _malloc(bytes: number): number;
  _free(address: number): void;
  /** In the build for threads. */
  wasmMemory?: WebAssembly.Memory;
  /** In the build without. */
  asm: { memory: WebAssembly.Memory };
}

/** Numbers that a part has at least: less is not worth a thread. */
export const LEAST = 20_000;

/** The memory of the backend has no room for what a kernel needs. */
export class MemoryError extends Error {
  override name = "MemoryError";
}

/** A range of work, `from` … `to − 1`. */
export type Range = [from: number, to: number];

/** What the fused kernels work with: tfjs's memory, and threads over it. */
export class Context {
  readonly #scratch: { address: number; bytes: number }[] = [];

  constructor(
    readonly backend: BackendWasm,
    readonly emscripten: Emscripten,
    readonly kernels: Kernels,
    readonly pool: Pool,
  ) {}

  /**
   * @returns Where a tensor's numbers begin in memory, in bytes.
   * @throws {MemoryError} When tfjs found no room for them.
   */
  address({ dataId, shape }: TensorInfo): number {
    const { memoryOffset } = this.backend.dataIdMap.get(dataId);
    if (memoryOffset === 0) throw full(4 * sizeOf(shape));
    return memoryOffset;
  }

  /** @returns A new tensor with whatever its memory holds, and its address. */
  output(
    shape: number[],
    dtype: DataType = "float32",
  ): TensorInfo & { at: number } {
    const info = this.backend.makeOutput(shape, dtype);
    return { ...info, at: this.address(info) };
  }

  /**
   * Makes tfjs forget what it keeps of a tensor whose numbers were changed in
   * place, such as a convolution's filter packed. It keeps that by the tensor's
   * number in its own table, and drops it when the number leaves the table.
   */
  forget({ dataId, shape }: TensorInfo): void {
    const { id, memoryOffset } = this.backend.dataIdMap.get(dataId);
    this.backend.wasm.tfjs.disposeData(id);
    this.backend.wasm.tfjs.registerTensor(id, sizeOf(shape), memoryOffset);
  }

  /**
   * Memory for one part of a job, kept for the next ones.
   *
   * @param part Number of the part.
   * @param bytes How much it needs.
   * @returns Its address, a multiple of 64: a cache line of its own.
   * @throws {MemoryError} When there is no room for it.
   */
  scratch(part: number, bytes: number): number {
    const kept = this.#scratch[part];
    if (kept && kept.bytes >= bytes) return align(kept.address);
    if (kept) {
      this.pool.settle(); // a job that was cut off may still use it
      this.#scratch[part] = { address: 0, bytes: 0 };
      this.emscripten._free(kept.address);
    }
    const address = allocate(this.emscripten, bytes + 64);
    this.#scratch[part] = { address, bytes };
    return align(address);
  }

  /** Ends the threads, and gives back what was kept for them. */
  close(): void {
    this.pool.close();
    for (const { address } of this.#scratch) this.emscripten._free(address);
    this.#scratch.length = 0;
  }

  /**
   * Cuts work into parts, at most one for each thread.
   *
   * @param count How many rows, columns or numbers.
   * @param grain Cuts fall on multiples of this, as long as `count` allows.
   * @param least A part is no smaller than this; less is not worth a thread.
   */
  cut(count: number, grain = 1, least = grain): Range[] {
    const most = Math.max(1, Math.floor(count / least));
    const parts = Math.min(this.pool.threads, most);
    const step = Math.ceil(count / parts / grain) * grain;
    const ranges: Range[] = [];
    for (let from = 0; from < count; from += step) {
      ranges.push([from, Math.min(from + step, count)]);
    }
    return ranges;
  }
}

/**
 * @returns The address of so many bytes of tfjs's memory.
 * @throws {MemoryError} When there is no room for them.
 */
export function allocate(emscripten: Emscripten, bytes: number): number {
  // Emscripten answers signed numbers; beyond 2 GiB they are negative.
  const address = emscripten._malloc(bytes) >>> 0;
  if (address === 0) throw full(bytes);
  return address;
}

function full(bytes: number): MemoryError {
  return new MemoryError(
    `The backend's memory is full: ${bytes} bytes more do not fit. Dispose ` +
      "of tensors that are no longer needed, or take smaller batches",
  );
}

function align(address: number): number {
  return Math.ceil(address / 64) * 64;
}

/** @returns The product of the sizes: how many numbers a shape holds. */
export function sizeOf(shape: number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
