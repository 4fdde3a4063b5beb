/**
 * Layer normalisation. Formulas and plain reference: `plain/layer_norm.ts`.
 *
 * The reference adds up in double precision. Here a row's mean μ is added up in
 * four floats and is off by some roundings, which shows if μ is large beside
 * the row's spread. So the pass over the deviations x − μ also takes their mean
 * δ, which μ fell short by, and both numbers use μ + δ (Chan, Golub and LeVeque
 * 1983, "Algorithms for Computing the Sample Variance", the corrected two-pass).
 */
import { flush, load, madd, store, sum } from "./simd";

// @ts-ignore: decorator
@inline
function normalise(
  n: i32,
  x: usize,
  mean: v128,
  r: v128,
  less: v128,
  gain: usize,
  shift: usize,
  y: usize,
): void {
  const z = madd(f32x4.sub(load(n, x), mean), r, less);
  store(n, y, madd(z, load(n, gain), shift ? load(n, shift) : f32x4.splat(0)));
}

/** Rows `from` … `to − 1` of y, mean and rstd; `shift` may be 0, for none. */
export function layerNorm(
  C: i32,
  x: usize,
  gain: usize,
  shift: usize,
  y: usize,
  mean: usize,
  rstd: usize,
  epsilon: f32,
  from: i32,
  to: i32,
): void {
  const w = <usize>C << 2, whole = w & ~15;
  for (let row = from; row < to; row++) {
    const at = x + <usize>row * w, out = y + <usize>row * w;
    let j: usize = 0;
    let sums = f32x4.splat(0);
    for (; j < whole; j += 16) sums = f32x4.add(sums, v128.load(at + j));
    let mu = sum(sums);
    for (; j < w; j += 4) mu += f32.load(at + j);
    mu /= <f32>C;

    const m = f32x4.splat(mu);
    let squares = f32x4.splat(0);
    sums = f32x4.splat(0);
    for (j = 0; j < whole; j += 16) {
      const d = f32x4.sub(v128.load(at + j), m);
      sums = f32x4.add(sums, d);
      squares = madd(d, d, squares);
    }
    let delta = sum(sums), square = sum(squares);
    for (; j < w; j += 4) {
      const d = f32.load(at + j) - mu;
      delta += d;
      square += d * d;
    }
    delta /= <f32>C;
    const r =
      <f32>(1 / Math.sqrt(<f64>square / C - <f64>delta * delta + epsilon));

    const scale = f32x4.splat(r), less = f32x4.splat(-delta * r);
    for (j = 0; j < whole; j += 16) {
      normalise(
        4,
        at + j,
        m,
        scale,
        less,
        gain + j,
        shift ? shift + j : 0,
        out + j,
      );
    }
    for (; j < w; j += 4) {
      normalise(
        1,
        at + j,
        m,
        scale,
        less,
        gain + j,
        shift ? shift + j : 0,
        out + j,
      );
    }
    f32.store(mean + (<usize>row << 2), mu + delta);
    f32.store(rstd + (<usize>row << 2), r);
  }
}

// @ts-ignore: decorator
@inline
function slope(
  n: i32,
  x: usize,
  dy: usize,
  gain: usize,
  m: v128,
  r: v128,
  constant: v128,
  along: v128,
  dx: usize,
): void {
  const z = f32x4.mul(f32x4.sub(load(n, x), m), r);
  const dn = f32x4.sub(f32x4.mul(load(n, dy), load(n, gain)), constant);
  store(n, dx, flush(f32x4.mul(r, f32x4.sub(dn, f32x4.mul(z, along)))));
}

/** Rows `from` … `to − 1` of dx. */
export function layerNormGradient(
  C: i32,
  x: usize,
  gain: usize,
  mean: usize,
  rstd: usize,
  dy: usize,
  dx: usize,
  from: i32,
  to: i32,
): void {
  const w = <usize>C << 2, whole = w & ~15;
  for (let row = from; row < to; row++) {
    const offset = <usize>row * w;
    const at = x + offset, d = dy + offset;
    const mu = f32.load(mean + (<usize>row << 2)),
      rs = f32.load(rstd + (<usize>row << 2));
    const m = f32x4.splat(mu), r = f32x4.splat(rs);
    let constants = f32x4.splat(0), alongs = f32x4.splat(0);
    let j: usize = 0;
    for (; j < whole; j += 16) {
      const dn = f32x4.mul(v128.load(d + j), v128.load(gain + j));
      constants = f32x4.add(constants, dn);
      alongs = madd(dn, f32x4.mul(f32x4.sub(v128.load(at + j), m), r), alongs);
    }
    let constant = sum(constants), along = sum(alongs);
    for (; j < w; j += 4) {
      const dn = f32.load(d + j) * f32.load(gain + j);
      constant += dn;
      along += dn * ((f32.load(at + j) - mu) * rs);
    }
    const c = f32x4.splat(constant / <f32>C), a = f32x4.splat(along / <f32>C);
    for (j = 0; j < whole; j += 16) {
      slope(4, at + j, d + j, gain + j, m, r, c, a, dx + offset + j);
    }
    for (; j < w; j += 4) {
      slope(1, at + j, d + j, gain + j, m, r, c, a, dx + offset + j);
    }
  }
}

/** Rows whose sum is taken by itself: short sums lose fewer digits. */
const RUN: i32 = 64;

/** dgain and dshift of n = 4 columns or 1. */
// @ts-ignore: decorator
@inline
function columns(
  n: i32,
  rows: i32,
  w: usize,
  x: usize,
  mean: usize,
  rstd: usize,
  dy: usize,
  dgain: usize,
  dshift: usize,
): void {
  let gains = f32x4.splat(0), shifts = f32x4.splat(0);
  for (let first = 0; first < rows; first += RUN) {
    const end = mean + (<usize>min(first + RUN, rows) << 2);
    let gain = f32x4.splat(0), shift = f32x4.splat(0);
    for (let m = mean + (<usize>first << 2); m < end; m += 4) {
      const z = f32x4.mul(
        f32x4.sub(load(n, x), v128.load32_splat(m)),
        v128.load32_splat(rstd + (m - mean)),
      );
      const d = load(n, dy);
      gain = madd(d, z, gain);
      shift = f32x4.add(shift, d);
      x += w;
      dy += w;
    }
    gains = f32x4.add(gains, gain);
    shifts = f32x4.add(shifts, shift);
  }
  store(n, dgain, gains);
  store(n, dshift, shifts);
}

/** Columns `from` … `to − 1` of dgain and dshift, each a sum over all rows. */
export function layerNormParameters(
  rows: i32,
  C: i32,
  x: usize,
  mean: usize,
  rstd: usize,
  dy: usize,
  dgain: usize,
  dshift: usize,
  from: i32,
  to: i32,
): void {
  const w = <usize>C << 2;
  let j = <usize>from << 2;
  const end = <usize>to << 2;
  for (; j + 16 <= end; j += 16) {
    columns(4, rows, w, x + j, mean, rstd, dy + j, dgain + j, dshift + j);
  }
  for (; j < end; j += 4) {
    columns(1, rows, w, x + j, mean, rstd, dy + j, dgain + j, dshift + j);
  }
}
