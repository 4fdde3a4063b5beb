import { fileOf } from "./variant.ts";

/** What the module of `assembly/index.ts` exports; its own comments say more. */
export type Kernels =
  & Record<
    | "product"
    | "lstmForward"
    | "lstmBackward"
    | "lstmKernelGradient"
    | "gatherRows"
    | "scatterAddRows"
    | "sumRows"
    | "squaredNorm"
    | "adamStep"
    | "layerNorm"
    | "layerNormGradient"
    | "layerNormParameters"
    | "gelu"
    | "geluGradient"
    | "crossEntropy"
    | "crossEntropyGradient"
    | "attentionForward"
    | "attentionBackward",
    (...args: number[]) => void
  >
  & Settings;

/** What it exports beside kernels. */
interface Settings {
  useNative(on: number): void;
  lstmScratch(rows: number, units: number): number;
  attentionScratch(time: number, head: number): number;
  attentionGradientScratch(time: number, head: number): number;
  PRODUCT_SCRATCH: WebAssembly.Global;
  GELU_SCRATCH: WebAssembly.Global;
  CONSTANTS: WebAssembly.Global;
}

/** A kernel that computes and returns nothing. */
export type KernelName = Exclude<keyof Kernels, keyof Settings>;

/**
 * Loads the kernels' module: with fused multiply-add where this machine's WASM
 * has it, else without.
 *
 * @param shared Whether the memory it will compute in is shared by threads.
 * @param strict True: without fused multiply-add in any case.
 * @param files Address of the folder `binary/`, ending in "/".
 * @throws {Error} When a file cannot be read.
 */
export async function loadModule(
  shared: boolean,
  strict: boolean,
  files: string,
): Promise<{ module: WebAssembly.Module; relaxed: boolean }> {
  for (const relaxed of strict ? [false] : [true, false]) {
    const address = files + fileOf({ relaxed, shared });
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const bytes = await response.arrayBuffer();
    if (relaxed && !WebAssembly.validate(bytes)) continue;
    return { module: await WebAssembly.compile(bytes), relaxed };
  }
  throw new Error("The kernels' module is not valid here");
}
