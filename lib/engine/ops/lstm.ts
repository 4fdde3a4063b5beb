/**
 * An LSTM over a whole sequence as one differentiable tfjs operation.
 *
 * The work falls into two parts. z = x·W + b has no memory, so one large
 * product makes it for all steps; tfjs differentiates it. The recurrence needs
 * h of the step before, so it runs step by step, inside one kernel that keeps
 * what its backward pass needs. Equations: `plain/lstm.ts`.
 *
 * Kernels, on each backend (B batch, T time, H units; all float32, mask int32):
 *
 * - `LstmRecurrence` {z [B, T, 4H], u [H, 4H], mask? [B, T]}
 *   → h [B, T, H], c [B, T, H], gates [B, T, 4H]
 * - `LstmRecurrenceGrad` {u, h, c, gates, dy [B, T, H] or [B, H], mask?}
 *   → dz [B, T, 4H], du [H, 4H]
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { runKernel } from "./run.ts";
import { assertShape } from "./shapes.ts";

/** The parameters of an LSTM layer, as Keras stores them. */
export interface LstmParameters {
  /** W, `[E, 4H]`; gates in the order input, forget, candidate, output. */
  kernel: tf.Tensor2D;
  /** U, `[H, 4H]`. */
  recurrentKernel: tf.Tensor2D;
  /** b, `[4H]`. */
  bias: tf.Tensor1D;
}

/** What else {@linkcode lstm} may be told. */
export interface LstmOptions {
  /** Steps that count, `[B, T]`; the others hand h and c on. Default: all. */
  mask?: tf.Tensor2D;
  /** True: h of every step. False, the default: h of the last. */
  sequences?: boolean;
}

/**
 * @param x Inputs, `[B, T, E]`.
 * @param parameters W, U and b.
 * @param options Mask, and which states to answer.
 * @returns h of the last step, `[B, H]`, or of all steps, `[B, T, H]`.
 * @throws {RangeError} When a shape does not fit; it names both.
 * @see Hochreiter and Schmidhuber 1997; Gers et al. 2000
 */
export function lstm(
  x: tf.Tensor3D,
  { kernel, recurrentKernel: u, bias }: LstmParameters,
  { mask, sequences = false }: LstmOptions = {},
): tf.Tensor {
  const [batch, time, inputs] = x.shape;
  const units = u.shape[0];
  if (time === 0) {
    throw new RangeError(
      `An LSTM needs at least one step, got inputs of shape [${x.shape}]`,
    );
  }
  assertShape("the LSTM's kernel", kernel, [inputs, 4 * units]);
  assertShape("the LSTM's recurrent kernel", u, [units, 4 * units]);
  assertShape("the LSTM's bias", bias, [4 * units]);
  if (mask) assertShape("the LSTM's mask", mask, [batch, time]);
  return tf.tidy(() => {
    const z = tf.fused.matMul({
      a: x.reshape([batch * time, inputs]),
      b: kernel,
      bias,
    }).reshape([batch, time, 4 * units]) as tf.Tensor3D;
    return recurrence(z, u, sequences, mask?.cast("int32"));
  });
}

function recurrence(
  z: tf.Tensor3D,
  u: tf.Tensor2D,
  sequences: boolean,
  mask?: tf.Tensor,
): tf.Tensor {
  const [batch, time, width] = z.shape;
  const op = tf.customGrad((z, u, save) => {
    const [h, c, gates] = runKernel("LstmRecurrence", {
      z: z as tf.Tensor,
      u: u as tf.Tensor,
      mask,
    });
    const keep = save as tf.GradSaveFunc;
    keep([u as tf.Tensor, h, c, gates, ...(mask ? [mask] : [])]);
    // Rows of the last steps; tfjs's slice would copy all of h first.
    const last = () =>
      h.reshape([batch * time, width / 4])
        .gather(
          Int32Array.from({ length: batch }, (_, i) => (i + 1) * time - 1),
        );
    return {
      value: sequences ? h : last(),
      gradFunc(dy: tf.Tensor, saved: tf.Tensor[]) {
        const [u, h, c, gates, mask] = saved;
        return runKernel("LstmRecurrenceGrad", { u, h, c, gates, dy, mask });
      },
    };
  });
  return op(z, u);
}
