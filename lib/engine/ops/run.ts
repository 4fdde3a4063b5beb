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

/**
 * Runs a registered kernel that changes its inputs in place and answers
 * nothing. tfjs's own way to run a kernel wants an output.
 *
 * @param kernelName The kernel's name.
 * @param inputs Its inputs.
 * @param attrs Its attributes.
 * @throws {Error} When the backend in use lacks the kernel.
 */
export function runUpdate(
  kernelName: string,
  inputs: tf.NamedTensorMap,
  attrs: tf.NamedAttrMap,
): void {
  const kernel = tf.getKernel(kernelName, tf.getBackend());
  if (!kernel) {
    throw new Error(
      `The backend "${tf.getBackend()}" has no kernel ${kernelName}; start ` +
        "one with useBestBackend()",
    );
  }
  kernel.kernelFunc({ inputs, attrs, backend: tf.backend() });
}
