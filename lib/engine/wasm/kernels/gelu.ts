import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import { type Context, sizeOf } from "../context.ts";

/** Numbers that a part has at least: less is not worth a thread. */
const LEAST = 4_000;

/** GELU; contract in `ops/gelu.ts`. */
export function gelu(context: Context): KernelConfig {
  return {
    kernelName: "Gelu",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { x } = inputs as Record<string, TensorInfo>;
      const y = context.output(x.shape);
      run(context, "gelu", [context.address(x), y.at], x);
      return y;
    },
  };
}

/** Its gradient. */
export function geluGrad(context: Context): KernelConfig {
  return {
    kernelName: "GeluGrad",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { x, dy } = inputs as Record<string, TensorInfo>;
      const dx = context.output(x.shape);
      const at = [x, dy].map((tensor) => context.address(tensor));
      run(context, "geluGradient", [...at, dx.at], x);
      return dx;
    },
  };
}

function run(
  context: Context,
  name: "gelu" | "geluGradient",
  at: number[],
  { shape }: TensorInfo,
): void {
  const bytes = context.kernels.GELU_SCRATCH.value;
  context.pool.run(
    name,
    context.cut(sizeOf(shape), 16, LEAST)
      .map((cut, part) => [...at, context.scratch(part, bytes), ...cut]),
  );
}
