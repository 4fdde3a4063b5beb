import * as tf from "@tensorflow/tfjs";
import { lstm } from "../ops/lstm.ts";
import { FusedLayer, type LayerArgs } from "./fused_layer.ts";
import {
  anySeed,
  forgetBias,
  type Initializer,
  initializer,
  type InitializerLike,
  savedInitializer,
} from "./initializers.ts";

/** What the {@linkcode LSTM} layer may be told. */
export interface LstmLayerOptions extends LayerArgs {
  /** Numbers in the state, H. */
  units: number;
  /** True: answer h of every step. False, the default: of the last. */
  returnSequences?: boolean;
  /** First values of W. Default "glorotUniform". */
  kernelInitializer?: InitializerLike;
  /** First values of U. Default "orthogonal". */
  recurrentInitializer?: InitializerLike;
  /** True, the default: the forget gate's first bias is 1, the others' 0. */
  unitForgetBias?: boolean;
  /** Seed of the initialisers given by name. Default: another each time. */
  seed?: number;
}

const STOCK = "use tf.layers.lstm() for that";

/** Options of Keras that the kernel leaves out, the values that it can do
 * without, and what to use instead. */
const LEFT_OUT: Record<string, [fine: unknown[], instead: string]> = {
  activation: [["tanh"], STOCK],
  recurrentActivation: [["sigmoid"], STOCK],
  useBias: [[true], STOCK],
  dropout: [[0], "put a tf.layers.dropout() before it"],
  recurrentDropout: [[0], STOCK],
  goBackwards: [[false], "reverse the sequences with tf.reverse() before"],
  returnState: [[false], STOCK],
  stateful: [[false], STOCK],
  initialState: [[], STOCK],
  kernelRegularizer: [[], STOCK],
  recurrentRegularizer: [[], STOCK],
  biasRegularizer: [[], STOCK],
  kernelConstraint: [[], STOCK],
  recurrentConstraint: [[], STOCK],
  biasConstraint: [[], STOCK],
};

/**
 * An LSTM whose sequence runs in one kernel. Its parameters are Keras's and
 * tfjs's: `kernel` [E, 4H], `recurrent_kernel` [H, 4H], `bias` [4H], gates in
 * the order input, forget, candidate, output.
 *
 * Input `[batch, time, E]`; output `[batch, H]`, or `[batch, time, H]` with
 * returnSequences. Steps that the mask (an Embedding's with maskZero) leaves
 * out hand the state on.
 */
export class LSTM extends FusedLayer {
  /** Its name in a saved model. */
  static readonly className = "FusedLSTM";
  readonly #options: Required<Omit<LstmLayerOptions, keyof LayerArgs>>;

  /**
   * @param options Units and the rest.
   * @throws {RangeError} When units is no whole number from 1, or for an option
   * of Keras's LSTM that this one lacks; the message says what to use instead.
   */
  constructor(options: LstmLayerOptions) {
    super(options);
    for (const [option, [fine, instead]] of Object.entries(LEFT_OUT)) {
      const value = (options as unknown as Record<string, unknown>)[option];
      if (value == null || fine.includes(value)) continue;
      throw new RangeError(
        `The fused LSTM layer has no ${option} ${describe(value)}; ${instead}`,
      );
    }
    if (!(Number.isInteger(options.units) && options.units > 0)) {
      throw new RangeError(
        `An LSTM's units must be a whole number from 1, not ${options.units}`,
      );
    }
    this.#options = {
      units: options.units,
      returnSequences: options.returnSequences ?? false,
      kernelInitializer: options.kernelInitializer ?? "glorotUniform",
      recurrentInitializer: options.recurrentInitializer ?? "orthogonal",
      unitForgetBias: options.unitForgetBias ?? true,
      seed: options.seed ?? anySeed(),
    };
    this.#initializers(); // so that a wrong name is refused here
  }

  #initializers(): [kernel: Initializer, recurrent: Initializer] {
    const { kernelInitializer, recurrentInitializer, seed } = this.#options;
    return [
      initializer(kernelInitializer, seed),
      initializer(recurrentInitializer, seed + 1),
    ];
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const inputs = this.lastSize(inputShape, 3);
    const { units, unitForgetBias } = this.#options;
    const [kernel, recurrent] = this.#initializers();
    const bias = unitForgetBias ? forgetBias(units) : tf.initializers.zeros();
    this.inputSpec = [new tf.InputSpec({ shape: [null, null, inputs] })];
    this.parameter("kernel", [inputs, 4 * units], kernel);
    this.parameter("recurrent_kernel", [units, 4 * units], recurrent);
    this.parameter("bias", [4 * units], bias);
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor, mask?: tf.Tensor): tf.Tensor {
    return lstm(x as tf.Tensor3D, {
      kernel: this.read("kernel")!,
      recurrentKernel: this.read("recurrent_kernel")!,
      bias: this.read("bias")!,
    }, {
      mask: mask as tf.Tensor2D | undefined,
      sequences: this.#options.returnSequences,
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    this.lastSize(inputShape, 3);
    const [batch, time] = [inputShape].flat(2) as tf.Shape;
    const { units, returnSequences } = this.#options;
    return returnSequences ? [batch, time, units] : [batch, units];
  }

  /** The mask goes on with the steps; a last state alone has none. */
  override computeMask(inputs: tf.Tensor | tf.Tensor[], mask?: tf.Tensor) {
    return this.#options.returnSequences
      ? super.computeMask(inputs, mask)
      : null as unknown as tf.Tensor;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { kernelInitializer, recurrentInitializer } = this.#options;
    return {
      ...super.getConfig(),
      ...this.#options,
      kernelInitializer: savedInitializer(kernelInitializer),
      recurrentInitializer: savedInitializer(recurrentInitializer),
    } as tf.serialization.ConfigDict;
  }
}
tf.serialization.registerClass(LSTM);

/** A value for a message: an object by its kind. */
const describe = (value: unknown) =>
  typeof value === "object" ? "object" : String(value);
