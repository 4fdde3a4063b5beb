import { getKernel, type KernelConfig } from "@tensorflow/tfjs-core";
import { replaceKernel } from "../kernels/replace.ts";
import type { Context } from "./context.ts";
import { adamStep, squaredNorm } from "./kernels/adam.ts";
import { attention, attentionGrad } from "./kernels/attention.ts";
import { crossEntropy, crossEntropyGrad } from "./kernels/cross_entropy.ts";
import { gelu, geluGrad } from "./kernels/gelu.ts";
import { identity } from "./kernels/identity.ts";
import { layerNorm, layerNormGrad } from "./kernels/layer_norm.ts";
import { lstmRecurrence, lstmRecurrenceGrad } from "./kernels/lstm.ts";
import { batchMatMul, fusedMatMul } from "./kernels/product.ts";
import { gather, segmentSum, sum } from "./kernels/rows.ts";

/** Kernels that tfjs does not have. */
const own = [
  ...[lstmRecurrence, lstmRecurrenceGrad],
  ...[attention, attentionGrad, layerNorm, layerNormGrad, gelu, geluGrad],
  ...[crossEntropy, crossEntropyGrad, adamStep, squaredNorm],
];
/** Kernels that take the place of tfjs's. */
const instead = [batchMatMul, fusedMatMul, identity];
/** Kernels that take some cases off tfjs's and hand it the others. */
const beside = { GatherV2: gather, UnsortedSegmentSum: segmentSum, Sum: sum };

const stock = new Map<string, KernelConfig>();

/**
 * Gives tfjs's `wasm` backend the fused kernels. May be called again, with a
 * new context.
 *
 * @param context Memory and threads that they use from now on.
 */
export function registerWasmKernels(context: Context): void {
  for (const make of [...own, ...instead]) replaceKernel(make(context));
  for (const [name, make] of Object.entries(beside)) {
    if (!stock.has(name)) stock.set(name, getKernel(name, "wasm"));
    const theirs = stock.get(name)!;
    // tfjs calls it for a backend that starts anew, after tf.engine().reset().
    const { setupFunc } = theirs;
    replaceKernel({ ...make(context, theirs), setupFunc });
  }
}
