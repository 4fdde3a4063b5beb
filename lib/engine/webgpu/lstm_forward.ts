import { fourRows } from "./rows.ts";

/**
 * The recurrence of an LSTM, forward, in WGSL. Specification: `lstmForward` in
 * `plain/lstm.ts`.
 *
 *     z [B, T, 4H], u [H, H, 4], mask? [B, T] → h, c [B, T, H], gates [B, T, 4H]
 *
 * A workgroup takes four rows of the batch (see `rows.ts`) through all of their
 * steps. Rows don't meet, and within a row a barrier is enough, so nothing
 * leaves the GPU between two steps. An invocation has the units lane,
 * lane + THREADS, … It keeps their cells c to itself. The states h are what all
 * units need of each other, so h_{t−1} lies in the workgroup's memory, a vec4 a
 * unit, with a barrier before it is overwritten and one after.
 *
 * U comes with a unit's four gates side by side, U[k, j, gate]: one read serves
 * four gates and four rows, and neighbouring invocations read neighbours.
 *
 * @param masked Whether there is a mask.
 */
export const lstmForwardCode = (masked: boolean) => /* wgsl */ `
${fourRows(masked ? ["z", "mask"] : ["z"], ["h", "c", "gates"])}
var<workgroup> before: array<vec4f, H>; // h of the step before

fn run(group: u32, lane: u32) {
  let rows = rowsOf(group);
  var cell = array<vec4f, UNITS>();
  var state = array<vec4f, UNITS>();
  for (var t = 0u; t < given.time; t++) {
    let at = rows * given.time + t;
    let counts = ${masked ? "take_mask(at) != vec4f()" : "vec4<bool>(true)"};
    for (var n = 0u; n < UNITS; n++) {
      let j = lane + n * THREADS;
      if (j >= H) { break; }
      let first = 4 * at * H + j; // of this unit's gates
      var a = mat4x4f( // a column a gate, a row a row of the batch
        take_z(first),
        take_z(first + H),
        take_z(first + 2 * H),
        take_z(first + 3 * H),
      );
      let terms = select(H, 0u, t == 0);
      for (var k = 0u; k < terms; k++) {
        let w = u[k * H + j];
        let x = before[k];
        a += mat4x4f(x * w.x, x * w.y, x * w.z, x * w.w);
      }
      let i = sigmoid(a[0]);
      let f = sigmoid(a[1]);
      let g = tanhOf(a[2]);
      let o = sigmoid(a[3]);
      let kept = select(f * cell[n], vec4f(), t == 0);
      // A step that does not count hands h and c on; its gates are zero.
      cell[n] = select(cell[n], kept + i * g, counts);
      state[n] = select(state[n], o * tanhOf(cell[n]), counts);
      put_c(at * H + j, cell[n]);
      put_h(at * H + j, state[n]);
      put_gates(first, select(vec4f(), i, counts));
      put_gates(first + H, select(vec4f(), f, counts));
      put_gates(first + 2 * H, select(vec4f(), g, counts));
      put_gates(first + 3 * H, select(vec4f(), o, counts));
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
