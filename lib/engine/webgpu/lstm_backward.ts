/**
 * The recurrence of an LSTM, backward, in WGSL. Specification: `lstmBackward`
 * in `plain/lstm.ts`.
 *
 *     ut [4H, H], c [B, T, H], gates [B, T, 4H], dy [B, T, H] or [B, H],
 *     mask? [B, T] → dz [B, T, 4H]
 *
 * As forward, a workgroup takes one row through all steps, now from the last to
 * the first, and an invocation has the units lane, lane + THREADS, … with their
 * dh and dc. What all units need of each other is dz_t, for dh_{t−1} = dz_t·Uᵀ.
 * It lies in the workgroup's memory as one vec4 a unit, (di, df, dg, do): 16·H
 * bytes, so 16 KiB at H = 1024, which is all that WebGPU promises.
 *
 * U comes transposed, so that here too neighbouring invocations read
 * neighbouring addresses.
 *
 * The gradient of U needs no order of steps and is left to one large product;
 * see {@linkcode beforeCode}.
 *
 * @param masked Whether there is a mask.
 * @param everyStep Whether dy has every step, or the last alone.
 */
export const lstmBackwardCode = (
  masked: boolean,
  everyStep: boolean,
) => /* wgsl */ `
var<workgroup> da: array<vec4f, H>; // dz of this step

fn run(row: u32, lane: u32) {
  var dh: array<f32, UNITS>;
  var dc: array<f32, UNITS>;
  for (var s = 0u; s < given.time; s++) {
    let t = given.time - 1 - s;
    let at = row * given.time + t;
    ${everyStep ? takeIn("true", "at") : takeIn("s == 0", "row")}
    ${masked ? handBack : ""}
    for (var n = 0u; n < UNITS; n++) {
      let j = lane + n * THREADS;
      if (j >= H) { break; }
      let i0 = at * 4 * H + j;
      let i = gates[i0];
      let f = gates[i0 + H];
      let g = gates[i0 + 2 * H];
      let o = gates[i0 + 3 * H];
      let tc = tanhOf(c[at * H + j]);
      let cell = dc[n] + dh[n] * o * (1 - tc * tc);
      var df = 0.0;
      if (t > 0) { df = cell * c[(at - 1) * H + j] * f * (1 - f); }
      let d = vec4f(
        cell * g * i * (1 - i),
        df,
        cell * i * (1 - g * g),
        dh[n] * tc * o * (1 - o),
      );
      dc[n] = cell * f;
      da[j] = d;
      dz[i0] = d.x;
      dz[i0 + H] = d.y;
      dz[i0 + 2 * H] = d.z;
      dz[i0 + 3 * H] = d.w;
    }
    workgroupBarrier(); // dz of every unit is there
    for (var n = 0u; n < UNITS; n++) {
      let k = lane + n * THREADS;
      if (k >= H) { break; }
      var sum = vec4f();
      for (var j = 0u; j < H; j++) {
        let to = j * H + k;
        sum += da[j] *
          vec4f(ut[to], ut[to + H * H], ut[to + 2 * H * H], ut[to + 3 * H * H]);
      }
      dh[n] = sum.x + sum.y + sum.z + sum.w;
    }
    workgroupBarrier(); // all have read it
  }
}
`;

/** Adds what the loss says about h at this step. */
const takeIn = (when: string, from: string) => /* wgsl */ `
    for (var n = 0u; n < UNITS && ${when}; n++) {
      let j = lane + n * THREADS;
      if (j < H) { dh[n] += dy[${from} * H + j]; }
    }
`;

/** A step that does not count: dh and dc stay, dz is zero. */
const handBack = /* wgsl */ `
    if (mask[at] == 0) {
      for (var n = 0u; n < UNITS; n++) {
        let j = lane + n * THREADS;
        if (j >= H) { break; }
        for (var gate = 0u; gate < 4; gate++) {
          dz[(at * 4 + gate) * H + j] = 0.0;
        }
      }
      continue;
    }
`;

/**
 * States one step later: what each step found. One invocation a number.
 *
 *     h [B, T, H] → before [B, T, H],  before_t = h_{t−1},  before_0 = 0
 *
 * With it dU = Σ over rows and steps of h_{t−1}ᵀ·dz_t is one product of
 * [H, B·T] and [B·T, 4H]. Masked steps need no care: their dz is zero, and the
 * state that a step after one found is the one handed on, which h holds.
 */
export const beforeCode = /* wgsl */ `
fn run(group: u32, lane: u32) {
  let i = group * THREADS + lane;
  if (i >= given.size) { return; }
  let t = (i / H) % given.time;
  if (t == 0) { before[i] = 0.0; } else { before[i] = h[i - H]; }
}
`;
