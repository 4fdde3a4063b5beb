import { geluBackward, geluForward } from "./gelu.ts";
import { plainKernel } from "./kernel.ts";

/** GELU as tfjs kernels; see `ops/gelu.ts`. */
export const geluKernels = [
  plainKernel("Gelu", ({ x }) => [{
    values: geluForward(x.values as Float32Array) as Float32Array,
    shape: x.shape,
  }]),
  plainKernel("GeluGrad", ({ x, dy }) => [{
    values: geluBackward(
      x.values as Float32Array,
      dy.values as Float32Array,
    ) as Float32Array,
    shape: x.shape,
  }]),
];
