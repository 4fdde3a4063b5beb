import { loadFigures } from "../../../lib/talent/figures/mod.ts";
import { leastSquares } from "../../../lib/talent/pay/mod.ts";
import {
  assume,
  ASSUMPTION_IDS,
  ASSUMPTIONS,
  headcountRange,
  headcountSwings,
  staffingPlan,
  type TrainingProject,
} from "../../../lib/talent/roles/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";

const figures = loadFigures(Deno.readTextFileSync(
  new URL("../../../data/talent/figures.json", import.meta.url),
));

const project: TrainingProject = {
  parameters: 70e9,
  tokens: 1.4e12,
  gpus: 1024,
  peakFlops: 989.5e12,
  months: 12,
  pricePerGpuHour: 2,
};

Deno.test("every assumption lies in its range, and its sources exist", () => {
  for (const id of ASSUMPTION_IDS) {
    const { low, value, high, sources } = ASSUMPTIONS[id];
    assert(low < value && value < high, id);
    for (const source of sources) figures.cite(source);
  }
});

Deno.test("the work on the model follows from four published projects", () => {
  const share = figures.value("contributor-share");
  const projects = [
    ["GPT-3", "gpt3"],
    ["OPT-175B", "opt"],
    ["GPT-4", "gpt4"],
    ["Gemini Ultra", "gemini-ultra"],
  ].map(([model, id]) => ({
    flops: figures.teams.find((team) => team.model === model)!.flops,
    work: figures.value(`months-${id}`) *
      (id === "gemini-ultra"
        ? figures.value("full-time-gemini-ultra")
        : share * figures.value(`contributors-${id}`)),
  }));
  const { coefficients: [level, slope] } = leastSquares(
    projects.map(({ work }) => Math.log(work)),
    { compute: projects.map(({ flops }) => Math.log(flops / 3e23)) },
  );
  assertAlmostEquals(
    Math.exp(level.estimate),
    ASSUMPTIONS.workAtReference.value,
    0.5,
  );
  assertAlmostEquals(slope.estimate, ASSUMPTIONS.workExponent.value, 0.005);
});

Deno.test("assumptions with a source hold what the source says", () => {
  const figure = (id: string) => figures.value(id);
  const a = ASSUMPTIONS;
  assertEquals(a.daysToHire.value, figure("days-to-hire-engineering"));
  assertEquals(a.daysToHire.low, figure("days-to-fill-shrm"));
  assertAlmostEquals(
    a.acceptance.value,
    1 - figure("offers-rejected-technical") / 100,
    1e-12,
  );
  assertAlmostEquals(
    a.acceptance.high,
    1 - figure("offers-rejected-all") / 100,
    1e-12,
  );
  assertEquals(a.retention.value, figure("retention-openai") / 100);
  assertEquals(a.retention.low, figure("retention-meta") / 100);
  assertEquals(a.retention.high, figure("retention-anthropic") / 100);
  const llama = figure("llama3-interruptions") /
    (figure("llama3-gpus") * figure("llama3-run-days"));
  const opt =
    (figure("opt-manual-restarts") + figure("opt-automatic-restarts")) /
    (figure("opt-gpus") * 60);
  assertAlmostEquals(a.interruptions.low, llama, 1e-5);
  assertAlmostEquals(a.interruptions.high, opt, 1e-4);
});

Deno.test("staffingPlan() follows its formulas by hand", () => {
  const plan = staffingPlan(project);
  const flops = 6 * 70e9 * 1.4e12;
  const work = 40 * (flops / 3e23) ** 0.72;
  const run = flops / (989.5e12 * 0.38) / 3600 / 1024 / 24 / (365.25 / 12);
  const window = 12 - 49 / (365.25 / 12) - 1.5 - run;
  assertAlmostEquals(plan.window, window, 1e-9);
  const [expert, , scientist] = plan.rows;
  assertAlmostEquals(scientist.personMonths, 0.45 * work, 1e-9);
  assertEquals(expert.needed, Math.ceil(0.3 * work / (window * 0.8)));
  const stay = 0.67 ** 0.5;
  assertEquals(expert.start, Math.ceil(expert.needed / stay));
  assertEquals(expert.offers, Math.ceil(expert.hires / 0.806));
  assertEquals(plan.total, plan.rows.reduce((sum, row) => sum + row.needed, 0));
  assertAlmostEquals(plan.nobodyLeaves, stay ** plan.total, 1e-12);
  // Three of four stay: all four, or three and one leaves, in four ways.
  assertEquals([expert.needed, expert.start], [3, 4]);
  const three = stay ** 4 + 4 * stay ** 3 * (1 - stay);
  assertAlmostEquals(expert.filled, three, 1e-12);
  const filled = plan.rows.map((row) => row.filled);
  assertAlmostEquals(plan.allFilled, filled.reduce((a, b) => a * b), 1e-12);
  assertAlmostEquals(plan.allFilled, 0.45, 0.005);
});

