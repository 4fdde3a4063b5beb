/**
 * The gradient of one pair's attention, number by number: what a query may not
 * see is left out, not multiplied by zero, so that a NaN or an infinity stays
 * where it belongs. Slow, and only for gradients that have one.
 */
import { exponential } from "./exponential";
import { flush, load, madd, sum } from "./simd";

/** a·b, d numbers each. */
// @ts-ignore: decorator
@inline
export function dot(d: i32, a: usize, b: usize): f32 {
  let sums = f32x4.splat(0);
  const end = <usize>d << 2;
  let c: usize = 0;
  for (; c + 16 <= end; c += 16) {
    sums = madd(v128.load(a + c), v128.load(b + c), sums);
  }
  for (; c < end; c += 4) sums = madd(load(1, a + c), load(1, b + c), sums);
  return sum(sums);
}

/**
 * What `attention_gradient.ts` computes, for one pair: the heads' queries begin
 * at `q` and `dq`, keys and values behind them, and `mask` is the row's or 0.
 */
export function plainGradient(
  T: i32,
  d: i32,
  w: usize,
  causal: bool,
  scale: f32,
  q: usize,
  mask: usize,
  logSumExp: usize,
  D: usize,
  dy: usize,
  dq: usize,
  t: usize,
): void {
  const stride = 3 * w, head = <usize>d << 2;
  for (let i = 0; i < T; i++) {
    for (let part: usize = 0; part < 3; part++) {
      memory.fill(dq + <usize>i * stride + part * w, 0, head);
    }
  }
  for (let i = 0; i < T; i++) {
    const query = q + <usize>i * stride,
      o = dy + <usize>i * w,
      to = dq + <usize>i * stride;
    const own = causal ? i + 1 : T;
    for (let j = 0; j < own; j++) {
      if (mask && !i32.load(mask + (<usize>j << 2))) continue;
      const key = q + <usize>j * stride + w, out = dq + <usize>j * stride + w;
      const s = scale * dot(d, query, key) -
        f32.load(logSumExp + (<usize>i << 2));
      const p = f32x4.extract_lane(flush(exponential(f32x4.splat(s), t)), 0);
      const ds = p * (dot(d, o, key + w) - f32.load(D + (<usize>i << 2))) *
        scale;
      for (let c: usize = 0; c < head; c += 4) {
        f32.store(out + w + c, f32.load(out + w + c) + p * f32.load(o + c));
        f32.store(to + c, f32.load(to + c) + ds * f32.load(key + c));
        f32.store(out + c, f32.load(out + c) + ds * f32.load(query + c));
      }
    }
  }
}
