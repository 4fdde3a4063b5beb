/**
 * Numbers in a row. The plain kernels compute in double precision whatever the
 * array is, and answer in the same kind of array: 32-bit floats for tfjs,
 * 64-bit floats where a test compares with finite differences.
 */
export type Floats = Float32Array | Float64Array;

/**
 * @param like An array of the kind wanted.
 * @param size How many numbers.
 * @returns That many zeros.
 */
export function zerosLike(like: Floats, size: number): Floats {
  return like instanceof Float64Array
    ? new Float64Array(size)
    : new Float32Array(size);
}
