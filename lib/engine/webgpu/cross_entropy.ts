/**
 * Softmax cross-entropy and its gradient for tfjs's webgpu backend; the
 * contract is in `ops/cross_entropy.ts`, the specification in
 * `plain/cross_entropy.ts`.
 */
import { gpuKernel } from "./kernel.ts";
import { MOST_THREADS, record } from "./program.ts";
import { reduction } from "./reduction.ts";

/**
 * logits [N, V], labels [N] → losses, logSumExp [N]
 *
 * A workgroup a row: the largest logit, then the sum of exponentials.
 */
const forwardCode = /* wgsl */ `
${reduction("largestOf", "max")}
${reduction("sumOf", "+")}
fn run(row: u32, lane: u32) {
  let start = row * V;
  var largest = logits[start];
  for (var j = lane; j < V; j += THREADS) {
    largest = max(largest, logits[start + j]);
  }
  largest = largestOf(lane, largest);
  // A NaN that max() passed over comes back here. What exp and log make of one
  // is not left to the driver: some answer infinity.
  var sum = 0.0;
  for (var j = lane; j < V; j += THREADS) {
    sum += exp(logits[start + j] - largest);
  }
  sum = sumOf(lane, sum);
  if (lane != 0) { return; }
  let all = select(given.nan, largest + log(sum), isFinite(sum));
  logSumExp[row] = all;
  let label = labels[row];
  losses[row] = given.nan;
  if (label >= 0 && label < i32(V)) {
    losses[row] = all - logits[start + u32(label)];
  }
}
`;

/** logits, labels, logSumExp, dy [N] → dlogits [N, V]; one invocation a logit. */
const backwardCode = /* wgsl */ `
fn run(group: u32, lane: u32) {
  let i = group * THREADS + lane;
  if (i >= given.size) { return; }
  let row = i / V;
  let label = labels[row];
  let right = select(0.0, 1.0, i32(i % V) == label);
  let all = logSumExp[row];
  let p = select(given.nan, exp(logits[i] - all), isFinite(all));
  let inside = label >= 0 && label < i32(V);
  dlogits[i] = select(0.0, dy[row] * (p - right), inside);
}
`;

export const crossEntropyKernels = [
  gpuKernel("SparseSoftmaxCrossEntropy", (gpu, { logits, labels }) => {
    const [rows, V] = logits.shape;
    const losses = gpu.makeTensorInfo([rows], "float32");
    const logSumExp = gpu.makeTensorInfo([rows], "float32");
    record(gpu, {
      name: "CrossEntropy",
      constants: { V },
      writes: { losses, logSumExp },
      reads: { logits, labels },
      // WGSL has no way to write it down.
      numbers: { nan: NaN },
      threads: V <= 256 ? 64 : MOST_THREADS,
      workgroups: rows,
      code: forwardCode,
    });
    return [losses, logSumExp];
  }),
  gpuKernel("SparseSoftmaxCrossEntropyGrad", (gpu, inputs) => {
    const { logits, labels, logSumExp, dy } = inputs;
    const [rows, V] = logits.shape;
    const dlogits = gpu.makeTensorInfo(logits.shape, "float32");
    record(gpu, {
      name: "CrossEntropyGrad",
      constants: { V },
      writes: { dlogits },
      reads: { logits, labels, logSumExp, dy },
      sizes: { size: rows * V },
      numbers: { nan: NaN },
      threads: MOST_THREADS,
      workgroups: Math.ceil(rows * V / MOST_THREADS),
      code: backwardCode,
    });
    return [dlogits];
  }),
];
