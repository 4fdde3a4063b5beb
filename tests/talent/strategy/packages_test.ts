import { assertAlmostEquals, assertEquals } from "../../assert.ts";
import { leavingModel } from "../../../lib/talent/leaving/mod.ts";
import {
  COMPANY,
  generatePeople,
  loadPeople,
} from "../../../lib/talent/people/mod.ts";
import {
  liftRatio,
  packageRatios,
  type Shift,
} from "../../../lib/talent/strategy/mod.ts";

const people = generatePeople({ people: 3000, seed: 11 });
const closeGaps: Shift = {
  lever: "pay",
  reason: "pay",
  effect: "payGap",
  to: (gap) => Math.min(gap, 0),
  assumed: 0.7,
};
const promote: Shift = {
  lever: "management",
  reason: "career",
  effect: "stalled",
  to: () => 0,
  assumed: 0.9,
};
const train: Shift = {
  lever: "growth",
  reason: "career",
  effect: "training",
  to: (units) => units + 1,
  assumed: 0.8,
};

Deno.test("packageRatios() puts the shifted values into chapter 3's model", () => {
  const [pay] = packageRatios(people, [closeGaps]);
  const { coefficient } = leavingModel(people, "pay", ["payGap"]).model
    .effects[0];
  const gaps = people.rows.filter(({ left }) => left === null)
    .map(({ basePay, marketMedian }) => (1 - basePay! / marketMedian!) / 0.1);
  const after = gaps.map((gap) => Math.min(gap, 0));
  assertAlmostEquals(pay.ratio, liftRatio(gaps, after, coefficient), 1e-12);
  assertEquals(pay.touched, gaps.filter((gap) => gap > 0).length);
  assertEquals(pay.measured, true);
});

Deno.test("packageRatios() holds the made-up company's truth in its intervals", () => {
  const [pay, growth, management] = packageRatios(people, [
    closeGaps,
    train,
    promote,
  ]);
  const { training } = COMPANY.hazardRatios.career;
  assertEquals(growth.low < training! && training! < growth.high, true);
  for (const { low, ratio, high } of [pay, growth, management]) {
    assertEquals(low < ratio && ratio < high, true);
  }
  assertEquals(pay.ratio < 0.9 && management.ratio < 1, true);
});

Deno.test("packageRatios() falls back on what is assumed, column by column", () => {
  const dates = loadPeople("hired,left\n2024-01-01,2025-03-01\n2024-05-01,\n");
  const rows = packageRatios(dates, [closeGaps, train]);
  assertEquals(rows.map(({ ratio }) => ratio), [0.7, 0.8]);
  assertEquals(rows.map(({ measured }) => measured), [false, false]);
  const untrained = {
    ...people,
    rows: people.rows.map((row) => ({ ...row, trainingDays: null })),
  };
  assertEquals(
    packageRatios(untrained, [promote, train]).map((row) => row.measured),
    [true, false],
  );
});
