import { lstmBackward, lstmForward } from "../../../lib/engine/plain/lstm.ts";
import { Random } from "@course/text";
import { assertAlmostEquals, assertEquals } from "../../assert.ts";

const shape = { batch: 2, time: 4, units: 3 };
const random = new Random(4);
const numbers = (size: number) =>
  Float64Array.from({ length: size }, () => 2 * random.uniform() - 1);

const z = numbers(2 * 4 * 12), u = numbers(3 * 12);
const masks = {
  "without a mask": null,
  "with padding before": Int32Array.of(0, 0, 1, 1, 0, 1, 1, 1),
  "with gaps and an empty row": Int32Array.of(1, 0, 1, 0, 0, 0, 0, 0),
};

for (const [name, mask] of Object.entries(masks)) {
  for (const gradient of ["all steps", "last step"]) {
    Deno.test(`lstmBackward() is the slope of lstmForward(), ${name}, ${gradient}`, () => {
      const dy = numbers(gradient === "all steps" ? 2 * 4 * 3 : 2 * 3);
      const loss = () => {
        const { h } = lstmForward(z, u, mask, shape);
        if (dy.length === h.length) {
          return dy.reduce((sum, weight, i) => sum + weight * h[i], 0);
        }
        return dy.reduce((sum, weight, i) => {
          const [row, j] = [Math.floor(i / 3), i % 3];
          return sum + weight * h[(row * 4 + 3) * 3 + j];
        }, 0);
      };
      const { h, c, gates } = lstmForward(z, u, mask, shape);
      const { dz, du } = lstmBackward({ u, h, c, gates, dy, mask }, shape);
      for (const [values, slopes] of [[z, dz], [u, du]]) {
        for (let i = 0; i < values.length; i++) {
          const value = values[i], step = 1e-5;
          values[i] = value + step;
          const up = loss();
          values[i] = value - step;
          const down = loss();
          values[i] = value;
          assertAlmostEquals(slopes[i], (up - down) / (2 * step), 1e-9);
        }
      }
    });
  }
}

Deno.test("lstmForward() hands the state on over masked steps", () => {
  const mask = Int32Array.of(1, 1, 0, 0, 1, 1, 1, 1);
  const { h, c } = lstmForward(z, u, mask, shape);
  for (const states of [h, c]) {
    const step = (t: number) => [...states.subarray(t * 3, t * 3 + 3)];
    assertEquals(step(2), step(1));
    assertEquals(step(3), step(1));
  }
});

Deno.test("lstmForward() answers what it computes by hand for one unit", () => {
  // Gates' inputs 0, 0, 1, 0 and no recurrence: i = f = o = 1/2, g = tanh 1.
  const z = Float64Array.of(0, 0, 1, 0, 0, 0, 1, 0);
  const { h, c } = lstmForward(z, new Float64Array(4), null, {
    batch: 1,
    time: 2,
    units: 1,
  });
  const g = Math.tanh(1);
  assertAlmostEquals(c[1], 0.5 * g + 0.5 * (0.5 * g), 1e-12);
  assertAlmostEquals(h[1], 0.5 * Math.tanh(0.75 * g), 1e-12);
});
