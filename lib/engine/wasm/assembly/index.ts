/**
 * The fused kernels, as one WASM module that computes in the memory of tfjs's
 * own WASM backend. Addresses are byte offsets into it. Nothing here allocates;
 * scratch comes from the caller. Every kernel that takes `from` and `to`
 * computes that part alone, so that threads can share the work, and gives the
 * same numbers however it is cut. Format it by hand: deno fmt drops decorators.
 */
export { adamStep } from "./adam";
export { attentionForward, attentionScratch } from "./attention";
export {
  attentionBackward,
  attentionGradientScratch,
} from "./attention_gradient";
export { crossEntropy, crossEntropyGradient } from "./cross_entropy";
export { CONSTANTS } from "./exponential";
export { gelu, GELU_SCRATCH, geluGradient } from "./gelu";
export {
  layerNorm,
  layerNormGradient,
  layerNormParameters,
} from "./layer_norm";
export { lstmForward, lstmScratch } from "./lstm";
export { lstmBackward, lstmKernelGradient } from "./lstm_gradient";
export { product, PRODUCT_SCRATCH, useNative } from "./product";
export { gatherRows, scatterAddRows, squaredNorm, sumRows } from "./rows";
