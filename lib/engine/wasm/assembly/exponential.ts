/**
 * eˣ and the sigmoid, four at a time.
 *
 * Write x = n·ln 2 + r with n whole and |r| ≤ ln 2 / 2. Then eˣ = 2ⁿ·eʳ, and
 * the Taylor series of eʳ to r⁷/7! is off by at most (ln 2 / 2)⁸/8! < 6·10⁻⁹ of
 * it, a tenth of a rounding. ln 2 is taken off in two parts, the first with few
 * digits, so that n·ln 2 is exact.
 *
 * n comes from adding 1.5·2²³ to x/ln 2: floats of that size are whole numbers,
 * so the sum is rounded to one, and its last bits are n in binary. With 127
 * added too, they are what the exponent's bits of 2ⁿ must be.
 *
 * The sigmoid is σ(x) = 1/(1 + e⁻ˣ), and tanh(x) = 2·σ(2x) − 1.
 */
import { madd } from "./simd";

/** Bytes of the table of constants. */
export const CONSTANTS: i32 = 16 * 13;

/** Writes the constants that {@link exponential} reads; see `simd.ts`. */
export function writeConstants(to: usize): void {
  v128.store(to, f32x4.splat(1.44269504), 0); // 1/ln 2
  v128.store(to, f32x4.splat(-0.693359375), 16); // −ln 2, first part
  v128.store(to, f32x4.splat(2.12194440e-4), 32); // −ln 2, rest
  v128.store(to, f32x4.splat(1.0 / 5040), 48);
  v128.store(to, f32x4.splat(1.0 / 720), 64);
  v128.store(to, f32x4.splat(1.0 / 120), 80);
  v128.store(to, f32x4.splat(1.0 / 24), 96);
  v128.store(to, f32x4.splat(1.0 / 6), 112);
  v128.store(to, f32x4.splat(0.5), 128);
  v128.store(to, f32x4.splat(1), 144);
  v128.store(to, f32x4.splat(87), 160); // beyond ±87 eˣ nears the ends of f32
  v128.store(to, f32x4.splat(-87), 176);
  v128.store(to, f32x4.splat(12582912 + 127), 192); // 1.5·2²³ + 127
}

/** eˣ, with x held within ±87; NaN stays NaN. `t` is the table's address. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128, t: usize): v128 {
  const one = v128.load(t, 144), whole = v128.load(t, 192);
  // pmin and pmax hand on a NaN of their first operand.
  x = f32x4.pmax(f32x4.pmin(x, v128.load(t, 160)), v128.load(t, 176));
  const sum = madd(x, v128.load(t), whole);
  const n = f32x4.sub(sum, whole);
  let r = madd(n, v128.load(t, 16), x);
  r = madd(n, v128.load(t, 32), r);
  let p = madd(r, v128.load(t, 48), v128.load(t, 64));
  p = madd(p, r, v128.load(t, 80));
  p = madd(p, r, v128.load(t, 96));
  p = madd(p, r, v128.load(t, 112));
  p = madd(p, r, v128.load(t, 128));
  p = madd(p, r, one);
  p = madd(p, r, one);
  return f32x4.mul(p, i32x4.shl(sum, 23));
}

/** σ(x). */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128, t: usize): v128 {
  const one = v128.load(t, 144);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x), t)));
}
