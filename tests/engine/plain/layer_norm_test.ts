import {
  layerNormBackward,
  layerNormForward,
} from "../../../lib/engine/plain/layer_norm.ts";
import { Random } from "@course/text";
import { assertAlmostEquals, assertEquals } from "../../assert.ts";
import { assertSlopes, weighted } from "./slopes.ts";

const random = new Random(5);
const numbers = (size: number) =>
  Float64Array.from({ length: size }, () => 2 * random.uniform() - 1);

Deno.test("layerNormBackward() is the slope of layerNormForward()", () => {
  const shape = { rows: 3, columns: 5 };
  const x = numbers(15), gain = numbers(5), shift = numbers(5);
  const dy = numbers(15);
  const forward = () => layerNormForward(x, gain, shift, shape, 1e-3);
  const { mean, rstd } = forward();
  const { dx, dgain, dshift } = layerNormBackward(
    { x, gain, mean, rstd, dy },
    shape,
  );
  assertSlopes(() => weighted(dy, forward().y), [
    [x, dx],
    [gain, dgain],
    [shift, dshift],
  ]);
});

Deno.test("layerNormForward() answers what it computes by hand", () => {
  // Mean 3, variance 4: (1, 5) → (−1, 1), then gain and shift.
  const gain = Float64Array.of(2, 3), shift = Float64Array.of(10, 20);
  const x = Float64Array.of(1, 5);
  const shape = { rows: 1, columns: 2 };
  const { y, mean, rstd } = layerNormForward(x, gain, shift, shape, 0);
  assertEquals([...y], [8, 23]);
  assertEquals([mean[0], rstd[0]], [3, 0.5]);
  assertEquals([...layerNormForward(x, gain, null, shape, 0).y], [-2, 3]);
});

Deno.test("layerNormForward() keeps its digits far from zero", () => {
  const x = Float32Array.of(1e4 + 1, 1e4 + 5);
  const ones = Float32Array.of(1, 1);
  const { y } = layerNormForward(x, ones, null, { rows: 1, columns: 2 }, 0);
  y.forEach((value, i) => assertAlmostEquals(value, [-1, 1][i], 1e-6));
});
