import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import {
  type Lever,
  outcome,
  response,
  type RetentionProblem,
  strength,
  yearlyResponse,
} from "../../../lib/talent/strategy/mod.ts";
import { problem } from "./problem.ts";

const lever: Lever = {
  id: "growth",
  ratios: { career: 0.5 },
  half: 600,
  setup: 100,
  lag: 0.5,
  halfLife: 2,
};

Deno.test("strength() buys half of what is left with each `half` above setup", () => {
  const bought = [0, 100, 700, 1300, 1900].map((x) => strength(lever, x));
  assertEquals(bought.slice(0, 2), [0, 0]);
  assertAlmostEquals(bought[2], 1 / 2, 1e-15);
  assertAlmostEquals(bought[3], 3 / 4, 1e-15);
  assertAlmostEquals(bought[4], 7 / 8, 1e-15);
  assertThrows(
    () => strength(lever, -1),
    RangeError,
    'The spend on "growth" must be at least 0, not -1',
  );
});

Deno.test("response() waits for the lag, then closes half in each half-life", () => {
  assertEquals(response(lever, 0), 0);
  assertEquals(response(lever, 0.5), 0);
  assertAlmostEquals(response(lever, 2.5), 1 / 2, 1e-15);
  assertAlmostEquals(response(lever, 4.5), 3 / 4, 1e-15);
});

Deno.test("response() fades by half in each half-life once spending stops", () => {
  // Spending from 0 to 2 works from 0.5 to 2.5, where half is in place.
  assertAlmostEquals(response(lever, 2.5, 2), 1 / 2, 1e-15);
  assertAlmostEquals(response(lever, 4.5, 2), 1 / 4, 1e-15);
  assertAlmostEquals(response(lever, 6.5, 2), 1 / 8, 1e-15);
});

Deno.test("response() is all or nothing with a half-life of 0", () => {
  const sudden = { ...lever, halfLife: 0 };
  const at = [0.4, 0.6, 2.4, 2.6].map((t) => response(sudden, t, 2));
  assertEquals(at, [0, 1, 1, 0]);
});

Deno.test("yearlyResponse() is the mean of response() over the year", () => {
  for (const halfLife of [0, 0.1, 2]) {
    for (const year of [0, 1, 4]) {
      const steps = 20_000;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        sum += response({ ...lever, halfLife }, year + (i + 0.5) / steps);
      }
      assertAlmostEquals(
        yearlyResponse({ ...lever, halfLife }, year),
        sum / steps,
        1e-6,
      );
    }
  }
});

Deno.test("outcome() agrees with two levers worked by hand", () => {
  const small: RetentionProblem = {
    staff: 100,
    years: 2,
    hazards: { career: 0.2, other: 0.1 },
    levers: [
      { id: "a", ratios: { career: 0.5 }, half: 10, lag: 0, halfLife: 0 },
      {
        id: "b",
        ratios: { career: 0.25, other: 0.5 },
        half: 5,
        lag: 1,
        halfLife: 0,
      },
    ],
  };
  // a at full-year strength 1/2 in both years, b at 3/4 in the second only.
  const { hazards, kept, leavings, cost } = outcome(small, { a: 10, b: 10 });
  const first = 0.2 * Math.sqrt(0.5);
  const second = first * 0.25 ** 0.75;
  assertAlmostEquals(hazards[0][0], first, 1e-15);
  assertAlmostEquals(hazards[0][1], 0.1, 1e-15);
  assertAlmostEquals(hazards[1][0], second, 1e-15);
  assertAlmostEquals(hazards[1][1], 0.1 * 0.5 ** 0.75, 1e-15);
  const gathered = first + 0.1 + second + 0.1 * 0.5 ** 0.75;
  assertAlmostEquals(kept, 100 * Math.exp(-gathered), 1e-12);
  assertAlmostEquals(leavings, 100 * gathered, 1e-12);
  assertEquals(cost, 20);
});

Deno.test("outcome() leaves the hazards alone when nothing is spent", () => {
  const { hazards, kept } = outcome(problem, {});
  assertEquals(hazards[4], Object.values(problem.hazards));
  assertAlmostEquals(kept, 500 * Math.exp(-0.9), 1e-9);
});

Deno.test("outcome() refuses what cannot be meant, by name", () => {
  const [pay, ...rest] = problem.levers;
  const wrong: [Partial<RetentionProblem>, string][] = [
    [{ staff: 0 }, "`staff` must be above 0, not 0"],
    [{ years: 2.5 }, "`years` must be a whole number from 1, not 2.5"],
    [
      { hazards: { ...problem.hazards, pay: -1 } },
      'The hazard of "pay" must be 0 or more, not -1',
    ],
    [
      { levers: [{ ...pay, ratios: { weather: 0.5 } }, ...rest] },
      '"pay" acts on "weather", which has no hazard',
    ],
    [
      { levers: [{ ...pay, ratios: { pay: 1.5 } }, ...rest] },
      'The ratio of "pay" for "pay" must be above 0 and at most 1, not 1.5',
    ],
    [{ levers: [{ ...pay, half: 0 }] }, '`half` of "pay" must be above 0'],
    [
      { levers: [{ ...pay, setup: NaN }] },
      '`setup` of "pay" must be 0 or more',
    ],
    [{ levers: [{ ...pay, lag: -1 }] }, '`lag` of "pay" must be 0 or more'],
    [
      { levers: [{ ...pay, halfLife: -1 }] },
      '`halfLife` of "pay" must be 0 or more',
    ],
    [{ levers: [pay, pay] }, 'Two levers are called "pay"'],
  ];
  for (const [change, message] of wrong) {
    assertThrows(
      () => outcome({ ...problem, ...change }, {}),
      RangeError,
      message,
    );
  }
  assertThrows(
    () => outcome(problem, { luck: 5 }),
    RangeError,
    'The plan spends on "luck"',
  );
});
