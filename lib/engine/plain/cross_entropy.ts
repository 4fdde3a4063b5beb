/**
 * Softmax cross-entropy from logits, forward and backward, in plain TypeScript.
 *
 * The softmax turns a row of logits z into probabilities, and the loss is the
 * negative log of the one that the label ℓ names. Put together, the exponential
 * of the label's logit drops out:
 *
 *     −log( e^{z_ℓ} / Σ e^{z_j} ) = L − z_ℓ        L = log Σ e^{z_j}
 *
 * L is made as M + log Σ e^{z_j − M}, M being the largest logit, so that no
 * exponential overflows. Backward, since ∂L/∂z_j = e^{z_j}/Σ e^{z_k} = p_j:
 *
 *     dz_j = dy·( e^{z_j − L} − [j = ℓ] )
 *
 * so the forward pass need keep only L, one number a row, not V probabilities.
 *
 * A label outside 0 … V − 1 names no logit. A GPU cannot throw, so on every
 * backend such a row has the loss NaN, which shows in the mean, and the
 * gradient zero, which leaves the parameters whole.
 *
 * @module
 */
import { type Floats, zerosLike } from "./floats.ts";

/**
 * @param logits `[N, V]`.
 * @param labels Which logit is right, `[N]`.
 * @returns Losses and L of each row, `[N]`.
 */
export function crossEntropyForward(
  logits: Floats,
  labels: Int32Array,
): { losses: Floats; logSumExp: Floats } {
  const rows = labels.length, V = logits.length / Math.max(1, rows);
  const losses = zerosLike(logits, rows);
  const logSumExp = zerosLike(logits, rows);
  for (let row = 0; row < rows; row++) {
    const z = logits.subarray(row * V, (row + 1) * V);
    let largest = -Infinity, sum = 0;
    // Math.max, unlike >, lets a NaN through.
    for (let j = 0; j < V; j++) largest = Math.max(largest, z[j]);
    for (let j = 0; j < V; j++) sum += Math.exp(z[j] - largest);
    const L = largest + Math.log(sum);
    logSumExp[row] = L;
    losses[row] = isLabel(labels[row], V) ? L - z[labels[row]] : NaN;
  }
  return { losses, logSumExp };
}

/**
 * @param inputs What the forward pass was given and gave, and the gradient dy
 * that arrives at each loss, `[N]`.
 * @returns Gradient of the loss by the logits, `[N, V]`.
 */
export function crossEntropyBackward(
  { logits, labels, logSumExp, dy }: {
    logits: Floats;
    labels: Int32Array;
    logSumExp: Floats;
    dy: Floats;
  },
): Floats {
  const rows = labels.length, V = logits.length / Math.max(1, rows);
  const dlogits = zerosLike(logits, logits.length);
  for (let row = 0; row < rows; row++) {
    if (!isLabel(labels[row], V)) continue;
    const at = row * V;
    for (let j = 0; j < V; j++) {
      const p = Math.exp(logits[at + j] - logSumExp[row]);
      dlogits[at + j] = dy[row] * (p - (j === labels[row] ? 1 : 0));
    }
  }
  return dlogits;
}

const isLabel = (label: number, V: number) => label >= 0 && label < V;
