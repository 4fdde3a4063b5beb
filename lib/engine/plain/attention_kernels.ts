import type { NamedAttrMap } from "@tensorflow/tfjs-core";
import {
  attentionBackward,
  attentionForward,
  type AttentionShape,
} from "./attention.ts";
import { type Plain, plainKernel } from "./kernel.ts";

/** Attention as tfjs kernels; see `ops/attention.ts`. */
export const attentionKernels = [
  plainKernel("Attention", ({ qkv, mask }, attrs) => {
    const shape = shapeOf(qkv, attrs);
    const { batch, time, width, heads } = shape;
    const { out, logSumExp } = attentionForward(
      qkv.values as Float32Array,
      mask ? mask.values as Int32Array : null,
      shape,
    );
    return [
      { values: out as Float32Array, shape: [batch, time, width] },
      { values: logSumExp as Float32Array, shape: [batch, heads, time] },
    ];
  }),
  plainKernel("AttentionGrad", ({ qkv, out, logSumExp, dy, mask }, attrs) => [{
    values: attentionBackward({
      qkv: qkv.values as Float32Array,
      out: out.values as Float32Array,
      logSumExp: logSumExp.values as Float32Array,
      dy: dy.values as Float32Array,
      mask: mask ? mask.values as Int32Array : null,
    }, shapeOf(qkv, attrs)) as Float32Array,
    shape: qkv.shape,
  }]),
];

function shapeOf({ shape }: Plain, attrs: NamedAttrMap): AttentionShape {
  const [batch, time, width] = shape;
  const { heads, causal } = attrs as { heads: number; causal: boolean };
  return { batch, time, width: width / 3, heads, causal };
}
