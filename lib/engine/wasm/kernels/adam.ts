import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import type { AdamNumbers } from "../../plain/adam.ts";
import { type Context, LEAST, sizeOf } from "../context.ts";

/** One step of Adam or AdamW, in place; contract in `ops/adam.ts`. */
export function adamStep(context: Context): KernelConfig {
  return {
    kernelName: "AdamStep",
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { parameter, gradient, m, v, scale } = inputs as Record<
        string,
        TensorInfo
      >;
      const at = [parameter, gradient, m, v].map((t) => context.address(t));
      const [factor] = context.backend.typedArrayFromHeap(scale);
      const { rate, beta1, beta2, correction1, correction2, epsilon, decay } =
        attrs as unknown as AdamNumbers;
      const numbers = [
        ...[beta1, 1 - beta1, beta2, 1 - beta2, rate / correction1],
        ...[1 / Math.sqrt(correction2), epsilon, rate * decay],
      ];
      context.pool.run(
        "adamStep",
        context.cut(sizeOf(parameter.shape), 16, LEAST)
          .map((cut) => [...at, factor, ...numbers, ...cut]),
      );
      for (const changed of [parameter, m, v]) context.forget(changed);
      return [];
    },
  };
}

/** Σ x², a scalar; contract in `ops/adam.ts`. */
export function squaredNorm(context: Context): KernelConfig {
  return {
    kernelName: "SquaredNorm",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { x } = inputs as Record<string, TensorInfo>;
      const out = context.output([]);
      const size = sizeOf(x.shape);
      context.pool.run("squaredNorm", [[size, context.address(x), out.at]]);
      return out;
    },
  };
}
