/**
 * Adam and AdamW as tfjs optimisers that update a parameter in one kernel.
 *
 * tfjs's own Adam runs 14 kernels for each parameter and makes as many new
 * tensors; here one kernel reads the gradient and writes parameter, m and v
 * where they lie. Equations: `plain/adam.ts`.
 *
 * Kernels, on each backend (all float32):
 *
 * - `AdamStep` {parameter, gradient, m, v (one shape), scale (one number)}
 *   attrs {rate, beta1, beta2, correction1, correction2, epsilon, decay}
 *   → nothing; parameter, m and v are changed in place. A backend that keeps
 *   a copy of a tensor elsewhere, as webgpu does of what was read, must drop
 *   that copy; one that caches by the tensor's id, as wasm does, must forget it.
 * - `SquaredNorm` {x} → [] Σ x²
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { clipFactor } from "./clip.ts";
import { runUpdate } from "./run.ts";
import { assertShape, assertType } from "./shapes.ts";

/** What {@linkcode adam} and {@linkcode adamW} may be told. */
export interface AdamOptions {
  /** Size of a step. Default 0.001. */
  learningRate?: number;
  /** Share of the old mean of gradients that is kept. Default 0.9. */
  beta1?: number;
  /** Share of the old mean of squared gradients that is kept. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-7, as in Keras. */
  epsilon?: number;
  /** Pull of each parameter to zero. Default 0 for adam, 0.01 for adamW. */
  weightDecay?: number;
  /** Largest length of the gradient of all parameters. Default: no limit. */
  clipNorm?: number;
}

/** What tfjs calls a named tensor but does not export. */
type NamedTensor = { name: string; tensor: tf.Tensor };

/** The running means of one parameter. */
interface Slot {
  /** The parameter's name when the slot was made. */
  name: string;
  m: tf.Variable;
  v: tf.Variable;
}

/**
 * The optimiser that {@linkcode adam} and {@linkcode adamW} make. Model.compile
 * takes it, and a model saved with its optimiser comes back with it.
 */
export class FusedAdam extends tf.Optimizer {
  /** Its name in a saved model. */
  static readonly className = "FusedAdam";
  /** Size of a step; a schedule sets it between steps. */
  learningRate: number;
  readonly #options: Required<Omit<AdamOptions, "learningRate" | "clipNorm">>;
  readonly #clipNorm: number | undefined;
  readonly #slots = new Map<string, Slot>();
  /** Slots that setWeights() brought, for variables not seen yet, in order. */
  #loaded: Slot[] = [];

