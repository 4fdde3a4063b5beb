import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import type { Context } from "../context.ts";

/**
 * tfjs's Identity, which is what clone() runs, without its copy. Differentiation
 * clones a tensor at every turn, 220 times in a step of a small Transformer. A
 * clone may share the memory, as a reshaped tensor does, since kernels don't
 * write into their inputs; the optimiser, which does, sees to that itself.
 */
export function identity(context: Context): KernelConfig {
  return {
    kernelName: "Identity",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { dataId, shape, dtype } = inputs.x as TensorInfo;
      context.backend.incRef(dataId);
      return { dataId, shape, dtype };
    },
  };
}
