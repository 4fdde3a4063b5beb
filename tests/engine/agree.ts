/**
 * Runs an operation on one backend and on another, and compares.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  type BackendName,
  type BackendOptions,
  useBestBackend,
} from "@course/engine";
import { Random } from "@course/text";
import { assert, assertEquals } from "../assert.ts";

/** Tensors by name, as plain numbers, so that they fit every backend. */
export type Arrays = Record<
  string,
  { values: Float32Array | Int32Array; shape: number[] }
>;

/** A function from tensors to tensors. */
export type Operation = (tensors: Record<string, tf.Tensor>) => tf.Tensor[];

/**
 * @param shape Any shape.
 * @param random Where the numbers come from.
 * @param scale Their standard deviation. Default 1.
 * @returns Normal numbers.
 */
export function normal(shape: number[], random: Random, scale = 1) {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Float32Array.from(
    { length: size },
    () =>
      scale * Math.sqrt(-2 * Math.log(1 - random.uniform())) *
      Math.cos(2 * Math.PI * random.uniform()),
  );
  return { values, shape };
}

/**
 * Runs an operation on a backend.
 *
 * @param options What else the backend is told, such as threads.
 * @returns Each output's values and shape.
 */
export async function runOn(
  backend: BackendName,
  operation: Operation,
  arrays: Arrays,
  options: BackendOptions = {},
): Promise<{ values: Float32Array; shape: number[] }[]> {
  await useBestBackend({ force: backend, ...options });
  const before = tf.memory().numTensors;
  const out = tf.tidy(() => {
    const tensors = Object.fromEntries(
      Object.entries(arrays).map(([name, { values, shape }]) => [
        name,
        tf.tensor(
          values,
          shape,
          values instanceof Int32Array ? "int32" : "float32",
        ),
      ]),
    );
    return operation(tensors);
  });
  const read = [];
  for (const tensor of out) {
    read.push({
      values: await tensor.data() as Float32Array,
      shape: tensor.shape,
    });
    tensor.dispose();
  }
  assertEquals(tf.memory().numTensors, before, "tensors left over");
  return read;
}

/**
 * Asserts that a backend gives what the plain kernels on `cpu` give.
 *
 * @param backend The backend to test.
 * @param operation What to compute.
 * @param arrays Its inputs.
 * @param tolerance Largest difference, relative to the largest value of the
 * output (or to 1 where all are smaller).
 */
export async function assertAgrees(
  backend: BackendName,
  operation: Operation,
  arrays: Arrays,
  tolerance = 2e-5,
): Promise<void> {
  const expected = await runOn("cpu", operation, arrays);
  const actual = await runOn(backend, operation, arrays);
  for (const [i, { values, shape }] of expected.entries()) {
    assertEquals(actual[i].shape, shape, `shape of output ${i}`);
    const scale = values.filter(Number.isFinite)
      .reduce((most, v) => Math.max(most, Math.abs(v)), 1);
    let worst = 0;
    values.forEach((wanted, k) => {
      const got = actual[i].values[k];
      if (Object.is(wanted, got) || wanted === got) return;
      const difference = Math.abs(wanted - got) / scale;
      // Where only one of the two is a number, the difference is not.
      worst = Math.max(worst, Number.isNaN(difference) ? Infinity : difference);
    });
    const shapes = Object.entries(arrays)
      .map(([name, { shape }]) => `${name} [${shape}]`).join(", ");
    assert(
      worst <= tolerance,
      `output ${i} differs by ${worst} of its scale; inputs: ${shapes}`,
    );
  }
}

/**
 * The values and the gradients of an operation together, as one operation:
 * gradients of Σ output·weights by every float32 input.
 *
 * @param operation What to differentiate; one output.
 * @param by Names of the inputs to differentiate by.
 */
export function withGradients(
  operation: (tensors: Record<string, tf.Tensor>) => tf.Tensor,
  by: string[],
): Operation {
  return (tensors) => {
    const value = operation(tensors);
    // Weights that differ, so that no two outputs can stand for each other.
    // Not with tf.sin(): a GPU's is wrong by up to 2e-4.
    const weights = tf.tensor(
      Float32Array.from({ length: value.size }, (_, i) => Math.sin(0.37 * i)),
      value.shape,
    );
    const gradients = tf.grads((...inputs: tf.Tensor[]) =>
      operation({
        ...tensors,
        ...Object.fromEntries(by.map((name, i) => [name, inputs[i]])),
      })
    )(by.map((name) => tensors[name]), weights);
    return [value, ...gradients];
  };
}

/**
 * Asserts that the `wasm` backend gives the same bits for 1, 2 and 3 threads.
 *
 * @param operation What to compute, large enough that it is cut in three.
 * @param arrays Its inputs.
 */
export async function assertSameBits(
  operation: Operation,
  arrays: Arrays,
): Promise<void> {
  const [one, ...more] = [
    await runOn("wasm", operation, arrays, { threads: 1 }),
    await runOn("wasm", operation, arrays, { threads: 2 }),
    await runOn("wasm", operation, arrays, { threads: 3 }),
  ];
  const bits = ({ buffer, byteOffset, length }: Float32Array) =>
    new Int32Array(buffer, byteOffset, length);
  for (const [i, results] of more.entries()) {
    for (const [output, { values }] of results.entries()) {
      const wanted = bits(one[output].values);
      const others = bits(values).filter((b, k) => b !== wanted[k]).length;
      assertEquals(
        [others, values.length],
        [0, wanted.length],
        `numbers of output ${output} that differ with ${i + 2} threads`,
      );
    }
  }
}
