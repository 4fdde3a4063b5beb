import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import {
  expectedUses,
  flowChances,
  simulateFlow,
  talentFlow,
} from "../../../lib/talent/flow/mod.ts";
import { rates } from "./rates.ts";

Deno.test("flowChances() splits what leaves each place into shares of 1", () => {
  const chances = flowChances(talentFlow, rates);
  assertEquals(chances["screening.pass"], 0.15);
  assertAlmostEquals(chances["interview.accept"], 0.25 * 0.75, 1e-15);
  assertAlmostEquals(chances["retention.stay"], Math.exp(-0.18), 1e-15);
});

Deno.test("flowChances() refuses a graph that lost an arrow", () => {
  const arrows = talentFlow.arrows.filter(({ on }) => on !== "decline");
  assertThrows(
    () => flowChances({ ...talentFlow, arrows }, rates),
    RangeError,
    'leave "interview" add up to',
  );
});

Deno.test("flowChances() refuses impossible rates by name", () => {
  const wrong: [Partial<typeof rates>, string][] = [
    [{ screeningPass: 1.2 }, "`screeningPass` is a share from 0 to 1"],
    [{ offerAccept: NaN }, "`offerAccept` is a share"],
    [{ leave: -0.1 }, "`leave` must be at least 0"],
    [{ panels: 1.5 }, "`panels` must be a whole number"],
    [{ days: { ...rates.days, offer: -1 } }, "`offer` must be at least 0"],
  ];
  for (const [change, message] of wrong) {
    assertThrows(
      () => flowChances(talentFlow, { ...rates, ...change }),
      RangeError,
      message,
    );
  }
});

Deno.test("expectedUses() agrees with products and geometric series by hand", () => {
  const perApplication = expectedUses(talentFlow, rates, "recruiting");
  const hired = 0.15 * 0.25 * 0.75;
  assertAlmostEquals(perApplication["interview.accept"], hired, 1e-12);
  // Someone hired stays 1 / (1 − e^−h) − 1 whole years on average.
  const years = 1 / -Math.expm1(-0.18) - 1;
  assertAlmostEquals(
    perApplication["retention.stay"] / hired,
    years,
    1e-9,
  );
  assertAlmostEquals(perApplication["retention.leave"], hired, 1e-12);
});

Deno.test("expectedUses() agrees with the simulation", () => {
  const { uses } = simulateFlow(
    talentFlow,
    // So many panels and so short an offer that no vacancy is ever taken.
    {
      ...rates,
      panels: 1000,
      days: { needs: 0, screening: 0, interview: 0, offer: 0, notice: 0 },
    },
    { staff: 0, vacancies: 400, years: 20, seed: 9 },
  );
  const expected = expectedUses(talentFlow, rates, "recruiting");
  const n = uses["recruiting.next"];
  for (const name of ["screening.pass", "interview.accept", "interview.fail"]) {
    const p = expected[name];
    const z = (uses[name] - n * p) / Math.sqrt(n * p * (1 - p));
    assertEquals(Math.abs(z) < 4, true, `${name}: z = ${z}`);
  }
});

Deno.test("expectedUses() refuses a flow that nobody ever leaves", () => {
  assertThrows(
    () => expectedUses(talentFlow, { ...rates, leave: 0 }, "needs"),
    RangeError,
    "Someone must leave",
  );
});
