import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import {
  delayOf,
  drawProblems,
  effectOf,
  hazardOf,
  outcome,
  priceOf,
  tornado,
  triangular,
} from "../../../lib/talent/strategy/mod.ts";
import { problem } from "./problem.ts";

const plan = { pay: 1000, culture: 400, growth: 500 };
const kept = (it: typeof problem) => outcome(it, plan).kept;

Deno.test("triangular() has the ends, the peak and the mean of its triangle", () => {
  const range = [1, 2, 5] as const;
  assertEquals([triangular(0, range), triangular(1, range)], [1, 5]);
  assertAlmostEquals(triangular(1 / 4, range), 2, 1e-12);
  const n = 10_000;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += triangular((i + 0.5) / n, range);
  assertAlmostEquals(sum / n, (1 + 2 + 5) / 3, 1e-3);
  assertEquals(triangular(0.3, [4, 4, 4]), 4);
  assertEquals(triangular(0, [1, 1, 2]), 1);
});

Deno.test("each assumption changes its own number and nothing else", () => {
  const range = [0.5, 1, 2] as const;
  const pay = (it: typeof problem) => it.levers[0];
  const effect = effectOf("pay", range).apply(problem, 2);
  assertAlmostEquals(pay(effect).ratios.pay, 0.25, 1e-15);
  assertAlmostEquals(pay(effect).ratios.competitor, 0.49, 1e-15);
  assertEquals(pay(priceOf("pay", range).apply(problem, 2)).half, 3000);
  assertEquals(pay(delayOf("pay", range).apply(problem, 2)).halfLife, 0.5);
  const hazard = hazardOf("career", range).apply(problem, 2);
  assertEquals(hazard.hazards, { ...problem.hazards, career: 0.06 });
  assertEquals(effect.levers.slice(1), problem.levers.slice(1));
  assertEquals(effect.hazards, problem.hazards);
  assertEquals(hazard.levers, problem.levers);
});

Deno.test("assumptions at their likely value leave the answer as it is", () => {
  for (
    const it of [
      effectOf("pay", [0.5, 1, 2]),
      priceOf("growth", [0.5, 1, 2]),
      delayOf("culture", [0.5, 1, 2]),
      hazardOf("pay", [0.5, 1, 2]),
    ]
  ) {
    assertAlmostEquals(kept(it.apply(problem, it.likely)), kept(problem), 1e-9);
  }
});

Deno.test("tornado() puts the widest swing first, each end in its place", () => {
  const rows = tornado(problem, [
    hazardOf("culture", [0.9, 1, 1.1]),
    hazardOf("competitor", [0.7, 1, 1.3]),
    effectOf("culture", [0.5, 1, 1.5]),
  ], kept);
  const widths = rows.map(({ low, high }) => Math.abs(high - low));
  assertEquals(widths, [...widths].sort((a, b) => b - a));
  assertEquals(rows[0].id, "hazard.competitor");
  // More hazard keeps fewer, more effect keeps more.
  assertEquals(rows[0].low > kept(problem), true);
  assertEquals(rows[0].high < kept(problem), true);
  const effect = rows.find(({ id }) => id === "effect.culture")!;
  assertEquals(effect.low < effect.high, true);
});

Deno.test("drawProblems() repeats itself and stays within the ranges", () => {
  const assumptions = [
    hazardOf("other", [0.5, 1, 1.5]),
    priceOf("pay", [0.8, 1, 1.6]),
  ];
  const options = { runs: 3000, seed: 7 };
  const drawn = drawProblems(problem, assumptions, options);
  assertEquals(drawn, drawProblems(problem, assumptions, options));
  const times = drawn.map(({ hazards }) => hazards.other / 0.03);
  const prices = drawn.map(({ levers }) => levers[0].half / 1500);
  assertEquals(times.every((t) => t >= 0.5 && t <= 1.5), true);
  const mean = (values: number[]) =>
    values.reduce((a, b) => a + b) / values.length;
  assertAlmostEquals(mean(times), 1, 0.02);
  assertAlmostEquals(mean(prices), (0.8 + 1 + 1.6) / 3, 0.02);
  // Independent: no correlation beyond chance.
  const products = mean(times.map((t, i) => t * prices[i]));
  assertAlmostEquals(products, mean(times) * mean(prices), 0.01);
});

Deno.test("assumptions refuse ranges that fall and levers that are not there", () => {
  assertThrows(
    () => effectOf("pay", [1, 0.5, 2]),
    RangeError,
    'The range of "effect.pay" must rise: got 1, 0.5, 2',
  );
  assertThrows(
    () => priceOf("luck", [1, 1, 1]).apply(problem, 1),
    RangeError,
    '"price.luck" is about a lever that is not there',
  );
});
