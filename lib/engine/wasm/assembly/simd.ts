/**
 * Four floats at a time.
 *
 * V8 builds a constant vector anew at each use, in three instructions. So loops
 * that need many constants read them from memory before they begin, where the
 * compiler cannot see that they are constant and keeps them in registers.
 */

/** a·b + c; in the relaxed build one instruction with one rounding. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD
    ? f32x4.relaxed_madd(a, b, c)
    : f32x4.add(c, f32x4.mul(a, b));
}

/** Four floats (n = 4) or one, with zeros beside it (n = 1). */
// @ts-ignore: decorator
@inline
export function load(n: i32, from: usize): v128 {
  return n == 4 ? v128.load(from) : v128.load32_zero(from);
}

/** Writes four floats (n = 4) or the first alone (n = 1). */
// @ts-ignore: decorator
@inline
export function store(n: i32, to: usize, value: v128): void {
  if (n == 4) v128.store(to, value);
  else v128.store32_lane(to, value, 0);
}

/** The sum of the four lanes. */
// @ts-ignore: decorator
@inline
export function sum(a: v128): f32 {
  return (f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1)) +
    (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
}

/** Zero where |a| < limit, else a; NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function flushBelow(limit: f32, a: v128): v128 {
  return v128.andnot(a, f32x4.lt(f32x4.abs(a), f32x4.splat(limit)));
}

/**
 * Zero where |a| < 2⁻⁹⁰, else a. Numbers below 2⁻¹²⁶ are denormal, which most
 * processors compute some 100 times slower, and WASM cannot switch them off.
 * A vanishing gradient gets there; it is flushed well before.
 */
// @ts-ignore: decorator
@inline
export function flush(a: v128): v128 {
  return flushBelow(8.0779357e-28, a);
}
