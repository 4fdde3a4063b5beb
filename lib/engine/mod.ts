/** Where tfjs computes: the backend, and the kernels it lacks. */
export { type Adapter, describeAdapter, findAdapter } from "./adapter.ts";
export {
  type Backend,
  BackendError,
  type BackendName,
  type BackendOptions,
  choose,
  useBestBackend,
  type Why,
} from "./backend.ts";
export { registerMissingKernels } from "./kernels/mod.ts";
export * as layers from "./layers/mod.ts";
export { orthogonal } from "./layers/orthogonal.ts";
export { adam, type AdamOptions, adamW, FusedAdam } from "./ops/adam.ts";
export { attention, type AttentionOptions } from "./ops/attention.ts";
export { softmaxCrossEntropy } from "./ops/cross_entropy.ts";
export { gelu } from "./ops/gelu.ts";
export { layerNorm } from "./ops/layer_norm.ts";
export { lstm, type LstmOptions, type LstmParameters } from "./ops/lstm.ts";
export { sparseAccuracy, sparseCrossEntropyLoss } from "./ops/sparse_labels.ts";
