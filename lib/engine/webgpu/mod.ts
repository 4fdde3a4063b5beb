/** The fused kernels in WGSL, for tfjs's `webgpu` backend. */
import { replaceKernel } from "../kernels/replace.ts";
import { lstmKernels } from "./lstm.ts";

const kernels = [...lstmKernels];

/** Gives tfjs's `webgpu` backend the fused kernels. May be called again. */
export function registerWebgpuKernels(): void {
  kernels.forEach(replaceKernel);
}
