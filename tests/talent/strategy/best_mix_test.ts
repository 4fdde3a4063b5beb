import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import { Random } from "../../../lib/talent/statistics/mod.ts";
import {
  bestMix,
  type Lever,
  loadSolver,
  outcome,
  type RetentionProblem,
} from "../../../lib/talent/strategy/mod.ts";
import { problem } from "./problem.ts";

const solver = await loadSolver();

/** The same levers without setup costs. */
const smooth: RetentionProblem = {
  ...problem,
  levers: problem.levers.map((lever) => ({ ...lever, setup: 0 })),
};

/** Every way to split a budget into `parts` equal parts among the levers. */
function* splits(levers: number, parts: number): Generator<number[]> {
  if (levers === 1) return yield [parts];
  for (let first = 0; first <= parts; first++) {
    for (const rest of splits(levers - 1, parts - first)) {
      yield [first, ...rest];
    }
  }
}

/** The most that any split of the budget keeps. */
function bruteForce(it: RetentionProblem, budget: number, parts: number) {
  let best = { kept: -Infinity, plan: {} as Record<string, number> };
  for (const split of splits(it.levers.length, parts)) {
    const plan = Object.fromEntries(
      it.levers.map(({ id }, s) => [id, budget * split[s] / parts]),
    );
    const { kept } = outcome(it, plan);
    if (kept > best.kept) best = { kept, plan };
  }
  return best;
}

/** A small problem made by chance: 2 to 3 levers, 2 reasons, 3 years. */
function randomProblem(seed: number): RetentionProblem {
  const random = new Random(seed);
  const within = (low: number, high: number) =>
    low + (high - low) * random.uniform();
  const levers = Array.from({ length: 2 + seed % 2 }, (_, s): Lever => ({
    id: `lever ${s}`,
    ratios: { career: within(0.3, 1), culture: within(0.3, 1) },
    half: within(50, 400),
    setup: random.uniform() < 0.5 ? within(10, 150) : 0,
    lag: within(0, 1),
    halfLife: within(0, 1),
  }));
  return {
    staff: 200,
    years: 3,
    hazards: { career: within(0.02, 0.2), culture: within(0.02, 0.2) },
    levers,
  };
}

Deno.test("bestMix() is never beaten by brute force, and beats it by no more than the grid", () => {
  for (let seed = 0; seed < 12; seed++) {
    const it = randomProblem(seed);
    const budget = 150 + 60 * seed;
    const mix = bestMix(solver, it, budget);
    const parts = it.levers.length === 2 ? 2000 : 150;
    const brute = bruteForce(it, budget, parts);
    assertEquals(
      mix.kept >= brute.kept - 1e-6 * brute.kept,
      true,
      `seed ${seed}: brute force keeps ${brute.kept}, the mix ${mix.kept}`,
    );
    assertAlmostEquals(mix.kept, brute.kept, 2e-4 * brute.kept);
    assertEquals(brute.kept <= mix.bound + 1e-9, true, "the bound is broken");
  }
});

Deno.test("bestMix() proves its plan: kept and bound agree to 1 in a million", () => {
  for (const budget of [0, 300, 2500, 10_000]) {
    const mix = bestMix(solver, problem, budget);
    assertEquals(mix.kept <= mix.bound, true);
    assertAlmostEquals(mix.kept, mix.bound, 1e-6 * mix.bound);
    assertAlmostEquals(mix.cost, budget, 1e-6 * budget + 1e-9);
    assertAlmostEquals(mix.kept, outcome(problem, mix.plan).kept, 1e-9);
  }
});

Deno.test("bestMix() spends so that the last unit buys the same on every lever", () => {
  const mix = bestMix(solver, smooth, 3000);
  const step = 1;
  for (const { id } of smooth.levers) {
    const more = { ...mix.plan, [id]: mix.plan[id] + step };
    const less = { ...mix.plan, [id]: mix.plan[id] - step };
    const slope = (outcome(smooth, more).kept - outcome(smooth, less).kept) /
      (2 * step);
    assertAlmostEquals(slope, mix.keptPerUnit, 0.01 * mix.keptPerUnit);
  }
});

Deno.test("bestMix() prices one more unit as solving again does", () => {
  for (const budget of [500, 2000, 6000]) {
    const step = budget / 100;
    const [less, mix, more] = [budget - step, budget, budget + step]
      .map((b) => bestMix(solver, problem, b));
    const kept = (more.kept - less.kept) / (2 * step);
    const leavings = (less.leavings - more.leavings) / (2 * step);
    assertAlmostEquals(mix.keptPerUnit, kept, 0.01 * kept);
    assertAlmostEquals(mix.leavingsPerUnit, leavings, 0.01 * leavings);
  }
});

Deno.test("bestMix() keeps more for more money, and each unit buys less", () => {
  const mixes = [0, 1000, 2000, 3000, 4000, 5000]
    .map((budget) => bestMix(solver, smooth, budget));
  for (let i = 1; i < mixes.length; i++) {
    assertEquals(mixes[i].kept > mixes[i - 1].kept, true);
    assertEquals(mixes[i].keptPerUnit < mixes[i - 1].keptPerUnit, true);
  }
});

Deno.test("bestMix() pays a setup in full or not at all", () => {
  const low = bestMix(solver, problem, 1500).plan.management;
  const high = bestMix(solver, problem, 8000).plan.management;
  assertEquals(low, 0);
  assertEquals(high > 200, true, `${high}`);
  // A setup that eats the whole budget is left alone.
  const dear = {
    ...problem,
    levers: [{ ...problem.levers[3], setup: 1000 }, problem.levers[1]],
  };
  assertEquals(bestMix(solver, dear, 1000).plan.management, 0);
});

Deno.test("bestMix() copes with hazards of 0 and levers without effect", () => {
  const idle: Lever = {
    id: "idle",
    ratios: {},
    half: 100,
    lag: 0,
    halfLife: 0,
  };
  const it: RetentionProblem = {
    staff: 50,
    years: 1,
    hazards: { career: 0, culture: 0.2 },
    levers: [idle, { ...problem.levers[1], ratios: { culture: 0.5 } }],
  };
  const { plan, keptPerUnit } = bestMix(solver, it, 400);
  assertAlmostEquals(
    outcome(it, plan).kept,
    outcome(it, { culture: 400 }).kept,
  );
  assertEquals(keptPerUnit > 0, true);
  const useless = bestMix(solver, { ...it, levers: [idle] }, 100);
  assertAlmostEquals(useless.kept, 50 * Math.exp(-0.2), 1e-9);
  assertEquals(useless.keptPerUnit, 0);
});

Deno.test("bestMix() refuses a budget that is no amount", () => {
  for (const budget of [-1, NaN, Infinity]) {
    assertThrows(
      () => bestMix(solver, problem, budget),
      RangeError,
      `The budget must be at least 0, not ${budget}`,
    );
  }
});

Deno.test("loadSolver() takes the wasm file from where the caller says", async () => {
  const asked: string[] = [];
  const wasm = new URL(import.meta.resolve("highs/runtime"));
  const own = await loadSolver({
    locateFile: (file) => {
      asked.push(file);
      return wasm.href;
    },
  });
  assertEquals(asked, ["highs.wasm"]);
  assertEquals(
    own.solve("Maximize\n obj: x\nSubject To\n c: x <= 3\nEnd", {
      output_flag: false,
    }).ObjectiveValue,
    3,
  );
});
