/**
 * Layer normalisation, forward and backward, in plain TypeScript.
 *
 * Each row of C numbers is brought to mean 0 and variance 1, then each column
 * gets a gain and a shift that are learnt (Ba, Kiros and Hinton 2016, eq. 3–4):
 *
 *     μ = mean(x)     r = 1/√(mean((x − μ)²) + ε)     n = (x − μ)·r
 *     y = gain·n + shift
 *
 * Backward. gain and shift meet every row, so their gradients add up over rows:
 *
 *     dgain = Σ dy·n        dshift = Σ dy
 *
 * For x, let dn = dy·gain. x_j reaches each n_i in three ways: itself if i = j
 * (∂n_i/∂x_j = r), through μ (−r/C), and through r, which falls by r²·n_j/C
 * (so n_i by r·n_i·n_j/C). Added up over i:
 *
 *     dx = r·( dn − mean(dn) − n·mean(dn·n) )
 *
 * It is dn less its part along a constant row and its part along n: to move x
 * in those two directions changes nothing, but for ε.
 *
 * @module
 */
import { type Floats, zerosLike } from "./floats.ts";

/** Sizes: rows, and columns C. */
export interface LayerNormShape {
  rows: number;
  columns: number;
}

/**
 * @param x `[rows, C]`.
 * @param gain `[C]`.
 * @param shift `[C]`, or null for none.
 * @param shape Rows and C.
 * @param epsilon Added to the variance.
 * @returns y, `[rows, C]`, and of each row the mean μ and r, `[rows]`, which
 * the backward pass needs.
 */
export function layerNormForward(
  x: Floats,
  gain: Floats,
  shift: Floats | null,
  { rows, columns: C }: LayerNormShape,
  epsilon: number,
): { y: Floats; mean: Floats; rstd: Floats } {
  const y = zerosLike(x, x.length);
  const mean = zerosLike(x, rows);
  const rstd = zerosLike(x, rows);
  for (let row = 0; row < rows; row++) {
    const at = row * C;
    let sum = 0, squares = 0;
    for (let j = 0; j < C; j++) sum += x[at + j];
    const mu = sum / C;
    // From the mean, not as E[x²] − μ², which loses all digits if μ is large.
    for (let j = 0; j < C; j++) squares += (x[at + j] - mu) ** 2;
    const r = 1 / Math.sqrt(squares / C + epsilon);
    for (let j = 0; j < C; j++) {
      y[at + j] = gain[j] * (x[at + j] - mu) * r + (shift ? shift[j] : 0);
    }
    mean[row] = mu;
    rstd[row] = r;
  }
  return { y, mean, rstd };
}

/**
 * @param inputs What the forward pass was given and gave, and the gradient dy
 * that arrives, `[rows, C]`.
 * @param shape Rows and C.
 * @returns Gradients of the loss by x, `[rows, C]`, by gain and by shift, `[C]`.
 */
export function layerNormBackward(
  { x, gain, mean, rstd, dy }: Record<
    "x" | "gain" | "mean" | "rstd" | "dy",
    Floats
  >,
  { rows, columns: C }: LayerNormShape,
): { dx: Floats; dgain: Floats; dshift: Floats } {
  const dx = zerosLike(x, x.length);
  const dgain = new Float64Array(C), dshift = new Float64Array(C);
  for (let row = 0; row < rows; row++) {
    const at = row * C, r = rstd[row];
    const n = (j: number) => (x[at + j] - mean[row]) * r;
    let constant = 0, along = 0; // mean(dn) and mean(dn·n)
    for (let j = 0; j < C; j++) {
      const dn = dy[at + j] * gain[j];
      constant += dn / C;
      along += dn * n(j) / C;
      dgain[j] += dy[at + j] * n(j);
      dshift[j] += dy[at + j];
    }
    for (let j = 0; j < C; j++) {
      dx[at + j] = r * (dy[at + j] * gain[j] - constant - n(j) * along);
    }
  }
  const same = (sums: Float64Array) => {
    const out = zerosLike(x, C);
    out.set(sums);
    return out;
  };
  return { dx, dgain: same(dgain), dshift: same(dshift) };
}
