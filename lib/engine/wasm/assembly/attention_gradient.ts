/**
 * The gradient of self-attention for the pairs `from` … `to − 1` of batch row
 * and head. Equations and plain reference: `plain/attention.ts`.
 *
 * Keys go in blocks of 32, and scores are held turned round, a row for each key
 * of the block and a column for each query: 32 × T of them. Then a masked key
 * is a row that is skipped, in a causal row the first columns are left out, L
 * and D lie along the row, and the gradients of a block's keys and values are
 * long sums that need no adding up over blocks:
 *
 *     Sᵀ = K·Qᵀ       Pᵀ = e^(Sᵀ/√d − L)       dPᵀ = V·dOᵀ
 *     dSᵀ = Pᵀ·(dPᵀ − D)/√d       dV = Pᵀ·dO       dK = dSᵀ·Q       dQ += dS·K
 *
 * As in `attention.ts`, what may not be seen has the weight 0, and a NaN or an
 * infinity times 0 would be NaN. A pair with a NaN in its gradient is computed
 * again, by `attention_plain.ts`.
 */
import { finish } from "./attention";
import { dot, plainGradient } from "./attention_plain";
import { CONSTANTS, exponential, writeConstants } from "./exponential";
import { packColumns, packRows } from "./pack";
import { packedProduct } from "./product";
import { flush, load, store } from "./simd";

/** Keys of a block; a multiple of a panel's 8 columns. */
const BLOCK: i32 = 32;

/** Bytes of scratch that a thread needs, for heads of width d. */
export function attentionGradientScratch(T: i32, d: i32): i32 {
  const packed = 2 * (T * (d + 8) + d * (T + 8)); // the last panels are filled up
  const block = BLOCK * (d + 2 * T + d + 8 + T + 4);
  return CONSTANTS + 128 + 4 * (packed + block + T);
}

/** P and dS of n = 4 queries or 1 in the places of S and dP. */
// @ts-ignore: decorator
@inline
function scores(
  n: i32,
  s: usize,
  dp: usize,
  L: usize,
  D: usize,
  scale: v128,
  t: usize,
): void {
  const p = flush(
    exponential(f32x4.sub(f32x4.mul(load(n, s), scale), load(n, L)), t),
  );
  store(n, s, p);
  store(
    n,
    dp,
    flush(f32x4.mul(f32x4.mul(p, scale), f32x4.sub(load(n, dp), load(n, D)))),
  );
}

/** Packed rows times the steps `from` … `from + K − 1` of panels of T steps. */
function panels(
  M: i32,
  d: i32,
  K: i32,
  a: usize,
  b: usize,
  T: i32,
  from: i32,
  c: usize,
  rs: usize,
  spare: usize,
): void {
  for (let j = 0; j < d; j += 8) {
    const panel = b + (<usize>(j * T + 8 * from) << 2);
    packedProduct(
      M,
      min(8, d - j),
      K,
      a,
      panel,
      0,
      c + (<usize>j << 2),
      rs,
      false,
      spare,
    );
  }
}

/** dqkv of the pairs; `mask` is 0 or the address of int32 [B, T]. */
export function attentionBackward(
  T: i32,
  C: i32,
  heads: i32,
  causal: bool,
  scale: f32,
  qkv: usize,
  out: usize,
  logSumExp: usize,
  dy: usize,
  mask: usize,
  dqkv: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  const d = C / heads,
    w = <usize>C << 2,
    stride = 3 * w,
    head = <usize>d << 2;
  const line = <usize>T << 2;
  const spare = scratch + CONSTANTS;
  const queries = spare + 128, gradients = queries + head * (T + 8); // Qᵀ, dOᵀ
  const queryRows = gradients + head * (T + 8); // Q
  const gradientRows = queryRows + line * (d + 8); // dO
  const D = gradientRows + line * (d + 8);
  const strips = D + line, key = strips + BLOCK * head; // K or V; K
  const s = key + <usize>(BLOCK << 2) * (d + 8), dp = s + BLOCK * line;
  const packed = dp + BLOCK * line; // Pᵀ, dSᵀ or dS
  const splat = f32x4.splat(scale);
  writeConstants(scratch);
  for (let pair = from; pair < to; pair++) {
    const b = pair / heads, h = pair % heads;
    const start = <usize>(b * T) * stride + (<usize>(h * d) << 2);
    const q = qkv + start, k = q + w, v = k + w, dq = dqkv + start;
    const o = out + <usize>(b * T) * w + (<usize>(h * d) << 2),
      dO = dy + (o - out);
    const L = logSumExp + <usize>pair * line,
      rowMask = mask ? mask + <usize>b * line : 0;
    packColumns(T, d, q, 4, stride, queries);
    packColumns(T, d, dO, 4, w, gradients);
    packColumns(d, T, q, stride, 4, queryRows);
    packColumns(d, T, dO, w, 4, gradientRows);
    for (let t = 0; t < T; t++) {
      f32.store(
        D + (<usize>t << 2),
        dot(d, o + <usize>t * w, dO + <usize>t * w),
      );
      memory.fill(dq + <usize>t * stride, 0, head);
    }
    for (let j0 = 0; j0 < T; j0 += BLOCK) {
      const rows = min(BLOCK, T - j0), t0 = causal ? j0 : 0, n = T - t0;
      const offset = head * t0; // panels of d steps: column t0 begins here
      packRows(rows, d, k + <usize>j0 * stride, stride, 4, strips);
      packedProduct(
        rows,
        n,
        d,
        strips,
        queries + offset,
        0,
        s,
        line,
        false,
        spare,
      );
      packRows(rows, d, v + <usize>j0 * stride, stride, 4, strips);
      packedProduct(
        rows,
        n,
        d,
        strips,
        gradients + offset,
        0,
        dp,
        line,
        false,
        spare,
      );
      for (let r = 0; r < rows; r++) {
        const seen = !rowMask ||
          i32.load(rowMask + (<usize>(j0 + r) << 2)) != 0;
        const begin = seen ? (causal ? r : 0) : n; // queries that don't see the key
        const row = s + <usize>r * line, row2 = dp + <usize>r * line;
        memory.fill(row, 0, <usize>begin << 2);
        memory.fill(row2, 0, <usize>begin << 2);
        let i = <usize>begin << 2;
        const end = <usize>n << 2,
          l = L + (<usize>t0 << 2),
          e = D + (<usize>t0 << 2);
        for (; i + 16 <= end; i += 16) {
          scores(4, row + i, row2 + i, l + i, e + i, splat, scratch);
        }
        for (; i < end; i += 4) {
          scores(1, row + i, row2 + i, l + i, e + i, splat, scratch);
        }
      }
      const dk = dq + w + <usize>j0 * stride;
      packRows(rows, n, s, line, 4, packed);
      panels(rows, d, n, packed, gradientRows, T, t0, dk + w, stride, spare);
      packRows(rows, n, dp, line, 4, packed);
      panels(rows, d, n, packed, queryRows, T, t0, dk, stride, spare);
      packRows(n, rows, dp, 4, line, packed);
      packColumns(d, rows, k + <usize>j0 * stride, stride, 4, key);
      packedProduct(
        n,
        d,
        rows,
        packed,
        key,
        0,
        dq + <usize>t0 * stride,
        stride,
        true,
        spare,
      );
    }
    let odd = false;
    for (let t = 0; t < T; t++) {
      for (let part: usize = 0; part < 3; part++) {
        odd = finish(d, dq + <usize>t * stride + part * w, 1) || odd;
      }
    }
    if (odd) plainGradient(T, d, w, causal, scale, q, rowMask, L, D, dO, dq, scratch);
  }
}
