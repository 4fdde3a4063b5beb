import { plainKernel } from "./kernel.ts";
import { lstmBackward, lstmForward } from "./lstm.ts";

/** The recurrence of an LSTM as tfjs kernels; see `ops/lstm.ts`. */
export const lstmKernels = [
  plainKernel("LstmRecurrence", ({ z, u, mask }) => {
    const [batch, time, width] = z.shape;
    const units = width / 4;
    const { h, c, gates } = lstmForward(
      z.values as Float32Array,
      u.values as Float32Array,
      mask ? mask.values as Int32Array : null,
      { batch, time, units },
    );
    const states = [batch, time, units];
    return [
      { values: h as Float32Array, shape: states },
      { values: c as Float32Array, shape: states },
      { values: gates as Float32Array, shape: z.shape },
    ];
  }),
  plainKernel("LstmRecurrenceGrad", ({ u, h, c, gates, dy, mask }) => {
    const [batch, time, units] = h.shape;
    const { dz, du } = lstmBackward({
      u: u.values as Float32Array,
      h: h.values as Float32Array,
      c: c.values as Float32Array,
      gates: gates.values as Float32Array,
      dy: dy.values as Float32Array,
      mask: mask ? mask.values as Int32Array : null,
    }, { batch, time, units });
    return [
      { values: dz as Float32Array, shape: gates.shape },
      { values: du as Float32Array, shape: u.shape },
    ];
  }),
];
