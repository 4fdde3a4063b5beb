/**
 * `LayerNorm` and its gradient for tfjs's webgpu backend; the contract is in
 * `ops/layer_norm.ts`, the specification and the derivation in
 * `plain/layer_norm.ts`.
 */
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { gpuKernel } from "./kernel.ts";
import { type Gpu, MOST_THREADS, record } from "./program.ts";
import { reduction } from "./reduction.ts";

/**
 * x [rows, C], gain [C], shift? [C] → y [rows, C], mean, rstd [rows]
 *
 * A workgroup a row: invocations add up every THREADS-th column, then their
 * sums; the same again for the squares, now from the mean.
 */
const forwardCode = (shifted: boolean) => /* wgsl */ `
${reduction("sumOf", "+")}
fn run(row: u32, lane: u32) {
  let start = row * C;
  var sum = 0.0;
  for (var j = lane; j < C; j += THREADS) { sum += x[start + j]; }
  let mu = sumOf(lane, sum) / f32(C);
  var squares = 0.0;
  for (var j = lane; j < C; j += THREADS) {
    let away = x[start + j] - mu;
    squares += away * away;
  }
  let r = 1 / sqrt(sumOf(lane, squares) / f32(C) + given.epsilon);
  for (var j = lane; j < C; j += THREADS) {
    y[start + j] = gain[j] * (x[start + j] - mu) * r
      ${shifted ? "+ shift[j]" : ""};
  }
  if (lane == 0) {
    mean[row] = mu;
    rstd[row] = r;
  }
}
`;

/**
 * x, gain, mean, rstd, dy [rows, C] → dx [rows, C]
 *
 * A workgroup a row, with two sums: the part of dn along a constant row, and
 * the part along n.
 */
const backwardCode = /* wgsl */ `
${reduction("sumOf", "+")}
fn run(row: u32, lane: u32) {
  let start = row * C;
  let mu = mean[row];
  let r = rstd[row];
  var constant = 0.0;
  var along = 0.0;
  for (var j = lane; j < C; j += THREADS) {
    let dn = dy[start + j] * gain[j];
    constant += dn;
    along += dn * (x[start + j] - mu) * r;
  }
  constant = sumOf(lane, constant) / f32(C);
  along = sumOf(lane, along) / f32(C);
  for (var j = lane; j < C; j += THREADS) {
    let n = (x[start + j] - mu) * r;
    dx[start + j] = r * (dy[start + j] * gain[j] - constant - n * along);
  }
}
`;

/** Rows that one invocation adds up. */
const BAND = 64;

/**
 * x, mean, rstd, dy → dgain, dshift [bands, C]
 *
 * The sums over rows, of one band of rows each. An invocation has a column of a
 * band, so that neighbours read neighbours. WGSL cannot add to a float that
 * other invocations add to as well; and the order of such sums would change
 * from run to run.
 */
const columnsCode = /* wgsl */ `
fn run(group: u32, lane: u32) {
  let i = group * THREADS + lane;
  if (i >= given.size) { return; }
  let j = i % C;
  let first = i / C * BAND;
  var byGain = 0.0;
  var byShift = 0.0;
  for (var row = first; row < min(first + BAND, given.rows); row++) {
    let d = dy[row * C + j];
    byGain += d * (x[row * C + j] - mean[row]) * rstd[row];
    byShift += d;
  }
  dgain[i] = byGain;
  dshift[i] = byShift;
}
`;

/** gains, shifts [bands, C] → dgain, dshift [C]: the bands added up. */
const bandsCode = /* wgsl */ `
fn run(group: u32, lane: u32) {
  let j = group * THREADS + lane;
  if (j >= C) { return; }
  var byGain = 0.0;
  var byShift = 0.0;
  for (var band = 0u; band < given.bands; band++) {
    byGain += gains[band * C + j];
    byShift += shifts[band * C + j];
  }
  dgain[j] = byGain;
  dshift[j] = byShift;
}
`;

/** Sums over the rows, in two passes. */
function gradientsOfColumns(
  gpu: Gpu,
  reads: Record<"x" | "mean" | "rstd" | "dy", TensorInfo>,
): TensorInfo[] {
  const [rows, C] = reads.x.shape;
  const make = (shape: number[]) => gpu.makeTensorInfo(shape, "float32");
  const shared = { constants: { C, BAND }, threads: MOST_THREADS };
  const bands = Math.ceil(rows / BAND), size = bands * C;
  const gains = make([bands, C]), shifts = make([bands, C]);
  record(gpu, {
    name: "LayerNormColumns",
    ...shared,
    writes: { dgain: gains, dshift: shifts },
    reads,
    sizes: { rows, size },
    workgroups: Math.ceil(size / MOST_THREADS),
    code: columnsCode,
  });
  const dgain = make([C]), dshift = make([C]);
  record(gpu, {
    name: "LayerNormBands",
    ...shared,
    writes: { dgain, dshift },
    reads: { gains, shifts },
    sizes: { bands },
    workgroups: Math.ceil(C / MOST_THREADS),
    code: bandsCode,
  });
  [gains, shifts].forEach(({ dataId }) => gpu.disposeData(dataId));
  return [dgain, dshift];
}

const perRow = (rows: number, C: number) => ({
  constants: { C },
  threads: C <= 256 ? 64 : MOST_THREADS,
  workgroups: rows,
});

export const layerNormKernels = [
  gpuKernel("LayerNorm", (gpu, { x, gain, shift }, attrs) => {
    const [rows, C] = x.shape;
    const y = gpu.makeTensorInfo(x.shape, "float32");
    const mean = gpu.makeTensorInfo([rows], "float32");
    const rstd = gpu.makeTensorInfo([rows], "float32");
    record(gpu, {
      name: "LayerNorm",
      ...perRow(rows, C),
      writes: { y, mean, rstd },
      reads: { x, gain, shift },
      numbers: { epsilon: attrs.epsilon as number },
      code: forwardCode(!!shift),
    });
    return [y, mean, rstd];
  }),
  gpuKernel("LayerNormGrad", (gpu, { x, gain, mean, rstd, dy }) => {
    const [rows, C] = x.shape;
    const dx = gpu.makeTensorInfo(x.shape, "float32");
    record(gpu, {
      name: "LayerNormGrad",
      ...perRow(rows, C),
      writes: { dx },
      reads: { x, gain, mean, rstd, dy },
      code: backwardCode,
    });
    if (rows > 0) {
      return [dx, ...gradientsOfColumns(gpu, { x, mean, rstd, dy })];
    }
    const zeros = () => gpu.makeTensorInfo([C], "float32", new Float32Array(C));
    return [dx, zeros(), zeros()];
  }),
];
