/**
 * Layers whose work is done by the fused kernels, in the manner of `tf.layers`.
 *
 * model.fit(), save(), loadLayersModel() and callbacks take them as they take
 * tfjs's own. Start a backend with useBestBackend() before.
 *
 * @module
 */
import {
  LayerNormalization,
  type LayerNormalizationOptions,
} from "./layer_normalization.ts";
import { LSTM, type LstmLayerOptions } from "./lstm.ts";
import {
  MultiHeadAttention,
  type MultiHeadAttentionOptions,
} from "./multi_head_attention.ts";
import {
  TransformerBlock,
  type TransformerBlockOptions,
} from "./transformer_block.ts";

export { LayerNormalization, LSTM, MultiHeadAttention, TransformerBlock };
export type {
  LayerNormalizationOptions,
  LstmLayerOptions,
  MultiHeadAttentionOptions,
  TransformerBlockOptions,
};

/** @returns An {@linkcode LSTM} layer. */
export const lstm = (options: LstmLayerOptions) => new LSTM(options);

/** @returns A {@linkcode LayerNormalization} layer. */
export const layerNormalization = (options?: LayerNormalizationOptions) =>
  new LayerNormalization(options);

/** @returns A {@linkcode MultiHeadAttention} layer. */
export const multiHeadAttention = (options: MultiHeadAttentionOptions) =>
  new MultiHeadAttention(options);

/** @returns A {@linkcode TransformerBlock} layer. */
export const transformerBlock = (options: TransformerBlockOptions) =>
  new TransformerBlock(options);
