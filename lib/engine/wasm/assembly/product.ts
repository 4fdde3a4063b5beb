/**
 * The matrix product C = A·B, for any strides, as in Goto and van de Geijn,
 * "Anatomy of High-Performance Matrix Multiplication" (2008).
 *
 * A product reads each number many times, so it pays to lay them out first in
 * the order in which they will be read: A in strips of 4 rows, B in panels of 8
 * columns, padded with zeros. The innermost function then multiplies a strip by
 * a panel. Its 4 × 8 sums stay in eight registers all along; each step of k
 * loads 4 numbers of A and 8 of B, and does 32 multiply-adds with them. Larger
 * tiles would spill registers to memory (6 × 8 was a quarter slower), smaller
 * ones load more per multiply-add.
 *
 * Plain reference: for each i, j the sum over k of A[i, k]·B[k, j].
 */
import { packColumns, packRows } from "./pack";
import { madd } from "./simd";

/** The product of a system library, where one was brought; see `lib/jupyter/blas.ts`. */
// @ts-ignore: decorator
@external("native", "product")
declare function nativeProduct(
  M: i32,
  N: i32,
  K: i32,
  a: usize,
  ars: usize,
  acs: usize,
  b: usize,
  brs: usize,
  bcs: usize,
  c: usize,
  crs: usize,
  add: bool,
): void;

/** Whether {@link nativeProduct} takes the place of our own. */
export let native: bool = false;

export function useNative(on: bool): void {
  native = on;
}

/** Steps of k between two visits to C: a panel of 256 × 8 fits the L1 cache. */
const DEPTH: i32 = 256;
/** Rows of A that are packed at a time. */
const HEIGHT: i32 = 64;
/** Columns of B that are packed at a time: 256 × 256 floats fit the L2 cache. */
const WIDTH: i32 = 256;

/** Bytes that {@link product} needs as scratch. */
export const PRODUCT_SCRATCH: i32 = (DEPTH * WIDTH + DEPTH * HEIGHT + 32) * 4;

// @ts-ignore: decorator
@inline
function put(to: usize, x: v128, y: v128, add: bool): void {
  if (add) {
    x = f32x4.add(x, v128.load(to));
    y = f32x4.add(y, v128.load(to, 16));
  }
  v128.store(to, x);
  v128.store(to, y, 16);
}

/** Strip (4 × K) times panel (K × 8) to 4 × 8 numbers of C, whose rows are `rs` bytes apart. */
function tile(
  K: i32,
  a: usize,
  b: usize,
  bias: usize,
  c: usize,
  rs: usize,
  add: bool,
): void {
  let c00 = f32x4.splat(0), c01 = c00;
  if (bias) {
    c00 = v128.load(bias);
    c01 = v128.load(bias, 16);
  }
  let c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
  for (let k = K; k > 0; k--) {
    const rows = v128.load(a), b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.shuffle<f32>(rows, rows, 0, 0, 0, 0);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.shuffle<f32>(rows, rows, 1, 1, 1, 1);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.shuffle<f32>(rows, rows, 2, 2, 2, 2);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.shuffle<f32>(rows, rows, 3, 3, 3, 3);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    a += 16;
    b += 32;
  }
  put(c, c00, c01, add);
  put(c + rs, c10, c11, add);
  put(c + 2 * rs, c20, c21, add);
  put(c + 3 * rs, c30, c31, add);
}

/** A tile at the edge: computed beside C, then only what belongs to C is copied. */
function edge(
  rows: i32,
  columns: i32,
  K: i32,
  a: usize,
  b: usize,
  bias: usize,
  c: usize,
  rs: usize,
  add: bool,
  spare: usize,
): void {
  tile(K, a, b, bias, spare, 32, false);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = c + <usize>i * rs + (<usize>j << 2);
      const value = f32.load(spare + (<usize>(8 * i + j) << 2));
      f32.store(at, add ? f32.load(at) + value : value);
    }
  }
}

/**
 * One row times packed wide columns, for an even K. A tile of four rows would
 * do four times the work; here eight sums run side by side, each for 4 of 32
 * columns. Two steps of k in one turn of the loop save a fifth of the time.
 * `spare` is room for 32 floats.
 */
