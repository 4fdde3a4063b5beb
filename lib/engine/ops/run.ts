import * as tf from "@tensorflow/tfjs";

/**
 * Runs a registered kernel by name, on the backend in use.
 *
 * @param name The kernel's name.
 * @param inputs Its inputs; one that is undefined is left out.
 * @param attrs Its attributes.
 * @returns Its outputs, in order.
 */
export function runKernel(
  name: string,
  inputs: Record<string, tf.Tensor | undefined>,
  attrs: tf.NamedAttrMap = {},
): tf.Tensor[] {
  const given = Object.fromEntries(
    Object.entries(inputs).filter(([, tensor]) => tensor),
  ) as tf.NamedTensorMap;
  const out = tf.engine().runKernel(name, given, attrs) as
    | tf.Tensor
    | tf.Tensor[];
  return Array.isArray(out) ? out : [out];
}
