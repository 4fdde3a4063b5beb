import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import { type Context, type Range, sizeOf } from "../context.ts";

/** The recurrence of an LSTM; contract in `ops/lstm.ts`. */
export function lstmRecurrence(context: Context): KernelConfig {
  return {
    kernelName: "LstmRecurrence",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { z, u, mask } = inputs as Record<string, TensorInfo>;
      const [batch, time, width] = z.shape;
      const units = width / 4;
      const h = context.output([batch, time, units]);
      const c = context.output([batch, time, units]);
      const gates = context.output(z.shape);
      const { cuts, scratch } = slices(context, batch, units);
      context.pool.run(
        "lstmForward",
        cuts.map(([from, to], part) => [
          ...[time, units, context.address(z), context.address(u)],
          mask ? context.address(mask) : 0,
          ...[h.at, c.at, gates.at, scratch[part], from, to],
        ]),
      );
      return [h, c, gates];
    },
  };
}

/** The gradient of {@linkcode lstmRecurrence} by z and U. */
export function lstmRecurrenceGrad(context: Context): KernelConfig {
  return {
    kernelName: "LstmRecurrenceGrad",
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { u, h, c, gates, dy, mask } = inputs as Record<string, TensorInfo>;
      const [batch, time, units] = h.shape;
      const dz = context.output(gates.shape);
      const du = context.output(u.shape);
      const { cuts, scratch } = slices(context, batch, units);
      const all = Number(sizeOf(dy.shape) === sizeOf(h.shape));
      context.pool.run(
        "lstmBackward",
        cuts.map(([from, to], part) => [
          ...[time, units, context.address(u), context.address(c)],
          ...[context.address(gates), context.address(dy), all],
          mask ? context.address(mask) : 0,
          ...[dz.at, scratch[part], from, to],
        ]),
      );
      const columns = context.cut(4 * units, 8);
      const bytes = context.kernels.PRODUCT_SCRATCH.value;
      context.pool.run(
        "lstmKernelGradient",
        columns.map(([from, to], part) => [
          ...[batch, time, units, context.address(h), dz.at, du.at],
          ...[context.scratch(part, bytes), from, to],
        ]),
      );
      return [dz, du];
    },
  };
}

/** The batch's rows for each thread, and scratch for each. */
function slices(context: Context, batch: number, units: number) {
  const cuts: Range[] = context.cut(batch);
  const scratch = cuts.map(([from, to], part) =>
    context.scratch(part, context.kernels.lstmScratch(to - from, units))
  );
  return { cuts, scratch };
}
