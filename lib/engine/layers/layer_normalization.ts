import * as tf from "@tensorflow/tfjs";
import { layerNorm } from "../ops/layer_norm.ts";
import { FusedLayer, type LayerArgs } from "./fused_layer.ts";

/** What the {@linkcode LayerNormalization} layer may be told. */
export interface LayerNormalizationOptions extends LayerArgs {
  /** Added to the variance. Default 1e-3, as in Keras; PyTorch has 1e-5. */
  epsilon?: number;
  /** True, the default: a shift is learnt (`beta`). */
  center?: boolean;
  /** The axis to go along; only the last, −1, which is the default. */
  axis?: number;
}

/**
 * Layer normalisation along the last axis, in one kernel. Its parameters are
 * Keras's and tfjs's: `gamma` [C], the gain, and `beta` [C], the shift.
 *
 * Input and output `[…, C]`. A mask goes on as it is.
 */
export class LayerNormalization extends FusedLayer {
  /** Its name in a saved model. */
  static readonly className = "FusedLayerNormalization";
  readonly #epsilon: number;
  readonly #center: boolean;

  /**
   * @param options Epsilon, and whether there is a shift.
   * @throws {RangeError} When the axis is not the last.
   */
  constructor(options: LayerNormalizationOptions = {}) {
    super(options);
    if (options.axis !== undefined && options.axis !== -1) {
      throw new RangeError(
        "The fused layer normalisation goes along the last axis, −1, not " +
          `${options.axis}; use tf.layers.layerNormalization() for that`,
      );
    }
    this.#epsilon = options.epsilon ?? 1e-3;
    this.#center = options.center ?? true;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = [this.lastSize(inputShape)];
    this.parameter("gamma", shape, tf.initializers.ones());
    if (this.#center) {
      this.parameter("beta", shape, tf.initializers.zeros());
    }
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    return layerNorm(x, this.read("gamma")!, this.read("beta"), this.#epsilon);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      epsilon: this.#epsilon,
      center: this.#center,
    };
  }
}
tf.serialization.registerClass(LayerNormalization);
