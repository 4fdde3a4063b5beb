import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import {
  type CompanyModel,
  simulateCompany,
  simulateFlow,
  talentFlow,
} from "../../../lib/talent/flow/mod.ts";
import { mean, rates, standardError } from "./rates.ts";

/** 500 people, 18 leavings per 100 person-years at first, then fewer. */
const company: CompanyModel = {
  staff: 500,
  hazards: [
    [0.1, 0.05, 0.03],
    [0.1, 0.05, 0.03],
    [0.07, 0.04, 0.03],
    [0.06, 0.03, 0.03],
    [0.06, 0.03, 0.03],
  ],
  daysEmpty: [60, 90, 150],
};
const gathered = company.hazards.flat().reduce((a, b) => a + b);

Deno.test("simulateCompany() keeps staff · e^(−H), with a binomial's spread", () => {
  const runs = 4000;
  const { kept } = simulateCompany(company, { runs, seed: 1 });
  const stay = Math.exp(-gathered);
  const deviation = Math.sqrt(500 * stay * (1 - stay));
  const z = (mean(kept) - 500 * stay) / (deviation / Math.sqrt(runs));
  assertEquals(Math.abs(z) < 4, true, `z = ${z}`);
  const seen = standardError(kept) * Math.sqrt(runs);
  assertAlmostEquals(seen / deviation, 1, 4 / Math.sqrt(2 * runs));
});

Deno.test("simulateCompany() refills at once when a position is never empty", () => {
  const runs = 2000;
  const { headcount, leavers } = simulateCompany(
    { ...company, daysEmpty: [0] },
    { runs, seed: 2 },
  );
  assertEquals(headcount.every((row) => row.every((n) => n === 500)), true);
  // Leavings are then a Poisson process: mean and variance are staff · H.
  company.hazards[0].forEach((_, reason) => {
    const counts = leavers.map((row) => row[reason]);
    const hazard = company.hazards.reduce((sum, row) => sum + row[reason], 0);
    const z = (mean(counts) - 500 * hazard) / standardError(counts);
    assertEquals(Math.abs(z) < 4, true, `reason ${reason}: z = ${z}`);
    const variance = standardError(counts) ** 2 * runs;
    assertAlmostEquals(variance / (500 * hazard), 1, 4 * Math.sqrt(2 / runs));
  });
});

Deno.test("simulateCompany() settles at the share of time that is not empty", () => {
  // Renewal theory: filled for 1/h years on average, then empty for d.
  const [hazard, empty] = [2, 1];
  const { headcount } = simulateCompany(
    {
      staff: 100,
      hazards: Array.from({ length: 12 }, () => [hazard]),
      daysEmpty: [empty * 365],
    },
    { runs: 12_000, seed: 3 },
  );
  const last = headcount.map((row) => row[row.length - 1]);
  const expected = 100 * (1 / hazard) / (1 / hazard + empty);
  const z = (mean(last) - expected) / standardError(last);
  assertEquals(Math.abs(z) < 4, true, `${mean(last)} for ${expected}`);
});

Deno.test("simulateCompany() agrees with the event-by-event simulation", () => {
  const detailed = Array.from(
    { length: 150 },
    (_, seed) =>
      simulateFlow(talentFlow, { ...rates, panels: 50 }, {
        staff: 100,
        years: 5,
        seed,
      }),
  );
  const daysEmpty = detailed.flatMap((run) =>
    run.timeToHire.map((days) => days + rates.days.notice)
  );
  const fast = simulateCompany(
    {
      staff: 100,
      hazards: Array.from({ length: 5 }, () => [rates.leave]),
      daysEmpty,
    },
    { runs: 4000, seed: 1 },
  );
  for (const quarter of [4, 12, 20]) {
    const a = detailed.map((run) => run.headcount[quarter]);
    const b = fast.headcount.map((row) => row[quarter]);
    const error = Math.hypot(standardError(a), standardError(b));
    const z = (mean(a) - mean(b)) / error;
    assertEquals(Math.abs(z) < 4, true, `quarter ${quarter}: z = ${z}`);
  }
});

Deno.test("simulateCompany() plays 10,000 five-year futures of 500 people in under 5 s", () => {
  const start = performance.now();
  const { kept } = simulateCompany(company, { runs: 10_000, seed: 1 });
  const seconds = (performance.now() - start) / 1000;
  assertEquals(kept.length, 10_000);
  assertEquals(seconds < 5, true, `it took ${seconds.toFixed(1)} s`);
});

Deno.test("simulateCompany() refuses what cannot be a company", () => {
  const options = { runs: 1, seed: 1 };
  const wrong: [Partial<CompanyModel>, string][] = [
    [{ staff: -1 }, "`staff` must be a whole number from 0, not -1"],
    [{ hazards: [] }, "at least one year"],
    [{ hazards: [[0.1], [0.1, 0.2]] }, "`hazards[1]` needs 1 reasons, got 2"],
    [{ hazards: [[-0.1]] }, "`hazards[0]` holds -0.1"],
    [{ daysEmpty: [] }, "at least one number of days"],
  ];
  for (const [change, message] of wrong) {
    assertThrows(
      () => simulateCompany({ ...company, ...change }, options),
      RangeError,
      message,
    );
  }
});
