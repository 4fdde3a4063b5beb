/** `AdamStep` and `SquaredNorm` for tfjs's webgpu backend; see `ops/adam.ts`. */
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { gpuKernel } from "./kernel.ts";
import { type Gpu, MOST_THREADS, record } from "./program.ts";
import { reduction } from "./reduction.ts";

/**
 * One step of Adam, in place. One invocation a parameter. Specification:
 * `adamStep` in `plain/adam.ts`.
 *
 * The shares of the new, 1 − β, come from outside: in 32 bits 1 − 0.999 would
 * already be wrong in the fifth digit.
 */
const adamCode = /* wgsl */ `
fn run(group: u32, lane: u32) {
  let i = group * THREADS + lane;
  if (i >= given.size) { return; }
  let g = gradient[i] * scale[0];
  let mean = given.beta1 * m[i] + given.fresh1 * g;
  let square = given.beta2 * v[i] + given.fresh2 * g * g;
  m[i] = select(mean, 0.0, abs(mean) < 1e-30);
  v[i] = select(square, 0.0, square < 1e-36);
  let step = m[i] / given.correction1 /
    (sqrt(v[i] / given.correction2) + given.epsilon);
  parameter[i] -= given.rate * (step + given.decay * parameter[i]);
}
`;

/**
 * Sums of numbers, or of their squares: `x [size] → sums [groups]`.
 * Specification: `squaredNorm` in `plain/adam.ts`. The workgroups stride
 * through x together, so that neighbours read neighbours.
 */
const sumsCode = /* wgsl */ `
${reduction("sumOf", "+")}
fn run(group: u32, lane: u32) {
  var sum = 0.0;
  let stride = given.workgroups * THREADS;
  for (var i = group * THREADS + lane; i < given.size; i += stride) {
    sum += select(x[i], x[i] * x[i], SQUARED);
  }
  sum = sumOf(lane, sum);
  if (lane == 0) { sums[group] = sum; }
}
`;

/** Sums of a tensor's numbers, one for each of so many workgroups. */
function sums(gpu: Gpu, x: TensorInfo, workgroups: number, SQUARED: boolean) {
  const shape = workgroups === 1 ? [] : [workgroups];
  const sums = gpu.makeTensorInfo(shape, "float32");
  record(gpu, {
    name: "Sums",
    constants: { SQUARED },
    writes: { sums },
    reads: { x },
    sizes: { size: sizeOf(x) },
    threads: MOST_THREADS,
    workgroups,
    code: sumsCode,
  });
  return sums;
}

const sizeOf = ({ shape }: TensorInfo) => shape.reduce((a, b) => a * b, 1);

export const adamKernels = [
  gpuKernel("AdamStep", (gpu, inputs, attrs) => {
    const { parameter, gradient, m, v, scale } = inputs;
    const { rate, beta1, beta2, correction1, correction2, epsilon, decay } =
      attrs as Record<string, number>;
    const size = sizeOf(parameter);
    record(gpu, {
      name: "AdamStep",
      writes: { parameter, m, v },
      reads: { gradient, scale },
      sizes: { size },
      numbers: {
        ...{ rate, beta1, beta2, fresh1: 1 - beta1, fresh2: 1 - beta2 },
        ...{ correction1, correction2, epsilon, decay },
      },
      threads: MOST_THREADS,
      workgroups: Math.ceil(size / MOST_THREADS),
      code: adamCode,
    });
    return [];
  }),
  gpuKernel("SquaredNorm", (gpu, { x }) => {
    if (sizeOf(x) === 0) {
      return [gpu.makeTensorInfo([], "float32", new Float32Array(1))];
    }
    // Up to MOST_THREADS sums, so that one workgroup adds them up.
    const groups = Math.min(MOST_THREADS, Math.ceil(sizeOf(x) / 1024));
    const parts = sums(gpu, x, groups, true);
    if (groups === 1) return [parts];
    const total = sums(gpu, parts, 1, false);
    gpu.disposeData(parts.dataId);
    return [total];
  }),
];
