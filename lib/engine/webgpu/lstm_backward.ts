import { fourRows } from "./rows.ts";

/**
 * The recurrence of an LSTM, backward, in WGSL. Specification: `lstmBackward`
 * in `plain/lstm.ts`.
 *
 *     u [H, H, 4], c [B, T, H], gates [B, T, 4H], dy [B, T, H] or [B, H],
 *     mask? [B, T] → dz [B, T, 4H]
 *
 * As forward, a workgroup takes four rows through all steps, now from the last
 * to the first, and an invocation has the units lane, lane + THREADS, …, with
 * their dh and dc. What all units need of each other is dz_t, since
 * dh_{t−1} = dz_t·Uᵀ. For one unit that is 4 gates × 4 rows, a mat4x4. The
 * workgroup's memory, 16 KiB by WebGPU's promise, has room for 256 of them. So
 * the sum is made in rounds of THREADS units: each invocation makes dz of one
 * unit, and then all add the round's share to every dh.
 *
 * U comes as U[k, j, gate] at place [j, k, gate]: here the invocations differ
 * in k.
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
${fourRows(["c", "gates", "dy", ...(masked ? ["mask"] : [])], ["dz"])}
var<workgroup> da: array<mat4x4f, THREADS>; // dz of a round's units

fn run(group: u32, lane: u32) {
  let rows = rowsOf(group);
  var dh = array<vec4f, UNITS>();
  var dc = array<vec4f, UNITS>();
  for (var s = 0u; s < given.time; s++) {
    let t = given.time - 1 - s;
    let at = rows * given.time + t;
    let counts = ${masked ? "take_mask(at) != vec4f()" : "vec4<bool>(true)"};
    var sum = array<vec4f, UNITS>(); // dz·Uᵀ
    for (var n = 0u; n < UNITS; n++) {
      let j = lane + n * THREADS;
      if (j < H) {
        ${everyStep ? "" : "if (s == 0)"} {
          dh[n] += take_dy(${everyStep ? "at" : "rows"} * H + j);
        }
        let first = 4 * at * H + j;
        let i = take_gates(first);
        let f = take_gates(first + H);
        let g = take_gates(first + 2 * H);
        let o = take_gates(first + 3 * H);
        let tc = tanhOf(take_c(at * H + j));
        let cell = dc[n] + dh[n] * o * (1 - tc * tc);
        var d = mat4x4f(
          cell * g * i * (1 - i),
          vec4f(),
          cell * i * (1 - g * g),
          dh[n] * tc * o * (1 - o),
        );
        if (t > 0) { d[1] = cell * take_c((at - 1) * H + j) * f * (1 - f); }
        dc[n] = select(dc[n], cell * f, counts);
        for (var gate = 0u; gate < 4; gate++) {
          d[gate] = select(vec4f(), d[gate], counts);
          put_dz(first + gate * H, d[gate]);
        }
        da[lane] = d;
      }
      workgroupBarrier(); // dz of the round is there
      for (var m = 0u; m < UNITS; m++) {
        let k = lane + m * THREADS;
        if (k >= H) { break; }
        let start = n * THREADS;
        for (var q = 0u; q < min(THREADS, H - start); q++) {
          sum[m] += da[q] * u[(start + q) * H + k];
        }
      }
      workgroupBarrier(); // all have read it
    }
    for (var n = 0u; n < UNITS; n++) {
      dh[n] = select(dh[n], sum[n], counts);
    }
  }
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
