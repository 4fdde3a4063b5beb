import { crossEntropyBackward, crossEntropyForward } from "./cross_entropy.ts";
import { plainKernel } from "./kernel.ts";

/** Softmax cross-entropy as tfjs kernels; see `ops/cross_entropy.ts`. */
export const crossEntropyKernels = [
  plainKernel("SparseSoftmaxCrossEntropy", ({ logits, labels }) => {
    const { losses, logSumExp } = crossEntropyForward(
      logits.values as Float32Array,
      labels.values as Int32Array,
    );
    return [
      { values: losses as Float32Array, shape: labels.shape },
      { values: logSumExp as Float32Array, shape: labels.shape },
    ];
  }),
  plainKernel(
    "SparseSoftmaxCrossEntropyGrad",
    ({ logits, labels, logSumExp, dy }) => [{
      values: crossEntropyBackward({
        logits: logits.values as Float32Array,
        labels: labels.values as Int32Array,
        logSumExp: logSumExp.values as Float32Array,
        dy: dy.values as Float32Array,
      }) as Float32Array,
      shape: logits.shape,
    }],
  ),
];
