import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import type { Context } from "../context.ts";

/** Numbers that a part has at least: less is not worth a thread. */
const LEAST = 8_000;

/** Softmax cross-entropy; contract in `ops/cross_entropy.ts`. */
export function crossEntropy(context: Context): KernelConfig {
  return {
    kernelName: "SparseSoftmaxCrossEntropy",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { logits, labels } = inputs as Record<string, TensorInfo>;
      const losses = context.output(labels.shape);
      const logSumExp = context.output(labels.shape);
      const at = [logits, labels].map((tensor) => context.address(tensor));
      run(context, "crossEntropy", [...at, losses.at, logSumExp.at], logits);
      return [losses, logSumExp];
    },
  };
}

/** Its gradient by the logits. */
export function crossEntropyGrad(context: Context): KernelConfig {
  return {
    kernelName: "SparseSoftmaxCrossEntropyGrad",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { logits, labels, logSumExp, dy } = inputs as Record<
        string,
        TensorInfo
      >;
      const dlogits = context.output(logits.shape);
      const at = [logits, labels, logSumExp, dy].map((tensor) =>
        context.address(tensor)
      );
      run(context, "crossEntropyGradient", [...at, dlogits.at], logits);
      return dlogits;
    },
  };
}

function run(
  context: Context,
  name: "crossEntropy" | "crossEntropyGradient",
  at: number[],
  { shape: [rows, choices] }: TensorInfo,
): void {
  const bytes = context.kernels.CONSTANTS.value;
  context.pool.run(
    name,
    context.cut(rows, 1, Math.ceil(LEAST / (choices + 1))).map((cut, part) => [
      ...[choices, ...at, context.scratch(part, bytes), ...cut],
    ]),
  );
}
