/**
 * Self-attention of several heads, forward and backward, in plain TypeScript.
 *
 * Each position t has a query, a key and a value in each head, vectors of width
 * d = C/heads. It answers a mean of the values, weighted by how well its query
 * fits each key (Vaswani et al. 2017, eq. 1):
 *
 *     S = QKᵀ/√d        P = softmax of each row of S        O = P·V
 *
 * P has T² numbers a head. Kept for the backward pass of all layers, they fill
 * the memory before anything else does. They need not be kept (Dao et al. 2022):
 * with L_t = log Σ_j e^{S_tj}, one number a row, each comes back as
 *
 *     P_tj = e^{S_tj − L_t}
 *
 * Backward, dO being the gradient that arrives. From O = P·V: dV = Pᵀ·dO and
 * dP = dO·Vᵀ. Through a row's softmax,
 *
 *     dS_tj = P_tj·( dP_tj − Σ_k P_tk·dP_tk )
 *
 * and the sum over k is a plain dot product, without another pass over the row:
 *
 *     Σ_k P_tk·(dO_t·v_k) = dO_t·Σ_k P_tk·v_k = dO_t·O_t =: D_t
 *
 * At last, from S = QKᵀ/√d: dQ = dS·K/√d and dK = dSᵀ·Q/√d.
 *
 * A position may not look at a masked one, nor, if causal, at a later one. One
 * that may look at nothing answers zeros and gets no gradient.
 *
 * @module
 */
import { type Floats, zerosLike } from "./floats.ts";

/** Sizes and kind: batch B, time T, width C, heads. */
export interface AttentionShape {
  batch: number;
  time: number;
  /** C: the heads side by side; heads divides it. */
  width: number;
  heads: number;
  /** True: a position sees itself and those before it. */
  causal: boolean;
}

/** Where head h of row t of batch b begins in q; k and v follow at C and 2C. */
const place = (
  { time, width, heads }: AttentionShape,
  b: number,
  h: number,
  t: number,
) => (b * time + t) * 3 * width + h * (width / heads);

/** Which positions j a position t may look at. */
function visible(
  { time, causal }: AttentionShape,
  mask: Int32Array | null,
  b: number,
  t: number,
): number[] {
  const out: number[] = [];
  for (let j = 0; j < (causal ? t + 1 : time); j++) {
    if (!mask || mask[b * time + j]) out.push(j);
  }
  return out;
}

/** x[a…a+size]·y[b…b+size] */
function dot(x: Floats, a: number, y: Floats, b: number, size: number) {
  let sum = 0;
  for (let c = 0; c < size; c++) sum += x[a + c] * y[b + c];
  return sum;
}

/**
 * @param qkv Queries, keys and values side by side, `[B, T, 3C]`.
 * @param mask 1 for a position that may be looked at, `[B, T]`; null: all.
 * @param shape B, T, C, heads, causal.
 * @returns The answers, `[B, T, C]`, and L of each row, `[B, heads, T]`, which
 * the backward pass needs; 0 for a row that sees nothing.
 */
export function attentionForward(
  qkv: Floats,
  mask: Int32Array | null,
  shape: AttentionShape,
): { out: Floats; logSumExp: Floats } {
  const { batch, time, width: C, heads } = shape;
  const d = C / heads, scale = 1 / Math.sqrt(d);
  const out = zerosLike(qkv, batch * time * C);
  const logSumExp = zerosLike(qkv, batch * heads * time);
  for (let b = 0; b < batch; b++) {
    for (let t = 0; t < time; t++) {
      const seen = visible(shape, mask, b, t);
      for (let h = 0; h < heads && seen.length > 0; h++) {
        const q = place(shape, b, h, t);
        const scores = seen.map((j) =>
          scale * dot(qkv, q, qkv, place(shape, b, h, j) + C, d)
        );
        const largest = scores.reduce((m, s) => Math.max(m, s), -Infinity);
        const weights = scores.map((s) => Math.exp(s - largest));
        const sum = weights.reduce((sum, w) => sum + w, 0);
        logSumExp[(b * heads + h) * time + t] = largest + Math.log(sum);
        const answer = new Float64Array(d);
        seen.forEach((j, i) => {
          const v = place(shape, b, h, j) + 2 * C;
          for (let c = 0; c < d; c++) {
            answer[c] += weights[i] / sum * qkv[v + c];
          }
        });
        out.set(answer, (b * time + t) * C + h * d);
      }
    }
  }
  return { out, logSumExp };
}

/** What {@linkcode attentionForward} gave and was given, and the gradient. */
export interface AttentionBackwardInputs {
  qkv: Floats;
  out: Floats;
  logSumExp: Floats;
  /** Gradient of the loss by out, `[B, T, C]`. */
  dy: Floats;
  mask: Int32Array | null;
}

/**
 * @param inputs The forward pass's inputs and results, and the gradient that
 * arrives.
 * @param shape B, T, C, heads, causal.
 * @returns Gradient of the loss by qkv, `[B, T, 3C]`.
 */
export function attentionBackward(
  { qkv, out, logSumExp, dy, mask }: AttentionBackwardInputs,
  shape: AttentionShape,
): Floats {
  const { batch, time, width: C, heads } = shape;
  const d = C / heads, scale = 1 / Math.sqrt(d);
  const sums = new Float64Array(qkv.length);
  for (let b = 0; b < batch; b++) {
    for (let t = 0; t < time; t++) {
      const seen = visible(shape, mask, b, t);
      for (let h = 0; h < heads; h++) {
        const q = place(shape, b, h, t);
        const o = (b * time + t) * C + h * d;
        const L = logSumExp[(b * heads + h) * time + t];
        const D = dot(dy, o, out, o, d);
        for (const j of seen) {
          const k = place(shape, b, h, j) + C, v = k + C;
          const p = Math.exp(scale * dot(qkv, q, qkv, k, d) - L);
          const ds = p * (dot(dy, o, qkv, v, d) - D) * scale;
          for (let c = 0; c < d; c++) {
            sums[v + c] += p * dy[o + c];
            sums[q + c] += ds * qkv[k + c];
            sums[k + c] += ds * qkv[q + c];
          }
        }
      }
    }
  }
  const dqkv = zerosLike(qkv, qkv.length);
  dqkv.set(sums);
  return dqkv;
}
