import type { Tensor } from "@tensorflow/tfjs";

/**
 * Refuses a tensor of another shape than the one needed.
 *
 * @param what Which tensor, for the message, as in "the LSTM's bias".
 * @param tensor The tensor.
 * @param needed The shape it must have; −1 stands for any size.
 * @throws {RangeError} When they differ; the message has both shapes.
 */
export function assertShape(
  what: string,
  { shape }: Tensor,
  needed: number[],
): void {
  const fits = shape.length === needed.length &&
    needed.every((size, i) => size === -1 || size === shape[i]);
  if (fits) return;
  const wanted = needed.map((size) => size === -1 ? "any" : size).join(", ");
  throw new RangeError(
    `${what[0].toUpperCase()}${what.slice(1)} must have shape [${wanted}], ` +
      `got [${shape.join(", ")}]`,
  );
}

/**
 * Refuses a tensor of another type than the one needed.
 *
 * @param what Which tensor, for the message.
 * @param tensor The tensor.
 * @param needed Its type, as in "float32".
 * @throws {TypeError} When it has another; the message has both.
 */
export function assertType(
  what: string,
  { dtype }: Tensor,
  needed: Tensor["dtype"],
): void {
  if (dtype === needed) return;
  throw new TypeError(
    `${what[0].toUpperCase()}${what.slice(1)} must be ${needed}, got ${dtype}`,
  );
}
