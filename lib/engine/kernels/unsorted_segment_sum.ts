import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import {
  type KernelConfig,
  type TensorInfo,
  UnsortedSegmentSum,
  type UnsortedSegmentSumAttrs,
} from "@tensorflow/tfjs-core";

/**
 * UnsortedSegmentSum for tfjs-wasm: adds up the rows that share an id.
 *
 * out[s, …] = Σ over i with segmentIds[i] = s of x[i, …]
 *
 * It is the gradient of a gather, so of an Embedding: each word's vector gets
 * the sum of the gradients at the places where the word stood. `x` has shape
 * [rows, …] and type float32 or int32, `segmentIds` has shape [rows], and the
 * result [numSegments, …]. A row whose id is outside 0 … numSegments − 1 is
 * left out, as on tfjs's `cpu` backend.
 */
export const unsortedSegmentSum: KernelConfig = {
  kernelName: UnsortedSegmentSum,
  backendName: "wasm",
  kernelFunc({ inputs, attrs, backend }) {
    const { x, segmentIds } = inputs as Record<string, TensorInfo>;
    const { numSegments } = attrs as unknown as UnsortedSegmentSumAttrs;
    const wasm = backend as BackendWasm;

    const out = wasm.makeOutput([numSegments, ...x.shape.slice(1)], x.dtype);
    // Views of the heap go stale when it grows, so take them after makeOutput.
    const sums = wasm.typedArrayFromHeap(out);
    const rows = wasm.typedArrayFromHeap(x);
    const ids = wasm.typedArrayFromHeap(segmentIds);
    const width = ids.length === 0 ? 0 : rows.length / ids.length;

    sums.fill(0);
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= numSegments) continue;
      const to = ids[i] * width, from = i * width;
      for (let j = 0; j < width; j++) sums[to + j] += rows[from + j];
    }
    return out;
  },
};
