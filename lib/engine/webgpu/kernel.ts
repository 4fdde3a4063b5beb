import {
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from "@tensorflow/tfjs-core";
import type { Gpu } from "./program.ts";

/**
 * Makes a kernel for tfjs's `webgpu` backend.
 *
 * @param kernelName The kernel's name.
 * @param compute Gets the backend, inputs by name (one that was not given is
 * absent) and attributes, and answers the outputs in their order; or,
 * where tfjs knows the kernel as one with a single output, that output.
 */
export function gpuKernel(
  kernelName: string,
  compute: (
    gpu: Gpu,
    inputs: Record<string, TensorInfo>,
    attrs: NamedAttrMap,
  ) => TensorInfo | TensorInfo[],
): KernelConfig {
  return {
    kernelName,
    backendName: "webgpu",
    kernelFunc: ({ inputs, attrs, backend }) =>
      compute(
        backend as unknown as Gpu,
        inputs as Record<string, TensorInfo>,
        attrs ?? {},
      ),
  };
}

/**
 * Runs a kernel of tfjs's own inside one of ours.
 *
 * @returns Its only output, which the caller must hand on or dispose of.
 */
export function runStock(
  gpu: Gpu,
  name: string,
  inputs: NamedTensorInfoMap,
  attrs: NamedAttrMap,
): TensorInfo {
  const { kernelFunc } = getKernel(name, "webgpu");
  return kernelFunc({ inputs, attrs, backend: gpu }) as TensorInfo;
}
