import {
  AddN,
  getKernel,
  type NamedTensorInfoMap,
  type TensorInfo,
} from "@tensorflow/tfjs-core";
import { gpuKernel } from "./kernel.ts";

/** tfjs's own; looked up here, before ours takes its place. */
const { kernelFunc: stock } = getKernel(AddN, "webgpu");

/** Buffers that WebGPU promises a shader, less the one for the sum. */
const MOST_TERMS = 7;

/**
 * The sum of any number of tensors.
 *
 * tfjs's own binds all of them at once. With more than seven, WebGPU refuses
 * the shader, tfjs does not notice, and the sum is whatever lay in its buffer.
 * So here seven at a time are added up, and then their sums.
 */
export const addNKernel = gpuKernel(AddN, (gpu, inputs) => {
  let terms = Object.values(inputs);
  let made: TensorInfo[] = [];
  do {
    const sums: TensorInfo[] = [];
    for (let i = 0; i < terms.length; i += MOST_TERMS) {
      // tfjs passes a list where its type says names.
      const some = terms.slice(i, i + MOST_TERMS) as unknown;
      const inputs = some as NamedTensorInfoMap;
      sums.push(stock({ inputs, attrs: {}, backend: gpu }) as TensorInfo);
    }
    made.forEach(({ dataId }) => gpu.disposeData(dataId));
    terms = made = sums;
  } while (terms.length > 1);
  return terms[0];
});
