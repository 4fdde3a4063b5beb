/** The fused kernels in WGSL, for tfjs's `webgpu` backend. */
import type { KernelConfig } from "@tensorflow/tfjs-core";
import { replaceKernel } from "../kernels/replace.ts";

const kernels: KernelConfig[] = [];

/** Gives tfjs's `webgpu` backend the fused kernels. May be called again. */
export function registerWebgpuKernels(): void {
  kernels.forEach(replaceKernel);
}
