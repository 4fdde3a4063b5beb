import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import { Random } from "../../../lib/talent/statistics/mod.ts";
import {
  Agenda,
  simulateFlow,
  talentFlow,
} from "../../../lib/talent/flow/mod.ts";
import { mean, rates, standardError } from "./rates.ts";

Deno.test("Agenda lets things happen in order of time, then of planning", () => {
  const random = new Random(3);
  const agenda = new Agenda();
  const planned: { time: number; order: number }[] = [];
  const happened: typeof planned = [];
  for (let order = 0; order < 2000; order++) {
    const entry = { time: random.below(300), order };
    planned.push(entry);
    agenda.after(entry.time, () => happened.push(entry));
  }
  agenda.runUntil(300);
  planned.sort((a, b) => a.time - b.time || a.order - b.order);
  assertEquals(happened, planned);
});

Deno.test("Agenda stops at the end and keeps what lies beyond", () => {
  const agenda = new Agenda();
  const seen: number[] = [];
  for (const delay of [5, 1, 3, Infinity]) {
    agenda.after(delay, () => seen.push(agenda.now));
  }
  agenda.runUntil(3);
  assertEquals(seen, [1, 3]);
  agenda.runUntil(10);
  assertEquals([seen, agenda.now], [[1, 3, 5], 10]);
  assertThrows(() => agenda.after(-1, () => {}), RangeError, "at least 0");
  assertThrows(() => agenda.after(NaN, () => {}), RangeError, "at least 0");
});

Deno.test("simulateFlow() repeats itself for a seed and differs for another", () => {
  const run = (seed: number) =>
    simulateFlow(talentFlow, rates, { staff: 100, years: 2, seed });
  assertEquals(run(1), run(1));
  assertEquals(run(1).timeToHire[0] === run(2).timeToHire[0], false);
});

Deno.test("simulateFlow() loses nobody between two stages", () => {
  const { uses, headcount, timeToHire } = simulateFlow(talentFlow, rates, {
    staff: 400,
    years: 5,
    seed: 4,
  });
  assertEquals(
    headcount[headcount.length - 1],
    400 + uses["onboarding.next"] - uses["retention.leave"],
  );
  assertEquals(uses["left.replace"], uses["retention.leave"]);
  assertEquals(uses["review.next"], uses["pay.next"]);
  assertEquals(timeToHire.length, uses["interview.accept"]);
  // The rest of those who came in is still on the way when the years end.
  const answered = uses["screening.pass"] + uses["screening.fail"];
  const waiting = uses["recruiting.next"] - answered;
  assertEquals(waiting >= 0 && waiting < 0.02 * answered, true, `${waiting}`);
});

Deno.test("simulateFlow() takes as long to hire as the arithmetic says", () => {
  // One vacancy, nobody in a queue: needs + screening, then rounds of waiting
  // for someone to pass and for the answer, until one accepts.
  const alone = {
    ...rates,
    panels: 1000,
    days: { ...rates.days, interview: 0 },
  };
  const perDay = rates.applications * rates.screeningPass * rates.interviewPass;
  const expected = 20 + 7 + (1 / perDay + 10) / rates.offerAccept;
  const times = Array.from(
    { length: 3000 },
    (_, seed) =>
      simulateFlow(talentFlow, { ...alone, leave: 0 }, {
        staff: 0,
        vacancies: 1,
        years: 5,
        seed,
      }).timeToHire[0],
  );
  const z = (mean(times) - expected) / standardError(times);
  assertEquals(Math.abs(z) < 4, true, `${mean(times)} for ${expected}`);
});

Deno.test("simulateFlow() makes candidates wait as Erlang's C formula says", () => {
  // A vacancy that is never filled turns the interviews into an M/M/c queue.
  const servers = 3;
  const arrivals = 1.2;
  const length = 2;
  const { waits, panelUse } = simulateFlow(
    talentFlow,
    {
      ...rates,
      applications: arrivals,
      screeningPass: 1,
      interviewPass: 0,
      panels: servers,
      days: { ...rates.days, needs: 0, screening: 0, interview: length },
    },
    { staff: 0, vacancies: 1, years: 250, seed: 12 },
  );
  // Erlang (1917): the chance to wait, with a = λ/μ servers' worth of work.
  const a = arrivals * length;
  const terms = Array.from(
    { length: servers },
    (_, k) => a ** k / factorial(k),
  );
  const full = a ** servers / factorial(servers) * servers / (servers - a);
  const wait = full / (full + terms.reduce((x, y) => x + y, 0));
  const expected = wait / (servers / length - arrivals);
  assertAlmostEquals(mean(waits), expected, 0.06 * expected);
  const waited = waits.filter((w) => w > 0).length / waits.length;
  assertAlmostEquals(waited, wait, 0.02);
  assertAlmostEquals(panelUse, a / servers, 0.01);
});

Deno.test("simulateFlow() never has more offers out than vacancies", () => {
  // Everybody passes at once: a single offer may be out at any time.
  const { uses } = simulateFlow(
    talentFlow,
    { ...rates, screeningPass: 1, interviewPass: 1, offerAccept: 1, leave: 0 },
    { staff: 0, vacancies: 3, years: 1, seed: 1 },
  );
  assertEquals(uses["interview.accept"], 3);
  assertEquals(uses["interview.decline"], 0);
});

Deno.test("simulateFlow() refuses a size that is no whole number", () => {
  assertThrows(
    () => simulateFlow(talentFlow, rates, { staff: 1.5, years: 1, seed: 1 }),
    RangeError,
    "`staff` must be a whole number from 0, not 1.5",
  );
});

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
