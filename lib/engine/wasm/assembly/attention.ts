/**
 * Self-attention for the pairs `from` … `to − 1` of batch row and head: pair
 * row·heads + head. Equations and plain reference: `plain/attention.ts`.
 *
 * Queries go in blocks of 16. Of a block, the scores with all keys (if causal,
 * with those up to the block's end) are one product; each of its rows becomes
 * exponentials, not yet divided by their sum; and those times the values are a
 * second product, whose rows are divided at last. So 16 × T scores are all that
 * is ever held. Keys and values are packed once for a pair.
 *
 * A key that a query may not look at gets the weight 0, and 0 times a value is
 * 0, unless the value is NaN or infinite. Rows that come out NaN are therefore
 * added up again without the keys that they may not see.
 */
import { CONSTANTS, writeConstants } from "./exponential";
import { packColumns, packRows } from "./pack";
import { packedProduct } from "./product";
import { flush, load, store } from "./simd";
import { largest, logarithm, sumOfExponentials } from "./softmax";

/** Queries of a block. */
const BLOCK: i32 = 16;

/** Bytes of scratch that a thread needs, for heads of width d. */
export function attentionScratch(T: i32, d: i32): i32 {
  const packed = T * (d + 8) + d * (T + 8); // the last panels are filled up
  const block = BLOCK * (d + 2 * T + 1);
  return CONSTANTS + 128 + 4 * (packed + block + T);
}

/** Writes −1 where the mask has a number, else 0; answers where the first is. */
export function readMask(T: i32, mask: usize, seen: usize): i32 {
  let first = T;
  for (let j = T - 1; j >= 0; j--) {
    const on = i32.load(mask + (<usize>j << 2)) != 0;
    i32.store(seen + (<usize>j << 2), on ? -1 : 0);
    if (on) first = j;
  }
  return first;
}

/** d floats times a number, flushed; answers whether one is NaN. */
// @ts-ignore: decorator
@inline
export function finish(d: i32, x: usize, by: f32): bool {
  const b = f32x4.splat(by);
  let odd = f32x4.splat(0);
  for (; d >= 4; d -= 4) {
    const v = flush(f32x4.mul(v128.load(x), b));
    odd = v128.or(odd, f32x4.ne(v, v));
    v128.store(x, v);
    x += 16;
  }
  for (; d > 0; d--) {
    const v = flush(f32x4.mul(load(1, x), b));
    odd = v128.or(odd, f32x4.ne(v, v));
    store(1, x, v);
    x += 4;
  }
  return v128.any_true(odd);
}

/** A row's answer once more, from the values of the keys that it sees alone. */
function addUp(
  n: i32,
  d: i32,
  weights: usize,
  seen: usize,
  v: usize,
  stride: usize,
  by: f32,
  out: usize,
): void {
  for (let c: usize = 0; c < <usize>d << 2; c += 4) {
    let total: f32 = 0;
    for (let j = 0; j < n; j++) {
      const at = <usize>j << 2;
      if (seen && !i32.load(seen + at)) continue;
      total += f32.load(weights + at) * f32.load(v + <usize>j * stride + c);
    }
    f32.store(out + c, total * by);
  }
}

/** out and logSumExp of the pairs; `mask` is 0 or the address of int32 [B, T]. */
export function attentionForward(
  T: i32,
  C: i32,
  heads: i32,
  causal: bool,
  scale: f32,
  qkv: usize,
  mask: usize,
  out: usize,
  logSumExp: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  const d = C / heads,
    w = <usize>C << 2,
    stride = 3 * w,
    line = <usize>T << 2;
  const spare = scratch + CONSTANTS;
  const keys = spare + 128, values = keys + (<usize>(d * (T + 8)) << 2);
  const strips = values + (<usize>(T * (d + 8)) << 2);
  const scores = strips + (<usize>(BLOCK * d) << 2);
  const packed = scores + BLOCK * line, factors = packed + BLOCK * line;
  const seen = mask ? factors + (BLOCK << 2) : 0;
  writeConstants(scratch);
  for (let pair = from; pair < to; pair++) {
    const b = pair / heads, h = pair % heads;
    const q = qkv + <usize>(b * T) * stride + (<usize>(h * d) << 2),
      k = q + w,
      v = k + w;
    const answers = out + <usize>(b * T) * w + (<usize>(h * d) << 2);
    const first = mask ? readMask(T, mask + <usize>b * line, seen) : 0;
    packColumns(T, d, k, 4, stride, keys);
    packColumns(d, T, v, stride, 4, values);
    for (let t0 = 0; t0 < T; t0 += BLOCK) {
      const rows = min(BLOCK, T - t0), n = causal ? t0 + rows : T;
      packRows(rows, d, q + <usize>t0 * stride, stride, 4, strips);
      packedProduct(rows, n, d, strips, keys, 0, scores, line, false, spare);
      for (let r = 0; r < rows; r++) {
        const row = scores + <usize>r * line, own = causal ? t0 + r + 1 : T;
        const L = logSumExp + (<usize>(pair * T + t0 + r) << 2),
          factor = factors + (<usize>r << 2);
        if (first >= own) { // it sees nothing
          memory.fill(row, 0, <usize>n << 2);
          f32.store(L, 0);
          f32.store(factor, 0);
          continue;
        }
        const top = scale *
          (seen ? largest(own, row, seen) : largest(own, row, 0));
        const total = seen
          ? sumOfExponentials(own, row, scale, top, seen, row, scratch)
          : sumOfExponentials(own, row, scale, top, 0, row, scratch);
        memory.fill(row + (<usize>own << 2), 0, <usize>(n - own) << 2);
        f32.store(L, <f32>(top + logarithm(total)));
        f32.store(factor, 1 / total);
      }
      packRows(rows, n, scores, line, 4, packed);
      const at = answers + <usize>t0 * w;
      // Panels hold T steps, of which n are used: so one panel at a time.
      for (let j = 0; j < d; j += 8) {
        packedProduct(
          rows,
          min(8, d - j),
          n,
          packed,
          values + <usize>j * line,
          0,
          at + (<usize>j << 2),
          w,
          false,
          spare,
        );
      }
      for (let r = 0; r < rows; r++) {
        const row = at + <usize>r * w,
          factor = f32.load(factors + (<usize>r << 2));
        const own = causal ? t0 + r + 1 : T;
        if (!finish(d, row, factor)) continue;
        addUp(own, d, scores + <usize>r * line, seen, v, stride, factor, row);
      }
    }
  }
}
