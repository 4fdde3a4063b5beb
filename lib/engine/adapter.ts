/** What the machine's graphics adapter is, as far as WebGPU tells. */
export interface Adapter {
  /** Its name, for example "NVIDIA H200" or "llvmpipe (LLVM 15.0.6)". */
  name: string;
  /** True for a program that plays a GPU on the CPU. */
  software: boolean;
}

// llvmpipe and lavapipe are Mesa's, SwiftShader Chromium's, and the Basic
// Render Driver is what Windows shows without a graphics driver.
const SOFTWARE = /llvmpipe|lavapipe|swiftshader|basic render/i;

/**
 * Tells a software adapter from a hardware one.
 *
 * @param info What `GPUAdapter.info` says; browsers fill in only some of it.
 * @returns The name to show, and whether it is software.
 */
export function describeAdapter(
  info: Partial<GPUAdapterInfo>,
): Adapter {
  const name = info.description || info.device ||
    [info.vendor, info.architecture].filter(Boolean).join(" ") || "unnamed GPU";
  return {
    name,
    software: info.isFallbackAdapter === true || SOFTWARE.test(name),
  };
}

/**
 * Asks WebGPU for the adapter that tfjs will use: the fastest.
 *
 * @returns The adapter, or null where there is none or no WebGPU.
 */
export async function findAdapter(): Promise<Adapter | null> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter({
    powerPreference: "high-performance",
  });
  return adapter ? describeAdapter(adapter.info) : null;
}
