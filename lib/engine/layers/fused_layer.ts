import * as tf from "@tensorflow/tfjs";
import type { Initializer } from "./initializers.ts";

/** What every tfjs layer may be told: name, inputShape, trainable, … */
export type LayerArgs = NonNullable<
  ConstructorParameters<typeof tf.layers.Layer>[0]
>;
type Kwargs = Parameters<tf.layers.Layer["call"]>[1];

/** A layer with one input, one output and perhaps a mask. */
export abstract class FusedLayer extends tf.layers.Layer {
  readonly #parameters = new Map<string, tf.LayerVariable>();

  /** @param args The name and the rest of what every layer may be told. */
  constructor(args: LayerArgs) {
    super(args);
    this.supportsMasking = true; // so that tfjs hands the mask on as it is
  }

  /**
   * The layer's function.
   *
   * @param x The input.
   * @param mask `[batch, time]`, 0 for padding, if there is one.
   */
  protected abstract compute(x: tf.Tensor, mask?: tf.Tensor): tf.Tensor;

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Kwargs): tf.Tensor {
    this.invokeCallHook(inputs, kwargs);
    const x = this.single<tf.Tensor>(inputs);
    const mask = [kwargs?.mask].flat()[0] as tf.Tensor | null | undefined;
    return tf.tidy(() => this.compute(x, mask ?? undefined));
  }

  /**
   * @param shape What tfjs says the input's shape is.
   * @param rank How many axes it must have; undefined: any number from 1.
   * @returns Its last size.
   * @throws {RangeError} When it has others, or the last size is left open.
   */
  protected lastSize(shape: tf.Shape | tf.Shape[], rank?: number): number {
    const one = Array.isArray(shape[0])
      ? this.single(shape as tf.Shape[])
      : shape as tf.Shape;
    const last = one.at(-1);
    if (typeof last === "number" && (!rank || one.length === rank)) return last;
    throw new RangeError(
      `The layer "${this.name}" needs an input of ` +
        `${rank ? `rank ${rank}` : "rank 1 or more"} with a known last size, ` +
        `got shape [${one.map((size) => size ?? "any").join(", ")}]`,
    );
  }

  /** Adds a parameter that is trained. */
  protected parameter(
    name: string,
    shape: tf.Shape,
    initial: Initializer,
  ): void {
    const added = this.addWeight(
      name,
      shape,
      "float32",
      initial,
      undefined,
      true,
    );
    this.#parameters.set(name, added);
  }

  /** @returns A parameter's value; undefined when there is none of the name. */
  protected read<T extends tf.Tensor>(name: string): T | undefined {
    return this.#parameters.get(name)?.read() as T | undefined;
  }

  /** Adds `${name}_kernel` [from, to] and, if wanted, `${name}_bias` [to]. */
  protected projection(
    name: string,
    [from, to]: [from: number, to: number],
    initial: Initializer,
    bias: boolean,
  ): void {
    this.parameter(`${name}_kernel`, [from, to], initial);
    if (bias) this.parameter(`${name}_bias`, [to], tf.initializers.zeros());
  }

  /**
   * x·kernel + bias at every position, as one product.
   *
   * @param name What was given to projection().
   * @param x `[batch, time, from]`.
   * @returns `[batch, time, to]`.
   */
  protected project(name: string, x: tf.Tensor): tf.Tensor3D {
    const [batch, time, from] = x.shape;
    const kernel = this.read<tf.Tensor2D>(`${name}_kernel`)!;
    return tf.fused.matMul({
      a: x.reshape([batch * time, from]) as tf.Tensor2D,
      b: kernel,
      bias: this.read(`${name}_bias`),
    }).reshape([batch, time, kernel.shape[1]]);
  }

  private single<T>(values: T | T[]): T {
    const [first, ...more] = Array.isArray(values) ? values : [values];
    if (more.length === 0) return first;
    throw new RangeError(
      `The layer "${this.name}" takes one input, got ${more.length + 1}; ` +
        "an initial state goes to tfjs's own layers",
    );
  }
}
