import { adamStep, squaredNorm } from "../../../lib/engine/plain/adam.ts";
import { assertAlmostEquals, assertEquals } from "../../assert.ts";

const numbers = { rate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 0, decay: 0 };

/** Numbers of step t. */
const step = (t: number, decay = 0) => ({
  ...numbers,
  decay,
  correction1: 1 - 0.9 ** t,
  correction2: 1 - 0.99 ** t,
});

const arrays = (parameter: number[], gradient: number[]) => ({
  parameter: Float64Array.from(parameter),
  gradient: Float64Array.from(gradient),
  m: new Float64Array(parameter.length),
  v: new Float64Array(parameter.length),
});

Deno.test("adamStep() moves by the rate where the gradient is steady", () => {
  // m̂ = g and √v̂ = |g| at every step, whatever g's size.
  const all = arrays([1, 1, 1], [5, -0.001, 0]);
  for (let t = 1; t <= 4; t++) adamStep(all, 1, step(t));
  const expected = [0.6, 1.4];
  expected.forEach((x, i) => assertAlmostEquals(all.parameter[i], x, 1e-12));
  assertEquals(Number.isNaN(all.parameter[2]), true, "0/0 without epsilon");
});

Deno.test("adamStep() answers what two steps by hand give", () => {
  const all = arrays([2], [1]);
  adamStep(all, 0.5, step(1)); // g = 0.5: m = 0.05, v = 0.0025
  assertAlmostEquals(all.m[0], 0.05, 1e-15);
  assertAlmostEquals(all.v[0], 0.0025, 1e-15);
  assertAlmostEquals(all.parameter[0], 1.9, 1e-15);
  all.gradient[0] = -1;
  adamStep(all, 1, step(2, 0.2));
  // m = 0.9·0.05 − 0.1, v = 0.99·0.0025 + 0.01; decay pulls by 0.1·0.2·1.9.
  const moved = 0.1 * (-0.055 / 0.19) / Math.sqrt(0.012475 / 0.0199);
  assertAlmostEquals(all.parameter[0], 1.9 - moved - 0.038, 1e-15);
});

Deno.test("adamStep() sets means to zero before they are denormal", () => {
  const all = arrays([1], [0]);
  all.m[0] = 1.1e-30;
  all.v[0] = 1.005e-36;
  adamStep(all, 1, step(1000));
  assertEquals([all.m[0], all.v[0]], [0, 0]);
  all.m[0] = -1.2e-30;
  all.v[0] = 1.02e-36;
  adamStep(all, 1, step(1000));
  assertAlmostEquals(all.m[0], -1.08e-30, 1e-40);
  assertAlmostEquals(all.v[0], 1.0098e-36, 1e-45);
});

Deno.test("adamStep() lets NaN and infinity through", () => {
  const all = arrays([1, 1, 1], [NaN, Infinity, 1]);
  adamStep(all, 1, { ...step(1), epsilon: 1e-7 });
  assertEquals([...all.parameter].map(Number.isNaN), [true, true, false]);
  assertEquals([...all.m].map(Number.isNaN), [true, false, false]);
});

Deno.test("squaredNorm() adds up squares", () => {
  assertEquals(squaredNorm(Float32Array.of(3, -4)), 25);
  assertEquals(squaredNorm(new Float32Array(0)), 0);
});
