/** Kernels that tfjs's `wasm` backend lacks and training needs. */
import { getKernel, registerKernel } from "@tensorflow/tfjs-core";
import { unsortedSegmentSum } from "./unsorted_segment_sum.ts";

const kernels = [unsortedSegmentSum];

/**
 * Gives the `wasm` backend the kernels that it lacks. May be called again; a
 * kernel that tfjs has by now is left alone.
 */
export function registerMissingKernels(): void {
  for (const kernel of kernels) {
    if (!getKernel(kernel.kernelName, kernel.backendName)) {
      registerKernel(kernel);
    }
  }
}
