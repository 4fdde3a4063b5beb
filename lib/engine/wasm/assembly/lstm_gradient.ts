/**
 * The gradient of `lstm.ts`: dz of the rows `from` … `to − 1`, step by step from
 * the last to the first, and then dU, a product over all rows and steps, by its
 * columns. Equations and plain reference: `plain/lstm.ts`.
 */
import { CONSTANTS, exponential, writeConstants } from "./exponential";
import { packColumns, packRows } from "./pack";
import { native, packedProduct, product } from "./product";
import { flush, load, madd, store } from "./simd";

/** The gates' gradients for n = 4 units or 1; dc becomes that of the step before. */
// @ts-ignore: decorator
@inline
function cellGradient(
  n: i32,
  gates: usize,
  w: usize,
  before: usize,
  c: usize,
  dh: usize,
  dc: usize,
  dz: usize,
  t: usize,
): void {
  const one = v128.load(t, 144);
  const i = load(n, gates), f = load(n, gates + w);
  const g = load(n, gates + 2 * w), o = load(n, gates + 3 * w);
  const e = exponential(f32x4.mul(f32x4.splat(-2), load(n, c)), t);
  // tanh(c) = 2/(1 + e⁻²ᶜ) − 1
  const tanh = f32x4.sub(f32x4.div(f32x4.splat(2), f32x4.add(one, e)), one);
  const d = load(n, dh);
  const square = f32x4.sub(one, f32x4.mul(tanh, tanh));
  const cell = madd(f32x4.mul(d, o), square, load(n, dc));
  store(
    n,
    dz,
    flush(f32x4.mul(f32x4.mul(cell, g), f32x4.mul(i, f32x4.sub(one, i)))),
  );
  store(
    n,
    dz + 2 * w,
    flush(f32x4.mul(f32x4.mul(cell, i), f32x4.sub(one, f32x4.mul(g, g)))),
  );
  store(
    n,
    dz + 3 * w,
    flush(f32x4.mul(f32x4.mul(d, tanh), f32x4.mul(o, f32x4.sub(one, o)))),
  );
  const old = before ? load(n, before) : f32x4.splat(0);
  store(
    n,
    dz + w,
    flush(f32x4.mul(f32x4.mul(cell, old), f32x4.mul(f, f32x4.sub(one, f)))),
  );
  store(n, dc, flush(f32x4.mul(cell, f)));
}

/** dz of the slice's rows. `dy` is [B, T, H] if `all`, else [B, H], the last step's. */
export function lstmBackward(
  T: i32,
  H: i32,
  u: usize,
  c: usize,
  gates: usize,
  dy: usize,
  all: bool,
  mask: usize,
  dz: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  const w = <usize>H << 2;
  const rows = to - from, stride = <usize>T * w;
  const spare = scratch + CONSTANTS, panels = spare + 128;
  const strips = panels + 4 * w * (H + 32);
  const dh = strips + <usize>(rows + 4) * 4 * w, dc = dh + <usize>rows * w;
  writeConstants(scratch);
  packColumns(H, 4 * H, u, 4, 4 * w, panels); // Uᵀ
  memory.fill(dh, 0, <usize>(2 * rows) * w);
  for (let t = T - 1; t >= 0; t--) {
    const now = <usize>(from * T + t) * w;
    for (let r = 0; r < rows; r++) {
      const at = now + <usize>r * stride, e = <usize>r * w;
      const masked = mask &&
        !i32.load(mask + (<usize>((from + r) * T + t) << 2));
      if (all || t == T - 1) {
        const d = all ? dy + at : dy + <usize>(from + r) * w;
        for (let j: usize = 0; j < w; j += 4) {
          f32.store(dh + e + j, f32.load(dh + e + j) + f32.load(d + j));
        }
      }
      if (masked) {
        memory.fill(dz + 4 * at, 0, 4 * w);
        continue;
      }
      let j: usize = 0;
      const old = t > 0 ? c + at - w : 0;
      for (; j + 16 <= w; j += 16) {
        cellGradient(
          4,
          gates + 4 * at + j,
          w,
          old ? old + j : 0,
          c + at + j,
          dh + e + j,
          dc + e + j,
          dz + 4 * at + j,
          scratch,
        );
      }
      for (; j < w; j += 4) {
        cellGradient(
          1,
          gates + 4 * at + j,
          w,
          old ? old + j : 0,
          c + at + j,
          dh + e + j,
          dc + e + j,
          dz + 4 * at + j,
          scratch,
        );
      }
      // What arrives at h is spent; what goes to the step before comes from dz.
      memory.fill(dh + e, 0, w);
    }
    // A masked row's dz is zero, so adding leaves what its dh holds.
    if (t > 0 && native) {
      product(
        rows,
        H,
        4 * H,
        dz + 4 * now,
        4 * stride,
        4,
        u,
        4,
        4 * w,
        0,
        dh,
        w,
        true,
        0,
      );
    } else if (t > 0) {
      packRows(rows, 4 * H, dz + 4 * now, 4 * stride, 4, strips);
      packedProduct(rows, H, 4 * H, strips, panels, 0, dh, w, true, spare);
    }
  }
}

/** Columns `from` … `to − 1` of dU = Σ over rows and steps of h_{t−1}ᵀ·dz_t. */
export function lstmKernelGradient(
  B: i32,
  T: i32,
  H: i32,
  h: usize,
  dz: usize,
  du: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  const w = <usize>H << 2, column = <usize>from << 2;
  for (let k = 0; k < H; k++) {
    memory.fill(du + <usize>k * 4 * w + column, 0, <usize>(to - from) << 2);
  }
  for (let b = 0; b < B; b++) {
    const row = <usize>(b * T) * w;
    product(
      H,
      to - from,
      T - 1,
      h + row,
      4,
      w,
      dz + 4 * (row + w) + column,
      4 * w,
      4,
      0,
      du + column,
      4 * w,
      true,
      scratch,
    );
  }
}
