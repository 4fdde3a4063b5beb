/** `Gelu` and its gradient for tfjs's webgpu backend; see `ops/gelu.ts`. */
import { gpuKernel } from "./kernel.ts";
import { MOST_THREADS, record } from "./program.ts";

/**
 * Φ, the share of a standard normal distribution below x. Specification:
 * `normalCdf` in `plain/erf.ts`. The formula for erf is Abramowitz and Stegun
 * 1964, 7.1.26: a polynomial in t = 1/(1 + 0.3275911·x) times e^(−x²), wrong by
 * 1.5e-7 at most.
 */
const cdf = /* wgsl */ `
fn cdf(x: f32) -> f32 {
  let a = abs(x) * 0.70710678;
  let t = 1 / (1 + 0.3275911 * a);
  let polynomial = t * (0.254829592 + t * (-0.284496736 +
    t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  let tail = 0.5 * polynomial * exp(-a * a);
  return select(1 - tail, tail, x < 0);
}
`;

/** x → y = x·Φ(x), one invocation a number; `geluForward`. */
const forwardCode = /* wgsl */ `
${cdf}
fn run(group: u32, lane: u32) {
  let i = group * THREADS + lane;
  if (i < given.size) { y[i] = x[i] * cdf(x[i]); }
}
`;

/** x, dy → dx = dy·(Φ(x) + x·φ(x)), one invocation a number; `geluBackward`. */
const backwardCode = /* wgsl */ `
${cdf}
fn run(group: u32, lane: u32) {
  let i = group * THREADS + lane;
  if (i >= given.size) { return; }
  let density = exp(-0.5 * x[i] * x[i]) * 0.39894228; // 1/√2π
  dx[i] = dy[i] * (cdf(x[i]) + x[i] * density);
}
`;

const perNumber = (shape: number[]) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return {
    sizes: { size },
    threads: MOST_THREADS,
    workgroups: Math.ceil(size / MOST_THREADS),
  };
};

export const geluKernels = [
  gpuKernel("Gelu", (gpu, { x }) => {
    const y = gpu.makeTensorInfo(x.shape, "float32");
    record(gpu, {
      name: "Gelu",
      ...perNumber(x.shape),
      writes: { y },
      reads: { x },
      code: forwardCode,
    });
    return [y];
  }),
  gpuKernel("GeluGrad", (gpu, { x, dy }) => {
    const dx = gpu.makeTensorInfo(x.shape, "float32");
    record(gpu, {
      name: "GeluGrad",
      ...perNumber(x.shape),
      writes: { dx },
      reads: { x, dy },
      code: backwardCode,
    });
    return [dx];
  }),
];
