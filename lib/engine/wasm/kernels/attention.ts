import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import type { Context } from "../context.ts";

/** Multiply-adds that a part has at least: less is not worth a thread. */
const LEAST = 50_000;

/** Attention; contract in `ops/attention.ts`. */
export function attention(context: Context): KernelConfig {
  return {
    kernelName: "Attention",
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { qkv, mask } = inputs as Record<string, TensorInfo>;
      const sizes = sizesOf(qkv, attrs!.heads as number);
      const { batch, time, width, heads, head } = sizes;
      const out = context.output([batch, time, width]);
      const logSumExp = context.output([batch, heads, time]);
      const bytes = context.kernels.attentionScratch(time, head);
      context.pool.run(
        "attentionForward",
        pairs(context, sizes).map((cut, part) => [
          ...[time, width, heads, Number(attrs!.causal), 1 / Math.sqrt(head)],
          ...[context.address(qkv), mask ? context.address(mask) : 0],
          ...[out.at, logSumExp.at, context.scratch(part, bytes), ...cut],
        ]),
      );
      return [out, logSumExp];
    },
  };
}

/** Its gradient by queries, keys and values. */
export function attentionGrad(context: Context): KernelConfig {
  return {
    kernelName: "AttentionGrad",
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { qkv, out, logSumExp, dy, mask } = inputs as Record<
        string,
        TensorInfo
      >;
      const sizes = sizesOf(qkv, attrs!.heads as number);
      const { time, width, heads, head } = sizes;
      const dqkv = context.output(qkv.shape);
      const at = [qkv, out, logSumExp, dy].map((t) => context.address(t));
      const bytes = context.kernels.attentionGradientScratch(time, head);
      context.pool.run(
        "attentionBackward",
        pairs(context, sizes).map((cut, part) => [
          ...[time, width, heads, Number(attrs!.causal), 1 / Math.sqrt(head)],
          ...[...at, mask ? context.address(mask) : 0],
          ...[dqkv.at, context.scratch(part, bytes), ...cut],
        ]),
      );
      return dqkv;
    },
  };
}

interface Sizes {
  batch: number;
  time: number;
  width: number;
  heads: number;
  /** Width of one head. */
  head: number;
}

function sizesOf({ shape }: TensorInfo, heads: number): Sizes {
  const [batch, time, all] = shape;
  return { batch, time, width: all / 3, heads, head: all / 3 / heads };
}

/** Pairs of a batch row and a head for each thread. */
function pairs(context: Context, { batch, time, heads, head }: Sizes) {
  const least = Math.ceil(LEAST / (time * time * head + 1));
  return context.cut(batch * heads, 1, least);
}
