/**
 * The recurrence of an LSTM over whole sequences, for the rows `from` … `to − 1`
 * of the batch. Rows don't know of each other, so threads share them out and
 * never wait for each other. Equations and plain reference: `plain/lstm.ts`.
 *
 * A step is one product, h·U, for all rows of the slice (U is packed once), and
 * then the gates. Sizes: B rows, T steps, H units. Arrays as in `ops/lstm.ts`;
 * `mask` is 0 or the address of int32 [B, T].
 */
import { load, madd, store } from "./simd";
import { CONSTANTS, sigmoid, writeConstants } from "./exponential";
import { packColumns, packRows, packWide } from "./pack";
import { native, packedProduct, product, vectorProduct } from "./product";

/** Bytes of scratch that a slice of `rows` rows needs. */
export function lstmScratch(rows: i32, H: i32): i32 {
  const panels = 4 * H * (H + 32) * 4; // U or Uᵀ, packed, the last panel filled up
  const strips = (rows + 4) * 4 * H * 4; // h or dz of one step, packed
  return CONSTANTS + 128 + panels + strips + 2 * rows * H * 4;
}

/** to = a·σ(a·(x + y)) − (a − 1): the sigmoid for a = 1, tanh for a = 2. */
// @ts-ignore: decorator
@inline
function activate(
  n: i32,
  x: usize,
  y: usize,
  to: usize,
  a: f32,
  t: usize,
): void {
  const scale = f32x4.splat(a), less = f32x4.splat(1 - a);
  for (; n >= 4; n -= 4) {
    const s = sigmoid(
      f32x4.mul(scale, f32x4.add(v128.load(x), v128.load(y))),
      t,
    );
    v128.store(to, madd(scale, s, less));
    x += 16;
    y += 16;
    to += 16;
  }
  for (; n > 0; n--) {
    const s = sigmoid(f32x4.mul(scale, f32x4.add(load(1, x), load(1, y))), t);
    store(1, to, madd(scale, s, less));
    x += 4;
    y += 4;
    to += 4;
  }
}

/** c = f·before + i·g and h = o·tanh(c), for n = 4 units or 1. */
// @ts-ignore: decorator
@inline
function cell(
  n: i32,
  gates: usize,
  w: usize,
  before: usize,
  c: usize,
  h: usize,
  t: usize,
): void {
  const one = v128.load(t, 144);
  let now = f32x4.mul(load(n, gates), load(n, gates + 2 * w));
  if (before) now = madd(load(n, gates + w), load(n, before), now);
  store(n, c, now);
  const s = sigmoid(f32x4.add(now, now), t);
  store(
    n,
    h,
    f32x4.mul(load(n, gates + 3 * w), f32x4.sub(f32x4.add(s, s), one)),
  );
}

export function lstmForward(
  T: i32,
  H: i32,
  z: usize,
  u: usize,
  mask: usize,
  h: usize,
  c: usize,
  gates: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  const w = <usize>H << 2; // bytes of one state; 4w of one row of gates
  const rows = to - from, stride = <usize>T * w;
  const spare = scratch + CONSTANTS, panels = spare + 128;
  const strips = panels + 4 * w * (H + 32);
  const alone = rows == 1 && (H & 1) == 0;
  writeConstants(scratch);
  if (alone) packWide(4 * H, H, u, 4 * w, 4, panels);
  else packColumns(4 * H, H, u, 4 * w, 4, panels);
  for (let t = 0; t < T; t++) {
    const now = <usize>(from * T + t) * w;
    if (t > 0 && native && !alone) {
      product(
        rows,
        4 * H,
        H,
        h + now - w,
        stride,
        4,
        u,
        4 * w,
        4,
        0,
        gates + 4 * now,
        4 * stride,
        false,
        0,
      );
    } else if (t > 0 && alone) {
      vectorProduct(4 * H, H, h + now - w, panels, gates + 4 * now, spare);
    } else if (t > 0) {
      packRows(rows, H, h + now - w, stride, 4, strips);
      packedProduct(
        rows,
        4 * H,
        H,
        strips,
        panels,
        0,
        gates + 4 * now,
        4 * stride,
        false,
        spare,
      );
    } else {
      for (let r = 0; r < rows; r++) {
        memory.fill(gates + 4 * (now + <usize>r * stride), 0, 4 * w);
      }
    }
    for (let r = 0; r < rows; r++) {
      const at = now + <usize>r * stride;
      const g = gates + 4 * at;
      if (mask && !i32.load(mask + (<usize>((from + r) * T + t) << 2))) {
        memory.fill(g, 0, 4 * w);
        if (t > 0) {
          memory.copy(h + at, h + at - w, w);
          memory.copy(c + at, c + at - w, w);
        } else {
          memory.fill(h + at, 0, w);
          memory.fill(c + at, 0, w);
        }
        continue;
      }
      activate(2 * H, g, z + 4 * at, g, 1, scratch);
      activate(H, g + 2 * w, z + 4 * at + 2 * w, g + 2 * w, 2, scratch);
      activate(H, g + 3 * w, z + 4 * at + 3 * w, g + 3 * w, 1, scratch);
      let j: usize = 0;
      const old = t > 0 ? c + at - w : 0;
      for (; j + 16 <= w; j += 16) {
        cell(4, g + j, w, old ? old + j : 0, c + at + j, h + at + j, scratch);
      }
      for (; j < w; j += 4) {
        cell(1, g + j, w, old ? old + j : 0, c + at + j, h + at + j, scratch);
      }
    }
  }
}
