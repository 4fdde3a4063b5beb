import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-webgpu";
import { type Adapter, findAdapter } from "./adapter.ts";
import { registerMissingKernels } from "./kernels/mod.ts";
import { registerPlainKernels } from "./plain/mod.ts";
import { canShareMemory, inSharedMemory } from "./wasm/shared_memory.ts";
import {
  startWasmKernels,
  type WasmOptions,
  type WasmState,
} from "./wasm/start.ts";
import { registerWebgpuKernels } from "./webgpu/mod.ts";

/** Where tensors live and kernels run. */
export type BackendName = "webgpu" | "wasm" | "cpu";

/** Why a backend was chosen. */
export type Why =
  /** The caller named it. */
  | "forced"
  /** There is a hardware GPU. */
  | "hardware-adapter"
  /** WebGPU has only an adapter that runs on the CPU, slower than WASM. */
  | "software-adapter-only"
  /** WebGPU has no adapter. */
  | "no-adapter";

/** The backend that is in use from now on. */
export interface Backend {
  name: BackendName;
  /** The GPU's name; for the others, which code runs. */
  device: string;
  why: Why;
  /** On `wasm`: how its kernels run. */
  wasm?: WasmState;
}

/** What {@linkcode useBestBackend} may be told; the rest is for `wasm`. */
export interface BackendOptions extends WasmOptions {
  /** A backend's name, to use it whatever the machine has. Empty: choose. */
  force?: string;
  /**
   * Address of the folder with tfjs's `.wasm` files, ending in "/". A page
   * must give it; elsewhere it is found in the installed package.
   */
  wasmFiles?: string;
}

/** A backend that was chosen or forced does not work here. */
export class BackendError extends Error {
  override name = "BackendError";
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Chooses where tfjs computes, and says why: WebGPU where there is a hardware
 * GPU, else WebAssembly. Never the `cpu` backend, which is about 70 times
 * slower than WebAssembly, nor a software GPU, unless forced by name.
 *
 * @param options A forced choice, and where the `.wasm` files are.
 * @returns Which backend is in use now, on which device, and why.
 * @throws {RangeError} When the forced name is no backend.
 * @throws {BackendError} When the backend does not start. There is no silent
 * step down to another one.
 */
export function useBestBackend(options: BackendOptions = {}): Promise<Backend> {
  // One at a time: a start puts a stand-in in Worker's place for a moment.
  const next = last.then(() => begin(options));
  last = next.catch(() => {});
  return next;
}

async function begin(
  { force, wasmFiles, ...wasmOptions }: BackendOptions,
): Promise<Backend> {
  if (force && !isBackendName(force)) {
    throw new RangeError(
      `A backend is one of webgpu, wasm or cpu, not "${force}"`,
    );
  }
  const adapter = force === "wasm" || force === "cpu"
    ? null
    : await findAdapter();
  const { name, why } = force
    ? { name: force as BackendName, why: "forced" as const }
    : choose(adapter);
  if (name === "webgpu" && !adapter) {
    throw new BackendError(
      'WebGPU finds no adapter on this machine; force "wasm" instead',
    );
  }
  if (name === "wasm") prepareWasm(wasmFiles);
  if (name === "webgpu") registerWebgpuKernels();
  if (name === "cpu") {
    registerPlainKernels();
    quietCpu();
  }

  const start = () => tf.setBackend(name);
  const shared = name === "wasm" && canShareMemory();
  const started = await (shared ? inSharedMemory(start) : start());
  if (!started || tf.getBackend() !== name) {
    throw new BackendError(
      `The backend "${name}" did not start (in use: ` +
        `"${tf.getBackend()}"); force another one`,
    );
  }
  const wasm = name === "wasm" ? await startWasmKernels(wasmOptions) : null;
  return { name, device: device(name, adapter), why, ...(wasm && { wasm }) };
}

/**
 * The choice alone, without starting anything.
 *
 * @param adapter The machine's GPU, or null.
 * @returns The backend for it, and why.
 */
export function choose(
  adapter: Adapter | null,
): { name: BackendName; why: Why } {
  if (!adapter) return { name: "wasm", why: "no-adapter" };
  return adapter.software
    ? { name: "wasm", why: "software-adapter-only" }
    : { name: "webgpu", why: "hardware-adapter" };
}

function isBackendName(name: string): name is BackendName {
  return name === "webgpu" || name === "wasm" || name === "cpu";
}

function prepareWasm(wasmFiles?: string): void {
  setWasmPaths(
    wasmFiles ??
      new URL(".", import.meta.resolve("@tensorflow/tfjs-backend-wasm")).href,
  );
  registerMissingKernels();
}

/** Keeps tfjs's advice about its Node package out of the output. */
function quietCpu(): void {
  const cpu = tf.findBackend("cpu") as unknown as { firstUse: boolean };
  cpu.firstUse = false;
}

function device(name: BackendName, adapter: Adapter | null): string {
  if (name === "webgpu") return adapter!.name;
  if (name === "cpu") return "JavaScript";
  return tf.env().getBool("WASM_HAS_SIMD_SUPPORT")
    ? "WebAssembly SIMD"
    : "WebAssembly";
}
