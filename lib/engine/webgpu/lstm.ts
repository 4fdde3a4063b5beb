/** `LstmRecurrence` and its gradient for tfjs's webgpu backend. */
import {
  BatchMatMul,
  type NamedTensorInfoMap,
  type TensorInfo,
  Transpose,
} from "@tensorflow/tfjs-core";
import { gpuKernel, runStock } from "./kernel.ts";
import { lstmForwardCode } from "./lstm_forward.ts";
import { beforeCode, lstmBackwardCode } from "./lstm_backward.ts";
import { ROWS } from "./rows.ts";
import { type Gpu, MOST_THREADS, record } from "./program.ts";

/** How the H units of a row are dealt out to a workgroup. */
function deal(gpu: Gpu, H: number) {
  // The forward pass holds four rows of h, 16 bytes a unit.
  const most = gpu.device.limits.maxComputeWorkgroupStorageSize / 16;
  if (H > most) {
    throw new RangeError(
      `An LSTM on this GPU has at most ${most} units, got ${H}`,
    );
  }
  // Whole warps; 32 is the width on most hardware.
  const threads = Math.min(MOST_THREADS, Math.max(1, Math.ceil(H / 32)) * 32);
  return { threads, constants: { H, UNITS: Math.ceil(H / threads) } };
}

/** See `ops/lstm.ts` for the contract of both kernels. */
export const lstmKernels = [
  gpuKernel("LstmRecurrence", (gpu, { z, u, mask }) => {
    const [batch, time, width] = z.shape;
    const H = width / 4, dealt = deal(gpu, H);
    const h = gpu.makeTensorInfo([batch, time, H], "float32");
    const c = gpu.makeTensorInfo([batch, time, H], "float32");
    const gates = gpu.makeTensorInfo(z.shape, "float32");
    const byGate = gatesLast(gpu, u, [0, 2, 1]);
    record(gpu, {
      name: "LstmForward",
      ...dealt,
      writes: { h, c, gates },
      reads: { z, u: byGate, mask },
      quads: ["u"],
      sizes: { batch, time },
      workgroups: Math.ceil(batch / ROWS),
      code: lstmForwardCode(!!mask),
    });
    gpu.disposeData(byGate.dataId);
    return [h, c, gates];
  }),
  gpuKernel("LstmRecurrenceGrad", (gpu, { u, h, c, gates, dy, mask }) => {
    const [batch, time, H] = h.shape, dealt = deal(gpu, H);
    const byGate = gatesLast(gpu, u, [2, 0, 1]);
    const dz = gpu.makeTensorInfo(gates.shape, "float32");
    record(gpu, {
      name: "LstmBackward",
      ...dealt,
      writes: { dz },
      reads: { u: byGate, c, gates, dy, mask },
      quads: ["u"],
      sizes: { batch, time },
      workgroups: Math.ceil(batch / ROWS),
      code: lstmBackwardCode(!!mask, dy.shape.length === 3),
    });
    gpu.disposeData(byGate.dataId);
    return [dz, gradientOfU(gpu, h, dz)];
  }),
];

/** U [H, 4H] with the gates of a unit side by side, [H, H, 4]. */
function gatesLast(gpu: Gpu, u: TensorInfo, perm: number[]): TensorInfo {
  const x = { ...u, shape: [u.shape[0], 4, u.shape[0]] };
  return runStock(gpu, Transpose, { x }, { perm });
}

/** dU [H, 4H]; see {@linkcode beforeCode}. */
function gradientOfU(gpu: Gpu, h: TensorInfo, dz: TensorInfo): TensorInfo {
  const [batch, time, H] = h.shape;
  const rows = batch * time, size = rows * H;
  if (size === 0) {
    return gpu.makeTensorInfo(
      [H, 4 * H],
      "float32",
      new Float32Array(4 * H * H),
    );
  }
  const before = gpu.makeTensorInfo([rows, H], "float32");
  record(gpu, {
    name: "LstmBefore",
    constants: { H },
    writes: { before },
    reads: { h },
    sizes: { time, size },
    threads: MOST_THREADS,
    workgroups: Math.ceil(size / MOST_THREADS),
    code: beforeCode,
  });
  const factors: NamedTensorInfoMap = {
    a: before,
    b: { ...dz, shape: [rows, 4 * H] },
  };
  const du = runStock(gpu, BatchMatMul, factors, {
    transposeA: true,
    transposeB: false,
  });
  gpu.disposeData(before.dataId);
  return du;
}
