import * as tf from "@tensorflow/tfjs";
import { attention } from "../ops/attention.ts";
import { gelu } from "../ops/gelu.ts";
import { layerNorm } from "../ops/layer_norm.ts";
import { FusedLayer, type LayerArgs } from "./fused_layer.ts";
import {
  anySeed,
  initializer,
  type InitializerLike,
  savedInitializer,
} from "./initializers.ts";
import { assertHeads } from "./multi_head_attention.ts";

/** What the {@linkcode TransformerBlock} layer may be told. */
export interface TransformerBlockOptions extends LayerArgs {
  /** Number of heads; it divides the width C. */
  heads: number;
  /** True: a position sees itself and those before it. Default false. */
  causal?: boolean;
  /** Width of the hidden layer of the second half. Default 4C. */
  mlpWidth?: number;
  /** True: projections have biases and norms shifts. Default false. */
  useBias?: boolean;
  /** Added to the variance by both norms. Default 1e-5, as in PyTorch. */
  epsilon?: number;
  /** First values of the four kernels. Default "glorotUniform". */
  kernelInitializer?: InitializerLike;
  /** Seed of an initialiser given by name. Default: another each time. */
  seed?: number;
}

/**
 * One block of a Transformer, with the norms before (Xiong et al. 2020), as in
 * GPT-2:
 *
 *     x = x + attention(norm₁(x))        x = x + W₂·GELU(W₁·norm₂(x))
 *
 * Parameters: `norm_1/gamma` [C]; `attention/qkv_kernel` [C, 3C];
 * `attention/output_kernel` [C, C]; `norm_2/gamma` [C]; `mlp/hidden_kernel`
 * [C, 4C]; `mlp/output_kernel` [4C, C]. With useBias each gamma has a `beta`,
 * and each kernel a bias, right after it.
 *
 * Input and output `[batch, time, C]`. Positions that the mask leaves out are
 * not looked at; the mask goes on as it is.
 */
export class TransformerBlock extends FusedLayer {
  /** Its name in a saved model. */
  static readonly className = "FusedTransformerBlock";
  readonly #options:
    & Required<Omit<TransformerBlockOptions, keyof LayerArgs | "mlpWidth">>
    & { mlpWidth: number | null };

  /**
   * @param options Heads and the rest.
   * @throws {RangeError} When heads or mlpWidth is no whole number from 1, or
   * there is no initialiser of the name.
   */
  constructor(options: TransformerBlockOptions) {
    super(options);
    const { heads, mlpWidth } = options;
    this.#options = {
      heads,
      causal: options.causal ?? false,
      mlpWidth: mlpWidth ?? null,
      useBias: options.useBias ?? false,
      epsilon: options.epsilon ?? 1e-5,
      kernelInitializer: options.kernelInitializer ?? "glorotUniform",
      seed: options.seed ?? anySeed(),
    };
    assertHeads(heads);
    initializer(this.#options.kernelInitializer, 0);
    if (mlpWidth == null || Number.isInteger(mlpWidth) && mlpWidth > 0) return;
    throw new RangeError(
      `A block's mlpWidth must be a whole number from 1, not ${mlpWidth}`,
    );
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const width = this.lastSize(inputShape, 3);
    const { heads, useBias, kernelInitializer, seed } = this.#options;
    const hidden = this.#options.mlpWidth ?? 4 * width;
    assertHeads(heads, width);
    let next = seed; // another for each kernel
    const kernel = (name: string, sizes: [number, number]) =>
      this.projection(
        name,
        sizes,
        initializer(kernelInitializer, next++),
        useBias,
      );
    const norm = (name: string) => {
      this.parameter(`${name}/gamma`, [width], tf.initializers.ones());
      if (!useBias) return;
      this.parameter(`${name}/beta`, [width], tf.initializers.zeros());
    };
    norm("norm_1");
    kernel("attention/qkv", [width, 3 * width]);
    kernel("attention/output", [width, width]);
    norm("norm_2");
    kernel("mlp/hidden", [width, hidden]);
    kernel("mlp/output", [hidden, width]);
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor, mask?: tf.Tensor): tf.Tensor {
    const { heads, causal } = this.#options;
    const qkv = this.project("attention/qkv", this.#norm("norm_1", x));
    const seen = attention(qkv, { heads, causal, mask });
    const between = x.add(this.project("attention/output", seen));
    const hidden = this.project("mlp/hidden", this.#norm("norm_2", between));
    return between.add(this.project("mlp/output", gelu(hidden)));
  }

  #norm(name: string, x: tf.Tensor): tf.Tensor {
    const gamma = this.read(`${name}/gamma`)!;
    return layerNorm(
      x,
      gamma,
      this.read(`${name}/beta`),
      this.#options.epsilon,
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      ...this.#options,
      kernelInitializer: savedInitializer(this.#options.kernelInitializer),
    } as tf.serialization.ConfigDict;
  }
}
tf.serialization.registerClass(TransformerBlock);
