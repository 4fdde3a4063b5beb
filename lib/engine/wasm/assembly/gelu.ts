/**
 * GELU and its gradient on the numbers `from` … `to − 1`. Formula and plain
 * reference: `plain/gelu.ts`.
 *
 * Both need e^(−x²/2): the gradient for the density φ, and Φ because the tail
 * of the normal distribution beyond |x| is (Abramowitz and Stegun 1964, 7.1.26)
 *
 *     Φ(−|x|) ≈ ½·(a₁k + a₂k² + … + a₅k⁵)·e^(−x²/2)     k = 1/(1 + p·|x|/√2)
 *
 * with an error of at most 8·10⁻⁸, about a rounding of 1.
 */
import { CONSTANTS, exponential, writeConstants } from "./exponential";
import { flush, load, madd, store } from "./simd";

/** Bytes of scratch, for constants. */
export const GELU_SCRATCH: i32 = CONSTANTS + 16 * 9;

/** Writes the constants behind those of eˣ; see `simd.ts`. */
function writeTable(scratch: usize): void {
  writeConstants(scratch);
  const to = scratch + CONSTANTS;
  v128.store(to, f32x4.splat(0.3275911 * 0.7071067811865476), 0); // p/√2
  v128.store(to, f32x4.splat(0.5 * 1.061405429), 16); // ½·a₅
  v128.store(to, f32x4.splat(0.5 * -1.453152027), 32);
  v128.store(to, f32x4.splat(0.5 * 1.421413741), 48);
  v128.store(to, f32x4.splat(0.5 * -0.284496736), 64);
  v128.store(to, f32x4.splat(0.5 * 0.254829592), 80); // ½·a₁
  v128.store(to, f32x4.splat(-0.5), 96);
  v128.store(to, f32x4.splat(160), 112);
  v128.store(to, f32x4.splat(0.3989422804014327), 128); // 1/√2π
}

/**
 * e^(−x²/2), and 0 where that is below e⁻⁸⁰: what it is multiplied with would
 * make it denormal, and ∞·0 is NaN, as in the reference.
 */
// @ts-ignore: decorator
@inline
function bell(x: v128, t: usize): v128 {
  const square = f32x4.mul(x, x);
  const e = exponential(f32x4.mul(square, v128.load(t + CONSTANTS, 96)), t);
  return v128.andnot(e, f32x4.gt(square, v128.load(t + CONSTANTS, 112)));
}

/** Φ(x), given e^(−x²/2). */
// @ts-ignore: decorator
@inline
function cdf(x: v128, e: v128, t: usize): v128 {
  const c = t + CONSTANTS, one = v128.load(t, 144);
  const k = f32x4.div(one, madd(f32x4.abs(x), v128.load(c), one));
  let tail = madd(k, v128.load(c, 16), v128.load(c, 32));
  tail = madd(tail, k, v128.load(c, 48));
  tail = madd(tail, k, v128.load(c, 64));
  tail = madd(tail, k, v128.load(c, 80));
  tail = f32x4.mul(f32x4.mul(tail, k), e);
  return v128.bitselect(
    tail,
    f32x4.sub(one, tail),
    f32x4.lt(x, f32x4.splat(0)),
  );
}

// @ts-ignore: decorator
@inline
function forward(n: i32, x: usize, y: usize, t: usize): void {
  const v = load(n, x);
  store(n, y, flush(f32x4.mul(v, cdf(v, bell(v, t), t))));
}

export function gelu(
  x: usize,
  y: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  writeTable(scratch);
  let at = <usize>from << 2;
  const end = <usize>to << 2;
  for (; at + 16 <= end; at += 16) forward(4, x + at, y + at, scratch);
  for (; at < end; at += 4) forward(1, x + at, y + at, scratch);
}

// @ts-ignore: decorator
@inline
function backward(n: i32, x: usize, dy: usize, dx: usize, t: usize): void {
  const v = load(n, x), e = bell(v, t);
  const density = f32x4.mul(e, v128.load(t + CONSTANTS, 128));
  const slope = madd(v, density, cdf(v, e, t));
  store(n, dx, flush(f32x4.mul(load(n, dy), slope)));
}

export function geluGradient(
  x: usize,
  dy: usize,
  dx: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  writeTable(scratch);
  let at = <usize>from << 2;
  const end = <usize>to << 2;
  for (; at + 16 <= end; at += 16) {
    backward(4, x + at, dy + at, dx + at, scratch);
  }
  for (; at < end; at += 4) backward(1, x + at, dy + at, dx + at, scratch);
}
