/**
 * Self-attention as one differentiable tfjs operation that never holds a matrix
 * of time by time. Equations: `plain/attention.ts`.
 *
 * Kernels, on each backend (B batch, T time, C width; float32, mask int32):
 *
 * - `Attention` {qkv [B, T, 3C], mask? [B, T]} attrs {heads, causal}
 *   → out [B, T, C], logSumExp [B, heads, T]
 * - `AttentionGrad` {qkv, out, logSumExp, dy [B, T, C], mask?} the same attrs
 *   → dqkv [B, T, 3C]
 *
 * qkv holds q, k and v side by side; head h is columns h·C/heads … of each. The
 * scale is 1/√(C/heads). mask is 1 where a key may be looked at. A row that may
 * look at nothing answers zeros, has logSumExp 0, and gets no gradient.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { runKernel } from "./run.ts";
import { assertShape, assertType } from "./shapes.ts";

/** What {@linkcode attention} may be told. */
export interface AttentionOptions {
  /** Number of heads; it divides C. */
  heads: number;
  /** True: a position sees itself and those before it. Default false. */
  causal?: boolean;
  /** 1 where a position may be looked at, 0 for padding, `[B, T]`. */
  mask?: tf.Tensor;
}

/**
 * Scaled dot-product attention of a sequence to itself.
 *
 * @param qkv Queries, keys and values side by side, `[B, T, 3C]`.
 * @param options Heads, causal, mask.
 * @returns The answers, heads side by side, `[B, T, C]`.
 * @throws {RangeError} When a shape does not fit, or heads does not divide C.
 * @throws {TypeError} When qkv is not float32.
 * @see Vaswani et al. 2017, "Attention Is All You Need", eq. 1; Dao et al.
 * 2022, "FlashAttention"
 */
export function attention(
  qkv: tf.Tensor3D,
  { heads, causal = false, mask }: AttentionOptions,
): tf.Tensor3D {
  assertShape("the input of attention", qkv, [-1, -1, -1]);
  assertType("the input of attention", qkv, "float32");
  const [batch, time, width] = qkv.shape;
  if (!(Number.isInteger(heads) && heads > 0 && width % (3 * heads) === 0)) {
    throw new RangeError(
      `Attention needs a width of 3 × heads × a whole number; shape ` +
        `[${qkv.shape.join(", ")}] does not go with ${heads} heads`,
    );
  }
  if (mask) assertShape("the mask of attention", mask, [batch, time]);
  const attrs = { heads, causal };
  return tf.tidy(() => {
    const keys = mask?.cast("int32");
    const op = tf.customGrad((qkv, save) => {
      const [out, logSumExp] = runKernel("Attention", {
        qkv: qkv as tf.Tensor,
        mask: keys,
      }, attrs);
      const keep = save as tf.GradSaveFunc;
      keep([qkv as tf.Tensor, out, logSumExp, ...(keys ? [keys] : [])]);
      return {
        value: out,
        gradFunc(dy: tf.Tensor, [qkv, out, logSumExp, mask]: tf.Tensor[]) {
          return runKernel(
            "AttentionGrad",
            { qkv, out, logSumExp, dy, mask },
            attrs,
          );
        },
      };
    });
    return op(qkv) as tf.Tensor3D;
  });
}
