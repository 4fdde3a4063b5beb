/**
 * First values of parameters: by name, as an object, or from a saved model.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { orthogonal } from "./orthogonal.ts";

/** What makes a parameter's first values. */
export type Initializer = ReturnType<typeof tf.initializers.ones>;

/** An initialiser as a saved model holds it. */
interface Saved {
  className: string;
  config: tf.serialization.ConfigDict;
}

/** A name such as "glorotUniform", an initialiser, or a saved one. */
export type InitializerLike = string | Initializer | Saved;

/**
 * Rows at right angles and of length 1. tfjs has one too, which warns about
 * large matrices.
 */
class SeededOrthogonal extends tf.serialization.Serializable {
  static readonly className = "SeededOrthogonal";
  readonly #seed: number;

  constructor({ seed }: { seed: number }) {
    super();
    this.#seed = seed;
  }

  apply(shape: tf.Shape): tf.Tensor {
    const [rows, columns] = shape as number[];
    return tf.tensor2d(orthogonal(rows, columns, this.#seed), [rows, columns]);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { seed: this.#seed };
  }

  fromConfigUsesCustomObjects(): boolean {
    return false;
  }
}
tf.serialization.registerClass(SeededOrthogonal);

/**
 * The first bias of an LSTM: zero, but one for the forget gate, so that it
 * starts by keeping what it has (Jozefowicz, Zaremba and Sutskever 2015).
 */
export function forgetBias(units: number): Initializer {
  const first = tf.initializers.zeros() as Initializer;
  first.apply = () =>
    tf.tidy(() =>
      tf.concat([tf.zeros([units]), tf.ones([units]), tf.zeros([2 * units])])
    );
  return first;
}

/**
 * @param like A name, an initialiser, or a saved one.
 * @param seed Seed for one that is given by name.
 * @returns The initialiser.
 * @throws {RangeError} When there is none of that name.
 */
export function initializer(like: InitializerLike, seed: number): Initializer {
  if (typeof like === "string") {
    if (like === "orthogonal") return new SeededOrthogonal({ seed });
    const make = (tf.initializers as Record<string, unknown>)[like];
    if (typeof make === "function") return make({ seed }) as Initializer;
    throw new RangeError(
      `There is no initialiser "${like}"; one of ` +
        Object.keys(tf.initializers).join(", "),
    );
  }
  if ("apply" in like) return like;
  const known = tf.serialization.SerializationMap.getMap()
    .classNameMap[like.className];
  if (!known) {
    throw new RangeError(
      `There is no initialiser "${like.className}"; register its class with ` +
        "tf.serialization.registerClass()",
    );
  }
  const [constructor, fromConfig] = known;
  return fromConfig(constructor, like.config) as Initializer;
}

/**
 * @param like A name, an initialiser, or a saved one.
 * @returns What a saved model holds of it.
 */
export function savedInitializer(like: InitializerLike): string | Saved {
  if (typeof like === "string" || !("apply" in like)) return like;
  return { className: like.getClassName(), config: like.getConfig() };
}

/** @returns A seed for a layer that was given none. */
export function anySeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
