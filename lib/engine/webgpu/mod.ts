/** Kernels for tfjs's `webgpu` backend: the fused ones, and one put right. */
import { replaceKernel } from "../kernels/replace.ts";
import { adamKernels } from "./adam.ts";
import { addNKernel } from "./add_n.ts";
import { attentionKernels } from "./attention.ts";
import { crossEntropyKernels } from "./cross_entropy.ts";
import { geluKernels } from "./gelu.ts";
import { layerNormKernels } from "./layer_norm.ts";
import { lstmKernels } from "./lstm.ts";

const kernels = [
  addNKernel,
  ...adamKernels,
  ...attentionKernels,
  ...crossEntropyKernels,
  ...geluKernels,
  ...layerNormKernels,
  ...lstmKernels,
];

/** Gives tfjs's `webgpu` backend these kernels. May be called again. */
export function registerWebgpuKernels(): void {
  kernels.forEach(replaceKernel);
}
