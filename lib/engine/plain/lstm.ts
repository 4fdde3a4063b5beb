/**
 * The recurrence of an LSTM, forward and backward, in plain TypeScript. It is
 * the specification of the fused kernels: they must give the same numbers.
 *
 * Forward (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000). The
 * input product z = x·W + b is made before, for all steps at once. Then, with
 * gates in Keras's order i, f, g, o and σ the sigmoid:
 *
 *     a_t = z_t + h_{t−1}·U                      [4H]
 *     i, f, o = σ(a_i), σ(a_f), σ(a_o)   g = tanh(a_g)
 *     c_t = f·c_{t−1} + i·g              h_t = o·tanh(c_t)
 *
 * Backward, from the last step to the first. Let dh be the gradient that
 * arrives at h_t: from the loss directly, and from the step after through U.
 * Let dc be the same for c_t. Then by the chain rule
 *
 *     dc  += dh·o·(1 − tanh²(c_t))
 *     da_o = dh·tanh(c_t)·o·(1 − o)      da_i = dc·g·i·(1 − i)
 *     da_f = dc·c_{t−1}·f·(1 − f)        da_g = dc·i·(1 − g²)
 *     dz_t = da        dU += h_{t−1}ᵀ·da
 *     dh_{t−1} = da·Uᵀ                   dc_{t−1} = dc·f
 *
 * A masked step (mask 0, padding) hands h and c on as they are, and hands their
 * gradients back as they are; its dz is zero.
 *
 * @module
 */
import { type Floats, zerosLike } from "./floats.ts";

/** Sizes of a recurrence: batch B, time T, units H. */
export interface LstmShape {
  batch: number;
  time: number;
  units: number;
}

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));

/**
 * @param z Input product x·W + b, `[B, T, 4H]`.
 * @param u Recurrent kernel U, `[H, 4H]`.
 * @param mask 1 for a step that counts, 0 for padding, `[B, T]`; null: all count.
 * @param shape B, T and H.
 * @returns States h and cells c, `[B, T, H]`, and the gates after their
 * sigmoid or tanh, `[B, T, 4H]`, which the backward pass needs. The gates of a
 * masked step are zero.
 */
export function lstmForward(
  z: Floats,
  u: Floats,
  mask: Int32Array | null,
  { batch, time, units: H }: LstmShape,
): { h: Floats; c: Floats; gates: Floats } {
  const h = zerosLike(z, batch * time * H);
  const c = zerosLike(z, batch * time * H);
  const gates = zerosLike(z, z.length);
  const a = new Float64Array(4 * H);
  for (let row = 0; row < batch; row++) {
    for (let t = 0; t < time; t++) {
      const at = row * time + t;
      const now = at * H, before = now - H; // `before` counts only if t > 0
      if (mask && !mask[at]) {
        if (t > 0) {
          h.copyWithin(now, before, now);
          c.copyWithin(now, before, now);
        }
        continue;
      }
      a.set(z.subarray(at * 4 * H, (at + 1) * 4 * H));
      for (let k = 0; k < H && t > 0; k++) {
        for (let j = 0; j < 4 * H; j++) {
          a[j] += h[before + k] * u[k * 4 * H + j];
        }
      }
      for (let j = 0; j < H; j++) {
        const i = sigmoid(a[j]);
        const f = sigmoid(a[H + j]);
        const g = Math.tanh(a[2 * H + j]);
        const o = sigmoid(a[3 * H + j]);
        c[now + j] = i * g + (t > 0 ? f * c[before + j] : 0);
        h[now + j] = o * Math.tanh(c[now + j]);
        gates[at * 4 * H + j] = i;
        gates[at * 4 * H + H + j] = f;
        gates[at * 4 * H + 2 * H + j] = g;
        gates[at * 4 * H + 3 * H + j] = o;
      }
    }
  }
  return { h, c, gates };
}

/** What {@linkcode lstmForward} gave and was given, and the gradient. */
export interface LstmBackwardInputs {
  u: Floats;
  h: Floats;
  c: Floats;
  gates: Floats;
  /** Gradient of the loss by h: of all steps `[B, T, H]`, or of the last `[B, H]`. */
  dy: Floats;
  mask: Int32Array | null;
}

/**
 * @param inputs The forward pass's results and the gradient that arrives.
 * @param shape B, T and H.
 * @returns Gradients of the loss by z, `[B, T, 4H]`, and by U, `[H, 4H]`.
 */
export function lstmBackward(
  { u, h, c, gates, dy, mask }: LstmBackwardInputs,
  { batch, time, units: H }: LstmShape,
): { dz: Floats; du: Floats } {
  const dz = zerosLike(gates, gates.length);
  const du = zerosLike(gates, 4 * H * H);
  const allSteps = dy.length === batch * time * H;
  for (let row = 0; row < batch; row++) {
    const dh = new Float64Array(H), dc = new Float64Array(H);
    for (let t = time - 1; t >= 0; t--) {
      const at = row * time + t;
      const now = at * H, before = now - H;
      if (allSteps) { for (let j = 0; j < H; j++) dh[j] += dy[now + j]; }
      else if (t === time - 1) dh.set(dy.subarray(row * H, (row + 1) * H));
      if (mask && !mask[at]) continue;

      const da = dz.subarray(at * 4 * H, (at + 1) * 4 * H);
      for (let j = 0; j < H; j++) {
        const i = gates[at * 4 * H + j];
        const f = gates[at * 4 * H + H + j];
        const g = gates[at * 4 * H + 2 * H + j];
        const o = gates[at * 4 * H + 3 * H + j];
        const tanhC = Math.tanh(c[now + j]);
        const cell = dc[j] + dh[j] * o * (1 - tanhC * tanhC);
        da[j] = cell * g * i * (1 - i);
        da[H + j] = t > 0 ? cell * c[before + j] * f * (1 - f) : 0;
        da[2 * H + j] = cell * i * (1 - g * g);
        da[3 * H + j] = dh[j] * tanhC * o * (1 - o);
        dc[j] = cell * f;
      }
      dh.fill(0);
      for (let k = 0; k < H && t > 0; k++) {
        for (let j = 0; j < 4 * H; j++) {
          dh[k] += da[j] * u[k * 4 * H + j];
          du[k * 4 * H + j] += h[before + k] * da[j];
        }
      }
    }
  }
  return { dz, du };
}
