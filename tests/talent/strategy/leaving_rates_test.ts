import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import {
  generatePeople,
  loadPeople,
  stays,
} from "../../../lib/talent/people/mod.ts";
import { leavingRates, liftRatio } from "../../../lib/talent/strategy/mod.ts";

/** A table of `stay` people and some leavers with reasons, hired long ago. */
function company(leavers: string[], stay = 100) {
  const rows = [
    ...Array.from({ length: stay }, () => "2020-01-01,,"),
    ...leavers.map((reason) => `2020-01-01,2025-07-01,${reason}`),
  ];
  return loadPeople(["hired,left,reason", ...rows].join("\n"), {
    asOf: "2025-12-31",
  });
}

const many = (count: number, reason: string) =>
  Array.from({ length: count }, () => reason);

Deno.test("leavingRates() divides leavers by the time spent in the window", () => {
  const people = company([...many(20, "pay"), ...many(12, "career")]);
  const { personYears, reasons, unstated } = leavingRates(people, { years: 1 });
  // 2025 in full for those who stay; 182 days, 1 July included, for leavers,
  // less the quarter day by which a year of 365.25 days starts sooner.
  assertAlmostEquals(personYears, 100 + 32 * 182.25 / 365.25, 1e-9);
  assertEquals(reasons.map(({ reason }) => reason), ["pay", "career"]);
  assertAlmostEquals(reasons[0].rate, 20 / personYears, 1e-12);
  assertAlmostEquals(
    reasons[0].high,
    20 / personYears * Math.exp(1.96 / Math.sqrt(20)),
    1e-12,
  );
  assertEquals(unstated, 0);
});

Deno.test("leavingRates() counts everybody when the window covers the table", () => {
  const people = generatePeople({ people: 400, seed: 3 });
  const { personYears, reasons } = leavingRates(people, { years: 50 });
  const whole = stays(people);
  assertAlmostEquals(personYears, whole.time.reduce((a, b) => a + b), 1e-6);
  assertAlmostEquals(
    reasons.reduce((sum, { leavers }) => sum + leavers, 0),
    whole.left.filter(Boolean).length,
    1e-9,
  );
});

Deno.test("leavingRates() shows no reason with fewer than ten leavers", () => {
  const shown = (leavers: string[]) =>
    leavingRates(company(leavers), { years: 1 }).reasons
      .map(({ reason, leavers }) => [reason, leavers]);
  const pay = many(20, "pay");
  const career = many(15, "career");
  assertEquals(
    shown([...pay, ...many(9, "culture"), ...many(5, "other")]),
    [["pay", 20], ["other", 14]],
  );
  // Nine in "other" could be told from the total: the next smallest joins.
  assertEquals(
    shown([...pay, ...career, ...many(9, "culture")]),
    [["pay", 20], ["other", 24]],
  );
  assertEquals(shown([...pay, ...career]), [["pay", 20], ["career", 15]]);
  assertEquals(shown(many(4, "pay")), [["other", 4]]);
});

Deno.test("leavingRates() spreads leavers without a reason over the reasons", () => {
  const people = company([
    ...many(30, "pay"),
    ...many(10, "career"),
    ...many(8, ""),
  ]);
  const { reasons, unstated } = leavingRates(people, { years: 1 });
  assertEquals(unstated, 8);
  assertEquals(
    reasons.map(({ reason, leavers }) => [reason, leavers]),
    [["pay", 36], ["career", 12]],
  );
  const silent = company(many(40, ""));
  assertEquals(
    leavingRates(silent, { years: 1, shares: { pay: 1, other: 3 } }).reasons
      .map(({ reason, leavers }) => [reason, leavers]),
    [["pay", 10], ["other", 30]],
  );
  assertThrows(
    () => leavingRates(silent, { years: 1 }),
    RangeError,
    "states no reason for leaving: give `shares`",
  );
});

Deno.test("leavingRates() looks only at the window, and only where leavers were kept", () => {
  const people = company(many(20, "pay"));
  assertThrows(
    () => leavingRates(people, { years: 0.25 }),
    RangeError,
    "Nobody left in the 0.25 years before 2025-12-31",
  );
  const kept = { ...people, from: "2025-07-01" };
  const { personYears } = leavingRates(kept, { years: 1 });
  assertAlmostEquals(personYears, (100 * 184 + 20) / 365.25, 1e-9);
  assertThrows(() => leavingRates(people, { years: 0 }), RangeError, "above 0");
});

Deno.test("liftRatio() compares mean hazards", () => {
  const beta = Math.log(2);
  assertAlmostEquals(liftRatio([0, 1, 2], [0, 0, 0], beta), 3 / 7, 1e-15);
  assertEquals(liftRatio([1, 2], [1, 2], beta), 1);
  assertAlmostEquals(liftRatio([5], [6], beta), 2, 1e-12);
  assertThrows(() => liftRatio([], [], 1), RangeError, "got 0 and 0");
  assertThrows(() => liftRatio([1], [1, 2], 1), RangeError, "got 1 and 2");
});
