/** The fused kernels in WGSL, for tfjs's `webgpu` backend. */
import { replaceKernel } from "../kernels/replace.ts";
import { adamKernels } from "./adam.ts";
import { attentionKernels } from "./attention.ts";
import { crossEntropyKernels } from "./cross_entropy.ts";
import { geluKernels } from "./gelu.ts";
import { layerNormKernels } from "./layer_norm.ts";
import { lstmKernels } from "./lstm.ts";

const kernels = [
  ...adamKernels,
  ...attentionKernels,
  ...crossEntropyKernels,
  ...geluKernels,
  ...layerNormKernels,
  ...lstmKernels,
];

/** Gives tfjs's `webgpu` backend the fused kernels. May be called again. */
export function registerWebgpuKernels(): void {
  kernels.forEach(replaceKernel);
}
