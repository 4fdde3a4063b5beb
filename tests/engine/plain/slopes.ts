import type { Floats } from "../../../lib/engine/plain/floats.ts";
import { assertAlmostEquals, assertEquals } from "../../assert.ts";

/**
 * Asserts that gradients are the slopes of a loss, by finite differences.
 *
 * @param loss Answers the loss from the arrays as they are.
 * @param pairs Each array that the loss depends on, and its gradient.
 * @param tolerance Largest difference.
 */
export function assertSlopes(
  loss: () => number,
  pairs: [Floats, Floats][],
  tolerance = 1e-8,
): void {
  for (const [values, slopes] of pairs) {
    assertEquals(slopes.length, values.length);
    for (let i = 0; i < values.length; i++) {
      const value = values[i], step = 1e-5;
      values[i] = value + step;
      const up = loss();
      values[i] = value - step;
      const down = loss();
      values[i] = value;
      assertAlmostEquals(slopes[i], (up - down) / (2 * step), tolerance);
    }
  }
}

/** Σ weights·values: a loss whose gradient by values is the weights. */
export function weighted(weights: Floats, values: Floats): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weights[i] * values[i];
  return sum;
}