Deno.test("staffingPlan() watches the run day and night", () => {
  // A small model leaves so little work that only the watch asks for people.
  const small = { ...project, parameters: 1e9, tokens: 2e10 };
  const plan = staffingPlan(small);
  assertEquals(plan.watch, 6); // 168 / 40 / 0.8 = 5.25
  const [expert, engineer] = plan.rows;
  assertEquals([expert.needed, engineer.needed], [1, 5]);
});

Deno.test("staffingPlan() has people to repair what breaks", () => {
  const own = { interruptions: 0.002, hoursPerInterruption: 4 };
  const plan = staffingPlan({ ...project, gpus: 4096 }, own);
  assertAlmostEquals(plan.interruptionsPerDay, 8.192, 1e-9);
  // 8.192 a day · 7 days · 4 hours / 40 hours a week / 0.8
  assertEquals(plan.rows[1].needed, Math.ceil(7.168));
});

Deno.test("staffingPlan() needs more people for an earlier date or more compute", () => {
  const usual = staffingPlan(project).total;
  assert(staffingPlan({ ...project, months: 6 }).total > usual);
  assert(staffingPlan({ ...project, tokens: 14e12 }).total > usual);
});

Deno.test("staffingPlan() takes those already there off the hires", () => {
  const without = staffingPlan(project).rows[1];
  const [, engineer] = staffingPlan({
    ...project,
    have: { "ml-engineer": without.start - 1 },
  }).rows;
  assertEquals(engineer.hires, 1);
  assertEquals(engineer.offers, 2);
  const [, plenty] = staffingPlan({ ...project, have: { "ml-engineer": 99 } })
    .rows;
  assertEquals([plenty.hires, plenty.offers], [0, 0]);
});

Deno.test("staffingPlan() says what makes a date impossible", () => {
  assertThrows(
    () => staffingPlan({ ...project, months: 3 }),
    RangeError,
    "3 months are too short: hiring and starting up take 3.1",
  );
});

Deno.test("assume() refuses a value that is not above 0", () => {
  assertEquals(assume({ focus: 0.5 }).focus, 0.5);
  assertThrows(
    () => assume({ focus: 0 }),
    RangeError,
    "The assumption `focus` must be a number above 0, got 0",
  );
});

Deno.test("headcountSwings() puts the assumption that matters most first", () => {
  const swings = headcountSwings(project);
  const spread = swings.map(({ atLow, atHigh }) => Math.abs(atHigh! - atLow!));
  for (let i = 1; i < spread.length; i++) assert(spread[i - 1] >= spread[i]);
  assertEquals(swings[0].assumption, "workAtReference");
  // Acceptance and retention change offers and hires, not the need.
  assert(!swings.some(({ assumption }) => assumption === "acceptance"));
});

Deno.test("headcountSwings() marks an end at which the date is impossible", () => {
  const swings = headcountSwings({ ...project, months: 4.5 });
  const ramp = swings.find(({ assumption }) => assumption === "rampMonths")!;
  assertEquals(ramp.atHigh, null);
  assert(ramp.atLow! > 0);
});

Deno.test("headcountRange() holds the plan's neighbourhood and repeats", () => {
  const range = headcountRange(project, 500, 7);
  assert(range.low < range.median && range.median < range.high);
  assertEquals(range, headcountRange(project, 500, 7));
  assertEquals(range.impossible, 0);
  for (const key of ["low", "median", "high"] as const) {
    assert(range[key] < range.start[key], "some leave");
    assert(range.start[key] < range.offers[key], "some decline");
  }
  const tight = headcountRange({ ...project, months: 4.5 }, 500);
  assert(
    tight.impossible > 0.05 && tight.impossible < 1,
    "some are impossible",
  );
  assertThrows(
    () => headcountRange({ ...project, months: 1 }, 50),
    RangeError,
    "cannot be met under any",
  );
});