  /**
   * @param options Learning rate and the rest.
   * @throws {RangeError} When a beta is outside [0, 1), or clipNorm is not
   * above 0.
   */
  constructor(options: AdamOptions = {}) {
    super();
    const { learningRate = 0.001, clipNorm } = options;
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, weightDecay = 0 } =
      options;
    for (const [name, beta] of Object.entries({ beta1, beta2 })) {
      if (beta >= 0 && beta < 1) continue;
      throw new RangeError(`Adam's ${name} must be in [0, 1), not ${beta}`);
    }
    // A saved configuration has null where an option was left out.
    if (clipNorm != null && !(clipNorm > 0)) {
      throw new RangeError(`Adam's clipNorm must be above 0, not ${clipNorm}`);
    }
    this.learningRate = learningRate;
    this.#options = { beta1, beta2, epsilon, weightDecay };
    this.#clipNorm = clipNorm ?? undefined;
  }

  /**
   * Takes one step.
   *
   * @param gradients The gradient of each variable, by the variable's name.
   * @throws {RangeError} When a gradient's shape is not its variable's.
   * @throws {TypeError} When one is not float32.
   */
  override applyGradients(
    gradients: tf.NamedTensorMap | NamedTensor[],
  ): void {
    const all = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    const given = all.filter(({ tensor }) => tensor != null);
    const { beta1, beta2, epsilon, weightDecay } = this.#options;
    const t = this.iterations + 1;
    const attrs = {
      rate: this.learningRate,
      beta1,
      beta2,
      correction1: 1 - beta1 ** t,
      correction2: 1 - beta2 ** t,
      epsilon,
      decay: weightDecay,
    };
    tf.tidy(() => {
      const scale = this.#clipNorm === undefined || given.length === 0
        ? tf.scalar(1)
        : clipFactor(given.map(({ tensor }) => tensor), this.#clipNorm);
      for (const { name, tensor: gradient } of given) {
        const parameter = tf.engine().registeredVariables[name];
        assertType(`the variable ${name}`, parameter, "float32");
        assertType(`the gradient of ${name}`, gradient, "float32");
        assertShape(`the gradient of ${name}`, gradient, parameter.shape);
        const { m, v } = this.#slot(parameter);
        [parameter, m, v].forEach(ownMemory);
        runUpdate("AdamStep", { parameter, gradient, m, v, scale }, attrs);
      }
    });
    this.incrementIterations();
  }

  #slot(parameter: tf.Variable): Slot {
    const { name, shape } = parameter;
    let slot = this.#slots.get(name);
    if (!slot) {
      slot = this.#loaded.shift() ?? tf.tidy(() => ({
        name,
        m: tf.variable(tf.zeros(shape), false),
        v: tf.variable(tf.zeros(shape), false),
      }));
      assertShape(`the optimiser's saved state for ${name}`, slot.m, shape);
      this.#slots.set(name, slot);
    }
    return slot;
  }

  /** @returns The number of steps, then every m, then every v. */
  override async getWeights(): Promise<NamedTensor[]> {
    const slots = [...this.#slots.values(), ...this.#loaded];
    return [
      await this.saveIterations(),
      ...slots.map(({ name, m }) => ({ name: `${name}/m`, tensor: m })),
      ...slots.map(({ name, v }) => ({ name: `${name}/v`, tensor: v })),
    ];
  }

  /**
   * Goes on from a saved state. Parameters get their m and v in the order of
   * saving, since a model that is made anew gives its parameters new names.
   *
   * @param weights What getWeights() of this or of tfjs's Adam answered.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const means = await this.extractIterations(weights);
    this.#disposeSlots();
    const half = means.length / 2;
    this.#loaded = means.slice(0, half).map(({ name, tensor }, i) => ({
      name: name.replace(/\/m$/, ""),
      m: tf.variable(tensor, false),
      v: tf.variable(means[half + i].tensor, false),
    }));
  }

  /** @returns The options, for a saved model. */
  override getConfig(): tf.serialization.ConfigDict {
    return {
      learningRate: this.learningRate,
      ...this.#options,
      clipNorm: this.#clipNorm ?? null,
    };
  }

  /** Frees m and v. */
  override dispose(): void {
    super.dispose();
    this.#disposeSlots();
  }

  #disposeSlots(): void {
    for (const { m, v } of [...this.#slots.values(), ...this.#loaded]) {
      tf.dispose([m, v]);
    }
    this.#slots.clear();
    this.#loaded = [];
  }
}
tf.serialization.registerClass(FusedAdam);

/**
 * Gives a variable memory of its own where it shares it: with a clone, with
 * the tensor that it was set from, or when it lies on another backend (count
 * 0). They must not change with it.
 */
function ownMemory(variable: tf.Variable): void {
  if (tf.backend().refCount(variable.dataId) === 1) return;
  const copy = tf.mul(variable, 1); // clone() would share the memory again
  variable.assign(copy);
  copy.dispose();
}

/**
 * Adam.
 *
 * @param options Learning rate, betas, epsilon, limit of the gradient's length.
 * @returns An optimiser for model.compile() or minimize().
 * @throws {RangeError} When an option is out of range.
 * @see Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization"
 */
export function adam(options: Omit<AdamOptions, "weightDecay"> = {}) {
  return new FusedAdam(options);
}

/**
 * AdamW: Adam whose parameters decay to zero at a steady pace.
 *
 * @param options As of {@linkcode adam}, and the decay.
 * @returns An optimiser for model.compile() or minimize().
 * @throws {RangeError} When an option is out of range.
 * @see Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization"
 */
export function adamW(options: AdamOptions = {}) {
  return new FusedAdam({ weightDecay: 0.01, ...options });
}
