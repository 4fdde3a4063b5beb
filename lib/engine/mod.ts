/**
 * Where tfjs computes, and what makes it fast.
 *
 * Read it in this order. `ops/` has one file for each operation (LSTM,
 * attention, layer norm, GELU, loss, Adam) and says at its head which kernels
 * it runs. `plain/` derives each of them, forward and backward, and computes it
 * in plain TypeScript: that is the specification, and the kernels of the `cpu`
 * backend. `wasm/` and `webgpu/` bring the same kernels fast, held to the plain
 * ones by tests. `layers/` makes tfjs layers of them. `backend.ts` chooses.
 *
 * @module
 */
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
