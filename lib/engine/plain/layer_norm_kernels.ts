import { plainKernel } from "./kernel.ts";
import { layerNormBackward, layerNormForward } from "./layer_norm.ts";

/** Layer normalisation as tfjs kernels; see `ops/layer_norm.ts`. */
export const layerNormKernels = [
  plainKernel("LayerNorm", ({ x, gain, shift }, attrs) => {
    const [rows, columns] = x.shape;
    const { y, mean, rstd } = layerNormForward(
      x.values as Float32Array,
      gain.values as Float32Array,
      shift ? shift.values as Float32Array : null,
      { rows, columns },
      attrs.epsilon as number,
    );
    return [
      { values: y as Float32Array, shape: x.shape },
      { values: mean as Float32Array, shape: [rows] },
      { values: rstd as Float32Array, shape: [rows] },
    ];
  }),
  plainKernel("LayerNormGrad", ({ x, gain, mean, rstd, dy }) => {
    const [rows, columns] = x.shape;
    const { dx, dgain, dshift } = layerNormBackward({
      x: x.values as Float32Array,
      gain: gain.values as Float32Array,
      mean: mean.values as Float32Array,
      rstd: rstd.values as Float32Array,
      dy: dy.values as Float32Array,
    }, { rows, columns });
    return [
      { values: dx as Float32Array, shape: x.shape },
      { values: dgain as Float32Array, shape: gain.shape },
      { values: dshift as Float32Array, shape: gain.shape },
    ];
  }),
];
