/**
 * The fused kernels in plain TypeScript, for tfjs's `cpu` backend: what the
 * fast ones must agree with.
 */
import { replaceKernel } from "../kernels/replace.ts";
import { adamKernels } from "./adam_kernels.ts";
import { attentionKernels } from "./attention_kernels.ts";
import { crossEntropyKernels } from "./cross_entropy_kernels.ts";
import { geluKernels } from "./gelu_kernels.ts";
import { layerNormKernels } from "./layer_norm_kernels.ts";
import { lstmKernels } from "./lstm_kernels.ts";

const kernels = [
  ...adamKernels,
  ...attentionKernels,
  ...crossEntropyKernels,
  ...geluKernels,
  ...layerNormKernels,
  ...lstmKernels,
];

/** Gives tfjs's `cpu` backend the fused kernels. May be called again. */
export function registerPlainKernels(): void {
  kernels.forEach(replaceKernel);
}
