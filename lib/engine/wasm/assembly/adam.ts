/**
 * One step of Adam or AdamW on the numbers `from` … `to − 1`, in place and in
 * one pass over memory. Formula and plain reference: `plain/adam.ts`.
 */
import { flush, load, madd, store } from "./simd";

// @ts-ignore: decorator
@inline
function update(
  n: i32, at: usize, p: usize, g: usize, m: usize, v: usize,
  scale: v128, b1: v128, a1: v128, b2: v128, a2: v128, k1: v128, k2: v128, epsilon: v128, keep: v128,
): void {
  const gradient = f32x4.mul(load(n, g + at), scale);
  const mean = flush(madd(a1, gradient, f32x4.mul(b1, load(n, m + at))));
  const square = f32x4.mul(gradient, gradient);
  const spread = flush(madd(a2, square, f32x4.mul(b2, load(n, v + at))));
  store(n, m + at, mean);
  store(n, v + at, spread);
  const root = f32x4.add(f32x4.sqrt(f32x4.mul(spread, k2)), epsilon);
  const step = f32x4.div(f32x4.mul(mean, k1), root);
  store(n, p + at, f32x4.sub(f32x4.mul(load(n, p + at), keep), step));
}

export function adamStep(
  p: usize, g: usize, m: usize, v: usize, scale: f32,
  rate: f32, beta1: f32, beta2: f32, correction1: f32, correction2: f32, epsilon: f32, decay: f32,
  from: i32, to: i32,
): void {
  const s = f32x4.splat(scale), e = f32x4.splat(epsilon);
  const b1 = f32x4.splat(beta1), a1 = f32x4.splat(1 - beta1);
  const b2 = f32x4.splat(beta2), a2 = f32x4.splat(1 - beta2);
  const k1 = f32x4.splat(rate / correction1), k2 = f32x4.splat(1 / correction2);
  const keep = f32x4.splat(1 - rate * decay);
  let at = <usize>from << 2;
  const end = <usize>to << 2;
  for (; at + 16 <= end; at += 16) update(4, at, p, g, m, v, s, b1, a1, b2, a2, k1, k2, e, keep);
  for (; at < end; at += 4) update(1, at, p, g, m, v, s, b1, a1, b2, a2, k1, k2, e, keep);
}
