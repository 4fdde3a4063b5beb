import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import { type Context, LEAST } from "../context.ts";

/** Layer normalisation; contract in `ops/layer_norm.ts`. */
export function layerNorm(context: Context): KernelConfig {
  return {
    kernelName: "LayerNorm",
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { x, gain, shift } = inputs as Record<string, TensorInfo>;
      const [rows, columns] = x.shape;
      const y = context.output(x.shape);
      const mean = context.output([rows]), rstd = context.output([rows]);
      const cuts = context.cut(rows, 1, Math.ceil(LEAST / (columns + 1)));
      context.pool.run(
        "layerNorm",
        cuts.map((cut) => [
          ...[columns, context.address(x), context.address(gain)],
          shift ? context.address(shift) : 0,
          ...[y.at, mean.at, rstd.at, attrs!.epsilon as number, ...cut],
        ]),
      );
      return [y, mean, rstd];
    },
  };
}

/** Its gradient by x, gain and shift. */
export function layerNormGrad(context: Context): KernelConfig {
  return {
    kernelName: "LayerNormGrad",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { x, gain, mean, rstd, dy } = inputs as Record<string, TensorInfo>;
      const [rows, columns] = x.shape;
      const dx = context.output(x.shape);
      const dgain = context.output(gain.shape);
      const dshift = context.output(gain.shape);
      const at = [x, gain, mean, rstd, dy].map((t) => context.address(t));
      const [atX, , atMean, atRstd, atDy] = at;
      context.pool.run(
        "layerNormGradient",
        context.cut(rows, 1, Math.ceil(LEAST / (columns + 1)))
          .map((cut) => [columns, ...at, dx.at, ...cut]),
      );
      // gain and shift meet every row: their sums are cut by columns.
      context.pool.run(
        "layerNormParameters",
        context.cut(columns, 4, Math.ceil(LEAST / (rows + 1))).map((cut) => [
          ...[rows, columns, atX, atMean, atRstd, atDy, dgain.at, dshift.at],
          ...cut,
        ]),
      );
      return [dx, dgain, dshift];
    },
  };
}