export function vectorProduct(
  N: i32,
  K: i32,
  a: usize,
  b: usize,
  c: usize,
  spare: usize,
): void {
  for (let j = 0; j < N; j += 32) {
    let c0 = f32x4.splat(0),
      c1 = c0,
      c2 = c0,
      c3 = c0,
      c4 = c0,
      c5 = c0,
      c6 = c0,
      c7 = c0;
    for (let k: usize = 0; k < <usize>K << 2; k += 8) {
      let x = v128.load32_splat(a + k);
      c0 = madd(x, v128.load(b), c0);
      c1 = madd(x, v128.load(b, 16), c1);
      c2 = madd(x, v128.load(b, 32), c2);
      c3 = madd(x, v128.load(b, 48), c3);
      c4 = madd(x, v128.load(b, 64), c4);
      c5 = madd(x, v128.load(b, 80), c5);
      c6 = madd(x, v128.load(b, 96), c6);
      c7 = madd(x, v128.load(b, 112), c7);
      b += 128;
      x = v128.load32_splat(a + k, 4);
      c0 = madd(x, v128.load(b), c0);
      c1 = madd(x, v128.load(b, 16), c1);
      c2 = madd(x, v128.load(b, 32), c2);
      c3 = madd(x, v128.load(b, 48), c3);
      c4 = madd(x, v128.load(b, 64), c4);
      c5 = madd(x, v128.load(b, 80), c5);
      c6 = madd(x, v128.load(b, 96), c6);
      c7 = madd(x, v128.load(b, 112), c7);
      b += 128;
    }
    const to = j + 32 <= N ? c + (<usize>j << 2) : spare;
    v128.store(to, c0);
    v128.store(to, c1, 16);
    v128.store(to, c2, 32);
    v128.store(to, c3, 48);
    v128.store(to, c4, 64);
    v128.store(to, c5, 80);
    v128.store(to, c6, 96);
    v128.store(to, c7, 112);
    if (to == spare) {
      memory.copy(c + (<usize>j << 2), spare, <usize>(N - j) << 2);
    }
  }
}

/**
 * Packed rows times packed columns. `bias`, if not 0, points to N numbers that
 * each row begins with; `add` adds to what C holds. `spare` is room for 32
 * floats.
 */
export function packedProduct(
  M: i32,
  N: i32,
  K: i32,
  a: usize,
  b: usize,
  bias: usize,
  c: usize,
  rs: usize,
  add: bool,
  spare: usize,
): void {
  for (let j = 0; j < N; j += 8) {
    const panel = b + (<usize>(j * K) << 2);
    const start = bias ? bias + (<usize>j << 2) : 0;
    for (let i = 0; i < M; i += 4) {
      const strip = a + (<usize>(i * K) << 2);
      const at = c + <usize>i * rs + (<usize>j << 2);
      if (i + 4 <= M && j + 8 <= N) tile(K, strip, panel, start, at, rs, add);
      else {
        const rows = min(4, M - i), columns = min(8, N - j);
        edge(rows, columns, K, strip, panel, start, at, rs, add, spare);
      }
    }
  }
}

/**
 * C = A·B (+ bias in each row), or C += A·B.
 *
 * @param ars, acs Bytes from one row of A to the next, and from one column.
 * @param brs, bcs The same for B.
 * @param bias Address of N floats, or 0.
 * @param crs Bytes from one row of C to the next; its columns are 4 apart.
 * @param scratch PRODUCT_SCRATCH bytes.
 */
export function product(
  M: i32,
  N: i32,
  K: i32,
  a: usize,
  ars: usize,
  acs: usize,
  b: usize,
  brs: usize,
  bcs: usize,
  bias: usize,
  c: usize,
  crs: usize,
  add: bool,
  scratch: usize,
): void {
  if (K == 0 && !add) {
    for (let i = 0; i < M; i++) {
      if (bias) memory.copy(c + <usize>i * crs, bias, <usize>N << 2);
      else memory.fill(c + <usize>i * crs, 0, <usize>N << 2);
    }
    return;
  }
  if (native) {
    for (let i = 0; bias && i < M; i++) {
      memory.copy(c + <usize>i * crs, bias, <usize>N << 2);
    }
    nativeProduct(M, N, K, a, ars, acs, b, brs, bcs, c, crs, add || bias != 0);
    return;
  }
  const rows = scratch + (DEPTH * WIDTH << 2);
  const spare = rows + (DEPTH * HEIGHT << 2);
  for (let n0 = 0; n0 < N; n0 += WIDTH) {
    const n = min(WIDTH, N - n0);
    for (let k0 = 0; k0 < K; k0 += DEPTH) {
      const k = min(DEPTH, K - k0);
      packColumns(
        n,
        k,
        b + <usize>k0 * brs + <usize>n0 * bcs,
        brs,
        bcs,
        scratch,
      );
      for (let m0 = 0; m0 < M; m0 += HEIGHT) {
        const m = min(HEIGHT, M - m0);
        packRows(m, k, a + <usize>m0 * ars + <usize>k0 * acs, ars, acs, rows);
        const start = bias && k0 == 0 ? bias + (<usize>n0 << 2) : 0;
        packedProduct(
          m,
          n,
          k,
          rows,
          scratch,
          start,
          c + <usize>m0 * crs + (<usize>n0 << 2),
          crs,
          add || k0 > 0,
          spare,
        );
      }
    }
  }
}
