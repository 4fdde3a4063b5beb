import {
  drawBudgets,
  drawGates,
  drawLevers,
  drawSplit,
  drawStates,
} from "./04_strategies_draws.ts";
import { between } from "./draw.ts";
import type { Task } from "./spec.ts";

// The expected numbers were worked out by hand or with 40-digit arithmetic.

const chapter = "04-strategies";

const near = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

export const applications: Task<
  [screeningPass: number, interviewPass: number, offerAccept: number],
  number
> = {
  id: "04.1",
  chapter,
  title: "Applications for one hire",
  prompt:
    "Write how many applications it takes, on average, to hire one person, given the share that passes screening, the share of interviewed candidates who get an offer, and the share of offers that are accepted.",
  stub: `function applicationsPerHire(
  screeningPass: number,
  interviewPass: number,
  offerAccept: number,
): number {
  return todo(screeningPass, interviewPass, offerAccept);
}`,
  hints: [
    "First find the chance that one application ends in a hire.",
    "An application must pass every gate, so the chances multiply.",
    "With a chance of 1 in 20 it takes 20 on average: one divided by the chance.",
  ],
  cases: [
    { name: "a coin at each gate", given: [0.5, 0.5, 0.5], expected: 8 },
    { name: "everybody passes", given: [1, 1, 1], expected: 1 },
    {
      name: "a narrow screening",
      given: [0.1, 0.25, 0.8],
      expected: 50,
    },
    {
      name: "nobody accepts",
      given: [0.15, 0.25, 0],
      expected: Infinity,
    },
  ],
  properties: [
    {
      name: "A gate that lets half as many pass takes twice the applications",
      draw(random) {
        const [screening, interview, offer] = drawGates(random);
        return [[screening, interview, offer], [
          screening,
          interview,
          offer / 2,
        ]];
      },
      holds: ([before, after]) => near(2 * before, after),
    },
    {
      name: "The order of the gates does not matter",
      draw(random) {
        const [screening, interview, offer] = drawGates(random);
        return [[screening, interview, offer], [offer, screening, interview]];
      },
      holds: ([before, after]) => near(before, after),
    },
  ],
};

export const hires: Task<
  [start: number[], transition: number[][], target: number],
  number
> = {
  id: "04.2",
  chapter,
  title: "Hires to reach a headcount",
  prompt:
    "Write how many people must join by the end of the year so that the expected headcount is the target. `start[i]` people are in state $i$; `transition[i][j]` is the chance to be in state $j$ a year later. Nobody is dismissed: the answer is never below 0. Do not round.",
  stub: `function hiresToReach(
  start: number[],
  transition: number[][],
  target: number,
): number {
  return todo(start, transition, target);
}`,
  hints: [
    "How many of today's people are still here, in whatever state?",
    "Someone in state $i$ is still here with chance $\\sum_j P_{ij}$: add up row $i$.",
    "`Math.max(0, target - stayers)`, where `stayers` adds `start[i]` times the sum of row `i`.",
  ],
  cases: [
    {
      name: "one state",
      given: [[100], [[0.8]], 100],
      expected: 20,
    },
    {
      name: "people move up a level",
      given: [[100, 50], [[0.7, 0.2], [0, 0.9]], 150],
      expected: 15,
    },
    {
      name: "growth",
      given: [[60, 40, 20], [[0, 0.75, 0], [0, 0, 0.8], [0, 0, 0.9]], 150],
      expected: 55,
    },
    {
      name: "more stay than are wanted",
      given: [[200], [[0.9]], 150],
      expected: 0,
    },
  ],
  properties: [
    {
      name: "Who stays and who joins make up the target, or more stay",
      draw: (random) => [drawStates(random)],
      holds([joining], [[start, transition, target]]) {
        const staying = start.reduce(
          (sum, n, i) => sum + n * transition[i].reduce((a, b) => a + b, 0),
          0,
        );
        return near(Math.max(target, staying), staying + joining);
      },
    },
    {
      name: "Nobody is hired away",
      draw: (random) => [drawStates(random)],
      holds: ([joining]) => joining >= 0,
    },
  ],
};

export const levers: Task<
  [hazard: number, ratios: number[], strengths: number[]],
  number
> = {
  id: "04.3",
  chapter,
  title: "A hazard under several levers",
  prompt:
    "Write the hazard that is left when several levers act at once. At full strength, lever $s$ multiplies the hazard by `ratios[s]`; it stands at the share `strengths[s]` of its full strength.",
  stub: `function hazardUnder(
  hazard: number,
  ratios: number[],
  strengths: number[],
): number {
  return todo(hazard, ratios, strengths);
}`,
  hints: [
    "Levers multiply: what one leaves over is what the next works on.",
    "Half of the strength is half of the *logarithm*: a ratio of 0.25 at half strength is 0.5.",
    "$h \\prod_s \\text{ratio}_s^{\\text{strength}_s}$, with `**` for the power.",
  ],
  cases: [
    { name: "no lever", given: [0.2, [], []], expected: 0.2 },
    { name: "one at full strength", given: [0.2, [0.6], [1]], expected: 0.12 },
    {
      name: "half of a strong one",
      given: [0.2, [0.25], [0.5]],
      expected: 0.1,
    },
    {
      name: "two at once",
      given: [0.1, [0.5, 0.8], [1, 1]],
      expected: 0.04,
    },
    {
      name: "three, one switched off",
      given: [0.3, [0.64, 0.5, 0.1], [0.5, 1, 0]],
      expected: 0.12,
    },
  ],
  properties: [
    {
      name: "Two equal levers at half strength are one at full strength",
      draw(random) {
        const ratio = between(random, 0.2, 0.9);
        return [[0.3, [ratio, ratio], [0.5, 0.5]], [0.3, [ratio], [1]]];
      },
      holds: ([halves, full]) => near(halves, full),
    },
    {
      name: "A lever at strength 0 changes nothing",
      draw(random) {
        const [hazard, ratios, strengths] = drawLevers(random);
        return [
          [hazard, ratios, strengths],
          [hazard, [...ratios, 0.5], [...strengths, 0]],
        ];
      },
      holds: ([before, after]) => near(before, after),
    },
  ],
};

