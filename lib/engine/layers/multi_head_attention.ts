import * as tf from "@tensorflow/tfjs";
import { attention } from "../ops/attention.ts";
import { FusedLayer, type LayerArgs } from "./fused_layer.ts";
import {
  anySeed,
  initializer,
  type InitializerLike,
  savedInitializer,
} from "./initializers.ts";

/** What the {@linkcode MultiHeadAttention} layer may be told. */
export interface MultiHeadAttentionOptions extends LayerArgs {
  /** Number of heads; it divides the width C. */
  heads: number;
  /** True: a position sees itself and those before it. Default false. */
  causal?: boolean;
  /** True: the projections have biases. Default false. */
  useBias?: boolean;
  /** First values of both kernels. Default "glorotUniform". */
  kernelInitializer?: InitializerLike;
  /** Seed of an initialiser given by name. Default: another each time. */
  seed?: number;
}

/**
 * Multi-head self-attention, which never holds a matrix of time by time
 * (Vaswani et al. 2017, section 3.2.2).
 *
 * Parameters: `qkv_kernel` [C, 3C] makes queries, keys and values side by side,
 * `output_kernel` [C, C] mixes the heads; `qkv_bias` [3C] and `output_bias` [C]
 * with useBias. Input and output `[batch, time, C]`. Positions that the mask
 * leaves out are not looked at; the mask goes on as it is.
 */
export class MultiHeadAttention extends FusedLayer {
  /** Its name in a saved model. */
  static readonly className = "FusedMultiHeadAttention";
  readonly #options: Required<Omit<MultiHeadAttentionOptions, keyof LayerArgs>>;

  /**
   * @param options Heads and the rest.
   * @throws {RangeError} When heads is no whole number from 1, or there is no
   * initialiser of the name.
   */
  constructor(options: MultiHeadAttentionOptions) {
    super(options);
    this.#options = {
      heads: options.heads,
      causal: options.causal ?? false,
      useBias: options.useBias ?? false,
      kernelInitializer: options.kernelInitializer ?? "glorotUniform",
      seed: options.seed ?? anySeed(),
    };
    assertHeads(options.heads);
    initializer(this.#options.kernelInitializer, 0);
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const width = this.lastSize(inputShape, 3);
    const { heads, useBias, kernelInitializer, seed } = this.#options;
    assertHeads(heads, width);
    const [qkv, output] = [seed, seed + 1]
      .map((seed) => initializer(kernelInitializer, seed));
    this.projection("qkv", [width, 3 * width], qkv, useBias);
    this.projection("output", [width, width], output, useBias);
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor, mask?: tf.Tensor): tf.Tensor {
    const { heads, causal } = this.#options;
    const qkv = this.project("qkv", x); // [batch, time, 3C]
    return this.project("output", attention(qkv, { heads, causal, mask }));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      ...this.#options,
      kernelInitializer: savedInitializer(this.#options.kernelInitializer),
    } as tf.serialization.ConfigDict;
  }
}
tf.serialization.registerClass(MultiHeadAttention);

/**
 * @param heads Number of heads.
 * @param width The width that they share, once it is known.
 * @throws {RangeError} When it is no whole number from 1, or does not divide
 * the width.
 */
export function assertHeads(heads: number, width?: number): void {
  if (!(Number.isInteger(heads) && heads > 0)) {
    throw new RangeError(
      `The number of heads must be a whole number from 1, not ${heads}`,
    );
  }
  if (width === undefined || width % heads === 0) return;
  throw new RangeError(
    `${heads} heads cannot share a width of ${width} evenly; make the width ` +
      `a multiple of ${heads}`,
  );
}
