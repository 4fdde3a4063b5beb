/**
 * The fused kernels in plain TypeScript, for tfjs's `cpu` backend: what the
 * fast ones must agree with.
 */
import { replaceKernel } from "../kernels/replace.ts";
import { lstmKernels } from "./lstm_kernels.ts";

const kernels = [...lstmKernels];

/** Gives tfjs's `cpu` backend the fused kernels. May be called again. */
export function registerPlainKernels(): void {
  kernels.forEach(replaceKernel);
}
