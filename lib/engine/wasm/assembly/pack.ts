/**
 * Packing: a matrix laid out in the order in which `product.ts` reads it, rows
 * in strips and columns in panels, the last of them filled up with zeros.
 */

/**
 * Turns four rows of n floats into n groups of four, one float of each row.
 * `to` moves `step` bytes from group to group.
 */
// @ts-ignore: decorator
@inline
function interleave(
  n: i32,
  r0: usize,
  r1: usize,
  r2: usize,
  r3: usize,
  to: usize,
  step: usize,
): void {
  for (; n >= 4; n -= 4) {
    const a = v128.load(r0),
      b = v128.load(r1),
      c = v128.load(r2),
      d = v128.load(r3);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5),
      cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7),
      CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
    v128.store(to + step, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
    v128.store(to + 2 * step, v128.shuffle<f32>(AB, CD, 0, 1, 4, 5));
    v128.store(to + 3 * step, v128.shuffle<f32>(AB, CD, 2, 3, 6, 7));
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    to += 4 * step;
  }
  for (; n > 0; n--) {
    f32.store(to, f32.load(r0));
    f32.store(to, f32.load(r1), 4);
    f32.store(to, f32.load(r2), 8);
    f32.store(to, f32.load(r3), 12);
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    to += step;
  }
}

/**
 * Packs `count` vectors of K floats in groups of `group` (4, 8 or 32): group after
 * group, and in it for each k one float of each vector. Vectors are `vs` bytes
 * apart, and the floats of a vector `ks` bytes. A group that is not full is
 * filled up with zeros.
 */
function pack(
  group: i32,
  count: i32,
  K: i32,
  from: usize,
  vs: usize,
  ks: usize,
  to: usize,
): void {
  const step = <usize>group << 2;
  for (let v = 0; v < count; v += group) {
    const full = min(group, count - v);
    let at = from + <usize>v * vs;
    if (ks == 4 && vs != 4) {
      for (let part = 0; part < full; part += 4) {
        // A vector that is missing is read twice, and its place zeroed below.
        const last = <usize>(full - part - 1);
        interleave(
          K,
          at,
          at + vs * min(last, 1),
          at + vs * min(last, 2),
          at + vs * min(last, 3),
          to + (<usize>part << 2),
          step,
        );
        at += 4 * vs;
      }
      for (let k = 0; k < K && full < group; k++) {
        for (let i = full; i < group; i++) {
          f32.store(to + <usize>k * step + (<usize>i << 2), 0);
        }
      }
    } else {
      let out = to;
      for (let k = 0; k < K; k++) {
        if (vs == 4 && full == group) {
          for (let i = 0; i < group; i += 4) {
            v128.store(
              out + (<usize>i << 2),
              v128.load(at + (<usize>i << 2)),
            );
          }
        } else {
          for (let i = 0; i < group; i++) {
            f32.store(
              out + (<usize>i << 2),
              i < full ? f32.load(at + <usize>i * vs) : 0,
            );
          }
        }
        at += ks;
        out += step;
      }
    }
    to += <usize>K * step;
  }
}

/** Packs M rows of A in strips of four. */
export function packRows(
  M: i32,
  K: i32,
  a: usize,
  rs: usize,
  ks: usize,
  to: usize,
): void {
  pack(4, M, K, a, rs, ks, to);
}

/** Packs N columns of B in panels of eight. */
export function packColumns(
  N: i32,
  K: i32,
  b: usize,
  ks: usize,
  cs: usize,
  to: usize,
): void {
  pack(8, N, K, b, cs, ks, to);
}

/** Packs N columns of B in panels of 32, for {@link vectorProduct}. */
export function packWide(
  N: i32,
  K: i32,
  b: usize,
  ks: usize,
  cs: usize,
  to: usize,
): void {
  pack(32, N, K, b, cs, ks, to);
}