export const split: Task<
  [worth: number[], half: number[], budget: number],
  number[]
> = {
  id: "04.4",
  chapter,
  title: "Spend one unit at a time",
  prompt:
    "A spend of $x$ units on lever $s$ saves `worth[s]` $\\cdot (1 - 2^{-x / \\mathtt{half}[s]})$ leavings. Write how many of the `budget` whole units go to each lever so that the most leavings are saved. Each further unit on a lever saves less than the one before, so you may hand them out one by one.",
  stub: `function bestSplit(
  worth: number[],
  half: number[],
  budget: number,
): number[] {
  return todo(worth, half, budget);
}`,
  hints: [
    "Ask before each unit: on which lever does it save the most *now*?",
    "The next unit on lever $s$, which has $x$ units, saves `saved(s, x + 1) - saved(s, x)`.",
    "Start with `spent = worth.map(() => 0)`; `budget` times, find the lever with the largest next saving and add 1 to its entry.",
  ],
  cases: [
    { name: "nothing to spend", given: [[10, 5], [1, 1], 0], expected: [0, 0] },
    { name: "one lever", given: [[10], [2], 4], expected: [4] },
    {
      name: "a strong and a weak lever",
      given: [[40, 9], [1, 1], 5],
      expected: [4, 1],
    },
    {
      name: "a quick and a deep lever",
      given: [[20, 50], [1, 8], 12],
      expected: [3, 9],
    },
    {
      name: "three levers",
      given: [[30, 21, 6], [2, 1, 0.5], 10],
      expected: [6, 3, 1],
    },
  ],
  properties: [
    {
      name: "All is spent, and no unit would save more on another lever",
      draw: (random) => [drawSplit(random)],
      holds([spent], [[worth, half, budget]]) {
        const saves = (s: number, x: number) =>
          worth[s] * (2 ** (-(x - 1) / half[s]) - 2 ** (-x / half[s]));
        const last = Math.min(
          ...spent.map((x, s) => x > 0 ? saves(s, x) : Infinity),
        );
        return spent.reduce((sum, x) => sum + x, 0) === budget &&
          spent.every((x, s) => saves(s, x + 1) <= last + 1e-9);
      },
    },
  ],
};

export const enough: Task<
  [
    budgets: number[],
    leavings: number[],
    years: number,
    replacement: number,
  ],
  number
> = {
  id: "04.5",
  chapter,
  title: "When to stop spending",
  prompt:
    "Budgets, a year, rise in steps; `leavings[i]` is how many leave in all `years` with `budgets[i]`, each step saving fewer than the one before. A leaver costs `replacement` to replace, in the budget's unit of money. Write the largest budget whose last step still pays for itself. A step that just breaks even counts.",
  stub: `function worthwhileBudget(
  budgets: number[],
  leavings: number[],
  years: number,
  replacement: number,
): number {
  return todo(budgets, leavings, years, replacement);
}`,
  hints: [
    "Compare each step with the one before, not with the start.",
    "A step costs its money in every one of the `years`.",
    "Step $i$ pays when `(leavings[i - 1] - leavings[i]) * replacement` is at least `(budgets[i] - budgets[i - 1]) * years`.",
  ],
  cases: [
    {
      name: "the second step no longer pays",
      given: [[0, 1, 2], [100, 60, 50], 3, 0.1],
      expected: 1,
    },
    {
      name: "every step pays",
      given: [[0, 1, 2, 3], [100, 60, 25, 0], 2, 0.1],
      expected: 3,
    },
    {
      name: "none pays",
      given: [[0, 2, 4], [100, 95, 92], 3, 0.1],
      expected: 0,
    },
    {
      name: "together it would pay, the last step would not",
      given: [[0, 1, 2, 3], [500, 300, 290, 285], 3, 0.1],
      expected: 1,
    },
    {
      name: "uneven steps",
      given: [[0, 0.5, 2, 5], [300, 280, 250, 220], 3, 0.15],
      expected: 2,
    },
  ],
  properties: [
    {
      name: "The last step pays for itself, and the next one would not",
      draw: (random) => [drawBudgets(random)],
      holds([budget], [[budgets, leavings, years, replacement]]) {
        const pays = (i: number) =>
          (leavings[i - 1] - leavings[i]) * replacement >=
            (budgets[i] - budgets[i - 1]) * years;
        const i = budgets.indexOf(budget);
        return i >= 0 && (i === 0 || pays(i)) &&
          (i === budgets.length - 1 || !pays(i + 1));
      },
    },
  ],
};

/** The tasks of chapter 04. */
export const strategyTasks: readonly Task[] = [
  applications,
  hires,
  levers,
  split,
  enough,
];
