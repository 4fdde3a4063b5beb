import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "../assert.ts";
import { type Arrays, type Operation, runOn } from "./agree.ts";

/**
 * Asserts that an operation gives what a composition of tfjs's own operations
 * gives, on the `cpu` backend.
 *
 * @param operation The operation, as of `withGradients()`.
 * @param stock The composition.
 * @param arrays Inputs of both.
 * @param tolerance Largest difference.
 */
export async function assertAsStock(
  operation: Operation,
  stock: Operation,
  arrays: Arrays,
  tolerance = 1e-5,
): Promise<void> {
  const actual = await runOn("cpu", operation, arrays);
  const expected = await runOn("cpu", stock, arrays);
  assertEquals(actual.length, expected.length);
  for (const [i, { values, shape }] of actual.entries()) {
    assertEquals(shape, expected[i].shape, `shape of output ${i}`);
    const worst = tf.util.sizeFromShape(shape) === 0
      ? 0
      : Math.max(...values.map((v, k) => Math.abs(v - expected[i].values[k])));
    assert(worst <= tolerance, `output ${i} differs by ${worst}`);
  }
}
