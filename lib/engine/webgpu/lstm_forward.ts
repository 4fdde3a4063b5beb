/**
 * The recurrence of an LSTM, forward, in WGSL. Specification: `lstmForward` in
 * `plain/lstm.ts`.
 *
 *     z [B, T, 4H], u [H, 4H], mask? [B, T] → h, c [B, T, H], gates [B, T, 4H]
 *
 * A workgroup takes one row of the batch through all of its steps. Rows don't
 * meet, and within a row a barrier is enough, so nothing leaves the GPU between
 * two steps. An invocation has the units lane, lane + THREADS, … It keeps their
 * cells c to itself. The states h are what all units need of each other, so
 * h_{t−1} lies in the workgroup's memory, H floats, with a barrier before it is
 * overwritten and one after.
 *
 * The inner loop makes a unit's four gates at once, from one h[k] and four
 * columns of U. Neighbouring invocations read neighbouring addresses of U.
 *
 * @param masked Whether there is a mask.
 */
export const lstmForwardCode = (masked: boolean) => /* wgsl */ `
var<workgroup> before: array<f32, H>; // h of the step before

fn run(row: u32, lane: u32) {
  var cell: array<f32, UNITS>;
  var state: array<f32, UNITS>;
  for (var t = 0u; t < given.time; t++) {
    let at = row * given.time + t;
    ${masked ? handOn : ""}
    for (var n = 0u; n < UNITS; n++) {
      let j = lane + n * THREADS;
      if (j >= H) { break; }
      let i0 = at * 4 * H + j; // of this unit's input gate
      var a = vec4f(z[i0], z[i0 + H], z[i0 + 2 * H], z[i0 + 3 * H]);
      let terms = select(H, 0u, t == 0);
      for (var k = 0u; k < terms; k++) {
        let to = k * 4 * H + j;
        a += before[k] * vec4f(u[to], u[to + H], u[to + 2 * H], u[to + 3 * H]);
      }
      let i = sigmoid(a.x);
      let f = sigmoid(a.y);
      let g = tanhOf(a.z);
      let o = sigmoid(a.w);
      if (t == 0) { cell[n] = i * g; } else { cell[n] = i * g + f * cell[n]; }
      state[n] = o * tanhOf(cell[n]);
      gates[i0] = i;
      gates[i0 + H] = f;
      gates[i0 + 2 * H] = g;
      gates[i0 + 3 * H] = o;
      h[at * H + j] = state[n];
      c[at * H + j] = cell[n];
    }
    workgroupBarrier(); // all have read the states of the step before
    for (var n = 0u; n < UNITS; n++) {
      let j = lane + n * THREADS;
      if (j < H) { before[j] = state[n]; }
    }
    workgroupBarrier(); // all see the new ones
  }
}
`;

/** A step that does not count: h and c as they were, gates zero. */
const handOn = /* wgsl */ `
    if (mask[at] == 0) {
      for (var n = 0u; n < UNITS; n++) {
        let j = lane + n * THREADS;
        if (j >= H) { break; }
        h[at * H + j] = state[n];
        c[at * H + j] = cell[n];
        for (var gate = 0u; gate < 4; gate++) {
          gates[(at * 4 + gate) * H + j] = 0.0;
        }
      }
      continue;
    }
`;
