/**
 * What a softmax is made of: the largest of a row, e^(scale·x − shift) of each
 * number, their sum, and the logarithm of it.
 */
import { exponential } from "./exponential";
import { flush, load, madd, store, sum } from "./simd";

/**
 * The largest of n numbers; −Infinity of none. A NaN may get lost: the sum of
 * exponentials has it. `seen`, if not 0, has −1 for each number that counts and
 * 0 for the others.
 */
// @ts-ignore: decorator
@inline
export function largest(n: i32, x: usize, seen: usize): f32 {
  const none = f32x4.splat(-Infinity);
  let most = none;
  for (; n >= 4; n -= 4) {
    let v = v128.load(x);
    if (seen) {
      v = v128.bitselect(v, none, v128.load(seen));
      seen += 16;
    }
    most = f32x4.pmax(most, v);
    x += 16;
  }
  let top = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  for (; n > 0; n--) {
    if (!seen || i32.load(seen)) top = max(top, f32.load(x));
    if (seen) seen += 4;
    x += 4;
  }
  return top;
}

/**
 * Σ e^(scale·x − shift) over n numbers. Each term is written to `to`, if that
 * is not 0, as zero where `seen` says that it does not count. `t` is the table
 * of `exponential.ts`.
 */
// @ts-ignore: decorator
@inline
export function sumOfExponentials(
  n: i32,
  x: usize,
  scale: f32,
  shift: f32,
  seen: usize,
  to: usize,
  t: usize,
): f32 {
  const a = f32x4.splat(scale), b = f32x4.splat(-shift);
  let sums = f32x4.splat(0);
  for (; n >= 4; n -= 4) {
    let e = flush(exponential(madd(v128.load(x), a, b), t));
    if (seen) {
      e = v128.and(e, v128.load(seen));
      seen += 16;
    }
    sums = f32x4.add(sums, e);
    if (to) {
      v128.store(to, e);
      to += 16;
    }
    x += 16;
  }
  let total = sum(sums);
  for (; n > 0; n--) {
    let e = flush(exponential(madd(load(1, x), a, b), t));
    if (seen) {
      e = v128.and(e, load(1, seen));
      seen += 4;
    }
    total += f32x4.extract_lane(e, 0);
    if (to) {
      store(1, to, e);
      to += 4;
    }
    x += 4;
  }
  return total;
}

/**
 * log s, for s ≥ 1. Write s = 2ⁿ·f with f between √½ and √2; then
 * log f = 2·artanh(u) = 2·(u + u³/3 + u⁵/5 + …) with u = (f − 1)/(f + 1), and
 * u² < 0.03. (The language's own logarithm brings a table into the module.)
 */
export function logarithm(s: f64): f64 {
  if (!(s < Infinity)) return s;
  const bits = reinterpret<i64>(s);
  let n = <f64>((bits >> 52) - 1023);
  let f = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (f > 1.4142135623730951) {
    f *= 0.5;
    n += 1;
  }
  const u = (f - 1) / (f + 1), q = u * u;
  const series = 1 +
    q *
      (1.0 / 3 +
        q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11)))));
  return n * 0.6931471805599453 + 2 * u * series;
}
