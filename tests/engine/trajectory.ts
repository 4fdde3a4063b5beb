/**
 * The reference trajectories in `reference/`: fifty training steps by PyTorch,
 * with the weights and the data to walk them again. The scripts there say which
 * model, which optimiser and which conventions.
 *
 * @module
 */

/** An array of the file: what it holds, row after row, and its shape. */
export interface Entry<Values> {
  shape: number[];
  values: Values;
}

/** One reference file. */
export interface Trajectory {
  /** For example "torch 2.13.0". */
  madeWith: string;
  /** Sizes, and under the optimiser's name its settings. */
  recipe: Record<string, unknown>;
  /** First weights by name; matrices are [in, out]. */
  weights: Record<string, Entry<Float32Array>>;
  /** Data by name: ids, labels, tokens; the first axis is the step. */
  data: Record<string, Entry<Int32Array>>;
  /** Loss of each step, before its update, from float64 arithmetic. */
  losses: number[];
  /** Norm of all gradients before clipping, one a step; if it was clipped. */
  gradientNorms?: number[];
  /** How far PyTorch's own float32 run is from `losses` at most. */
  float32Deviation: number;
}

/** The reference files there are. */
export const TRAJECTORIES = ["lstm", "lstm_masked", "transformer"] as const;

/** Where a reference file or script lies. */
export function referencePath(file: string): URL {
  return new URL(`reference/${file}`, import.meta.url);
}

/**
 * Reads a reference file.
 *
 * @param name Its name without `.json`.
 * @throws {RangeError} When an array does not fill its shape.
 */
export function readTrajectory(
  name: typeof TRAJECTORIES[number],
): Trajectory {
  const kept = JSON.parse(Deno.readTextFileSync(referencePath(`${name}.json`)));
  return {
    madeWith: kept.made_with,
    recipe: kept.recipe,
    weights: entries(kept.weights, (values) => Float32Array.from(values)),
    data: entries(kept.data, (values) => Int32Array.from(values)),
    losses: kept.losses,
    gradientNorms: kept.gradient_norms,
    float32Deviation: kept.float32_deviation,
  };
}

function entries<Values>(
  kept: Record<string, Entry<number[]>>,
  typed: (values: number[]) => Values,
): Record<string, Entry<Values>> {
  return Object.fromEntries(
    Object.entries(kept).map(([name, { shape, values }]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      if (size !== values.length) {
        throw new RangeError(
          `"${name}" of shape [${shape}] needs ${size} values, ` +
            `has ${values.length}`,
        );
      }
      return [name, { shape, values: typed(values) }];
    }),
  );
}
