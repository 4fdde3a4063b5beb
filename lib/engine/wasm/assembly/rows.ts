/**
 * Rows of a table: taken by number (an Embedding), added up by number (its
 * gradient), and added up over all (a bias's gradient).
 */
import { sum } from "./simd";

/** Rows `from` … `to − 1` of out = table[ids]; an id outside it gives zeros. */
export function gatherRows(
  count: i32,
  width: i32,
  table: usize,
  ids: usize,
  out: usize,
  from: i32,
  to: i32,
): void {
  const bytes = <usize>width << 2;
  for (let i = from; i < to; i++) {
    const id = i32.load(ids + (<usize>i << 2));
    if (<u32>id < <u32>count) {
      memory.copy(out + <usize>i * bytes, table + <usize>id * bytes, bytes);
    } else memory.fill(out + <usize>i * bytes, 0, bytes);
  }
}

/**
 * Rows `from` … `to − 1` of out, each the sum of the rows of x with its number.
 * Every thread looks at all ids and adds what is in its own range, in order, so
 * the sums don't depend on the number of threads.
 */
export function scatterAddRows(
  n: i32,
  width: i32,
  x: usize,
  ids: usize,
  out: usize,
  from: i32,
  to: i32,
): void {
  const bytes = <usize>width << 2;
  memory.fill(out + <usize>from * bytes, 0, <usize>(to - from) * bytes);
  for (let i = 0; i < n; i++) {
    const id = i32.load(ids + (<usize>i << 2));
    if (id < from || id >= to) continue;
    addTo(width, out + <usize>id * bytes, x + <usize>i * bytes);
  }
}

/** Columns `from` … `to − 1` of out: the sum of all n rows of x. */
export function sumRows(
  n: i32,
  width: i32,
  x: usize,
  out: usize,
  from: i32,
  to: i32,
): void {
  const column = <usize>from << 2;
  memory.fill(out + column, 0, <usize>(to - from) << 2);
  for (let i = 0; i < n; i++) {
    addTo(
      to - from,
      out + column,
      x + (<usize>i * <usize>width << 2) + column,
    );
  }
}

// @ts-ignore: decorator
@inline
function addTo(n: i32, to: usize, x: usize): void {
  for (; n >= 4; n -= 4) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(x)));
    to += 16;
    x += 16;
  }
  for (; n > 0; n--) {
    f32.store(to, f32.load(to) + f32.load(x));
    to += 4;
    x += 4;
  }
}

/** Σ x², the first summand of a gradient's length. */
export function squaredNorm(n: i32, x: usize, out: usize): void {
  let total: f64 = 0;
  // Short sums in f32, their total in f64: fast, and exact enough for millions.
  for (; n >= 4;) {
    let part = f32x4.splat(0);
    for (let k = 0; k < 64 && n >= 4; k++, n -= 4) {
      const v = v128.load(x);
      part = f32x4.add(part, f32x4.mul(v, v));
      x += 16;
    }
    total += sum(part);
  }
  for (; n > 0; n--) {
    const v = f32.load(x);
    total += v * v;
    x += 4;
  }
  f32.store(out, <f32>total);
}
