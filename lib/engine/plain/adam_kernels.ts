import { type AdamNumbers, adamStep, squaredNorm } from "./adam.ts";
import { plainKernel, plainUpdate } from "./kernel.ts";

/** Adam's step and its norm as tfjs kernels; see `ops/adam.ts`. */
export const adamKernels = [
  plainUpdate(
    "AdamStep",
    ["parameter", "m", "v"],
    ({ parameter, gradient, m, v, scale }, attrs) =>
      adamStep(
        {
          parameter: parameter.values as Float32Array,
          gradient: gradient.values as Float32Array,
          m: m.values as Float32Array,
          v: v.values as Float32Array,
        },
        scale.values[0],
        attrs as unknown as AdamNumbers,
      ),
  ),
  plainKernel("SquaredNorm", ({ x }) => [{
    values: Float32Array.of(squaredNorm(x.values as Float32Array)),
    shape: [],
  }]),
];
