/**
 * Softmax cross-entropy of the rows `from` … `to − 1`. Formulas and plain
 * reference: `plain/cross_entropy.ts`.
 */
import { exponential, writeConstants } from "./exponential";
import { flush, load, store } from "./simd";
import { largest, logarithm, sumOfExponentials } from "./softmax";

/** losses and L of each row. `scratch` is CONSTANTS bytes. */
export function crossEntropy(
  V: i32,
  logits: usize,
  labels: usize,
  losses: usize,
  logSumExp: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  writeConstants(scratch);
  for (let row = from; row < to; row++) {
    const at = <usize>row << 2;
    const z = logits + at * <usize>V;
    const top = largest(V, z, 0);
    const L = <f64>top +
      logarithm(sumOfExponentials(V, z, 1, top, 0, 0, scratch));
    const label = i32.load(labels + at);
    const right = <u32>label < <u32>V
      ? f32.load(z + (<usize>label << 2))
      : NaN;
    f32.store(losses + at, <f32>(L - right));
    f32.store(logSumExp + at, <f32>L);
  }
}

// @ts-ignore: decorator
@inline
function share(n: i32, z: usize, L: v128, dy: v128, to: usize, t: usize): void {
  const p = flush(exponential(f32x4.sub(load(n, z), L), t));
  store(n, to, flush(f32x4.mul(dy, p)));
}

/** dlogits: dy times the probabilities, less dy at the label. */
export function crossEntropyGradient(
  V: i32,
  logits: usize,
  labels: usize,
  logSumExp: usize,
  dy: usize,
  dlogits: usize,
  scratch: usize,
  from: i32,
  to: i32,
): void {
  writeConstants(scratch);
  const w = <usize>V << 2, whole = w & ~15;
  for (let row = from; row < to; row++) {
    const at = <usize>row << 2;
    const z = logits + at * <usize>V, out = dlogits + at * <usize>V;
    const label = i32.load(labels + at);
    if (<u32>label >= <u32>V) {
      memory.fill(out, 0, w);
      continue;
    }
    const L = v128.load32_splat(logSumExp + at), d = v128.load32_splat(dy + at);
    let j: usize = 0;
    for (; j < whole; j += 16) share(4, z + j, L, d, out + j, scratch);
    for (; j < w; j += 4) share(1, z + j, L, d, out + j, scratch);
    // From p − 1, not dy·p − dy: near p = 1 that keeps a digit more.
    const place = <usize>label << 2;
    const p = f32x4.extract_lane(
      exponential(f32x4.sub(v128.load32_splat(z + place), L), scratch),
      0,
    );
    f32.store(out + place, f32.load(dy + at) * (p - 1));
  }
}
