/**
 * One step of Adam or AdamW on the numbers `from` … `to − 1`, in place and in
 * one pass over memory. Formula and plain reference: `plain/adam.ts`.
 *
 * What is the same for all numbers comes from the caller, who computes it in
 * double precision: `rest1` = 1 − β₁, `rest2` = 1 − β₂, `pace` = rate/(1 − β₁ᵗ),
 * `growth` = 1/√(1 − β₂ᵗ), `pull` = rate·decay.
 */
import { flushBelow, load, madd, store } from "./simd";

// @ts-ignore: decorator
@inline
function update(
  n: i32,
  at: usize,
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  scale: v128,
  b1: v128,
  a1: v128,
  b2: v128,
  a2: v128,
  k1: v128,
  k2: v128,
  epsilon: v128,
  pull: v128,
): void {
  const gradient = f32x4.mul(load(n, g + at), scale);
  const mean = flushBelow(
    1e-30,
    madd(a1, gradient, f32x4.mul(b1, load(n, m + at))),
  );
  // In this order, so that g² does not overflow where (1 − β₂)·g² would not.
  const square = f32x4.mul(a2, gradient);
  const spread = flushBelow(
    1e-36,
    madd(square, gradient, f32x4.mul(b2, load(n, v + at))),
  );
  store(n, m + at, mean);
  store(n, v + at, spread);
  const root = madd(f32x4.sqrt(spread), k2, epsilon);
  const now = load(n, p + at);
  // The decay is added to the step: 1 − pull would round most of it away.
  const step = madd(pull, now, f32x4.div(f32x4.mul(mean, k1), root));
  store(n, p + at, f32x4.sub(now, step));
}

export function adamStep(
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  scale: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  pace: f32,
  growth: f32,
  epsilon: f32,
  pull: f32,
  from: i32,
  to: i32,
): void {
  const s = f32x4.splat(scale), e = f32x4.splat(epsilon), d = f32x4.splat(pull);
  const b1 = f32x4.splat(beta1), a1 = f32x4.splat(rest1);
  const b2 = f32x4.splat(beta2), a2 = f32x4.splat(rest2);
  const k1 = f32x4.splat(pace), k2 = f32x4.splat(growth);
  let at = <usize>from << 2;
  const end = <usize>to << 2;
  for (; at + 16 <= end; at += 16) {
    update(4, at, p, g, m, v, s, b1, a1, b2, a2, k1, k2, e, d);
  }
  for (; at < end; at += 4) {
    update(1, at, p, g, m, v, s, b1, a1, b2, a2, k1, k2, e, d);
  }
}
