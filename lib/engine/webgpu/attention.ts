/** `Attention` and its gradient for tfjs's webgpu backend; see `ops/attention.ts`. */
import type { NamedAttrMap, TensorInfo } from "@tensorflow/tfjs-core";
import {
  attentionKeysCode,
  attentionQueriesCode,
} from "./attention_backward.ts";
import { attentionForwardCode } from "./attention_forward.ts";
import { gpuKernel } from "./kernel.ts";
import { record } from "./program.ts";

/** Positions that a workgroup has. */
const POSITIONS = 64;
/** What WebGPU promises a workgroup, in vec4s. */
const MEMORY = 16384 / 16;

/** Sizes of the shaders, and how the work is dealt out to workgroups. */
function deal({ shape }: TensorInfo, attrs: NamedAttrMap) {
  const [batch, time, width] = shape;
  const { heads, causal } = attrs as { heads: number; causal: boolean };
  const D = width / 3 / heads, QUADS = Math.ceil(D / 4);
  const TILE = Math.min(32, Math.floor(MEMORY / 2 / QUADS));
  if (TILE === 0) {
    throw new RangeError(
      `A head of attention on this backend is at most ${2 * MEMORY} wide, ` +
        `got ${D}`,
    );
  }
  return {
    constants: { HEADS: heads, CAUSAL: causal, D, QUADS, TILE },
    sizes: { time },
    threads: POSITIONS,
    workgroups: batch * heads * Math.ceil(time / POSITIONS),
  };
}

export const attentionKernels = [
  gpuKernel("Attention", (gpu, { qkv, mask }, attrs) => {
    const [batch, time, width] = qkv.shape;
    const heads = attrs.heads as number;
    const out = gpu.makeTensorInfo([batch, time, width / 3], "float32");
    const logSumExp = gpu.makeTensorInfo([batch, heads, time], "float32");
    record(gpu, {
      name: "Attention",
      ...deal(qkv, attrs),
      writes: { out, logSumExp },
      reads: { qkv, mask },
      code: attentionForwardCode(!!mask),
    });
    return [out, logSumExp];
  }),
  gpuKernel("AttentionGrad", (gpu, inputs, attrs) => {
    const { qkv, out: answer, logSumExp, dy, mask } = inputs;
    const dqkv = gpu.makeTensorInfo(qkv.shape, "float32");
    const along = gpu.makeTensorInfo(logSumExp.shape, "float32");
    record(gpu, {
      name: "AttentionQueries",
      ...deal(qkv, attrs),
      writes: { dqkv, along },
      reads: { qkv, answer, logSumExp, dy, mask },
      code: attentionQueriesCode(!!mask),
    });
    record(gpu, {
      name: "AttentionKeys",
      ...deal(qkv, attrs),
      writes: { dqkv },
      reads: { qkv, logSumExp, along, dy, mask },
      code: attentionKeysCode(!!mask),
    });
    gpu.disposeData(along.dataId);
    return [dqkv];
  }),
];
