import {
  type GatherV2Attrs,
  type KernelConfig,
  type SumAttrs,
  type TensorInfo,
  type UnsortedSegmentSumAttrs,
  util,
} from "@tensorflow/tfjs-core";
import { type Context, LEAST, sizeOf } from "../context.ts";

/**
 * tfjs's GatherV2 where rows of a table are taken, as an Embedding does.
 *
 * @param stock tfjs's own kernel, for other axes and types.
 */
export function gather(context: Context, stock: KernelConfig): KernelConfig {
  return {
    kernelName: "GatherV2",
    backendName: "wasm",
    kernelFunc(call) {
      const { x, indices } = call.inputs as Record<string, TensorInfo>;
      const { axis, batchDims } = call.attrs as unknown as GatherV2Attrs;
      const [first] = util.parseAxisParam(axis, x.shape);
      if (
        first !== 0 || batchDims || x.dtype === "bool" ||
        indices.dtype !== "int32"
      ) return stock.kernelFunc(call);
      const ids = context.backend.typedArrayFromHeap(indices) as Int32Array;
      const count = x.shape[0];
      for (const id of ids) {
        if (id < 0 || id >= count) {
          throw new RangeError(
            `Row ${id} is not in the table; it has rows 0 to ${count - 1}`,
          );
        }
      }
      const out = context.output(
        [...indices.shape, ...x.shape.slice(1)],
        x.dtype,
      );
      const width = sizeOf(x.shape.slice(1));
      const cuts = context.cut(ids.length, 1, Math.ceil(LEAST / (width + 1)));
      context.pool.run(
        "gatherRows",
        cuts.map((cut) => [
          ...[count, width, context.address(x), context.address(indices)],
          ...[out.at, ...cut],
        ]),
      );
      return out;
    },
  };
}

/** tfjs's UnsortedSegmentSum, the gradient of {@linkcode gather}. */
export function segmentSum(
  context: Context,
  stock: KernelConfig,
): KernelConfig {
  return {
    kernelName: "UnsortedSegmentSum",
    backendName: "wasm",
    kernelFunc(call) {
      const { x, segmentIds } = call.inputs as Record<string, TensorInfo>;
      const { numSegments } = call.attrs as unknown as UnsortedSegmentSumAttrs;
      if (x.dtype !== "float32") return stock.kernelFunc(call);
      const out = context.output([numSegments, ...x.shape.slice(1)]);
      const rows = sizeOf(segmentIds.shape);
      const width = sizeOf(x.shape.slice(1));
      const cuts = context.cut(numSegments, 1, Math.ceil(LEAST / (width + 1)));
      context.pool.run(
        "scatterAddRows",
        cuts.map((cut) => [
          ...[rows, width, context.address(x), context.address(segmentIds)],
          ...[out.at, ...cut],
        ]),
      );
      return out;
    },
  };
}

/**
 * tfjs's Sum where it adds up rows, as a bias's gradient does. tfjs itself
 * turns the tensor round first.
 *
 * @param stock tfjs's own kernel, for other axes and types.
 */
export function sum(context: Context, stock: KernelConfig): KernelConfig {
  return {
    kernelName: "Sum",
    backendName: "wasm",
    kernelFunc(call) {
      const { x } = call.inputs as Record<string, TensorInfo>;
      const { axis, keepDims } = call.attrs as unknown as SumAttrs;
      const axes = util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
      const leading = axes.length > 0 && axes.length < x.shape.length &&
        axes.every((a, i) => a === i);
      if (!leading || x.dtype !== "float32" || sizeOf(x.shape) === 0) {
        return stock.kernelFunc(call);
      }
      const kept = x.shape.slice(axes.length);
      const rows = sizeOf(x.shape.slice(0, axes.length));
      const width = sizeOf(kept);
      const out = context.output([
        ...(keepDims ? axes.map(() => 1) : []),
        ...kept,
      ]);
      const cuts = context.cut(width, 4, Math.ceil(LEAST / rows));
      context.pool.run(
        "sumRows",
        cuts.map((cut) => [rows, width, context.address(x), out.at, ...cut]),
      );
      return out;
    },
  };
}
