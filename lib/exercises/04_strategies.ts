import type { Exercise } from "./spec.ts";

// The expected numbers were worked out by hand or with 40-digit arithmetic.

const chapter = "04-strategies";

const applications: Exercise<
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
  reference: (screening, interview, offer) =>
    1 / (screening * interview * offer),
  wrong: [
    {
      misconception: "The answer is the chance itself.",
      solution: (screening, interview, offer) => screening * interview * offer,
    },
    {
      misconception: "The gates add up.",
      solution: (screening, interview, offer) =>
        1 / screening + 1 / interview + 1 / offer,
    },
    {
      misconception: "An offer is a hire.",
      solution: (screening, interview) => 1 / (screening * interview),
    },
    {
      misconception: "The narrowest gate alone decides.",
      solution: (...shares) => 1 / Math.min(...shares),
    },
  ],
};

const hires: Exercise<
  [start: number[], transition: number[][], target: number],
  number
> = {
  id: "04.2",
  chapter,
  title: "Hires to reach a headcount",
  prompt:
    "Write how many people must join by the end of the year so that the expected headcount is the target. `start[i]` people are in state $i$; `transition[i][j]` is the chance to be in state $j$ a year later. Nobody is dismissed: the answer is never below 0.",
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
  reference: (start, transition, target) =>
    Math.max(
      0,
      target - start.reduce(
        (sum, people, i) => sum + people * total(transition[i]),
        0,
      ),
    ),
  wrong: [
    {
      misconception: "Whoever changes state has left.",
      solution: (start, transition, target) =>
        Math.max(
          0,
          target - start.reduce((sum, n, i) => sum + n * transition[i][i], 0),
        ),
    },
    {
      misconception: "Columns say where people go.",
      solution: (start, transition, target) =>
        Math.max(
          0,
          target - start.reduce(
            (sum, n, j) => sum + n * total(transition.map((row) => row[j])),
            0,
          ),
        ),
    },
    {
      misconception: "A surplus is hired away: the number may be negative.",
      solution: (start, transition, target) =>
        target - start.reduce((sum, n, i) => sum + n * total(transition[i]), 0),
    },
    {
      misconception: "Only growth needs hires.",
      solution: (start, _, target) => Math.max(0, target - total(start)),
    },
  ],
};

const levers: Exercise<
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
  reference: (hazard, ratios, strengths) =>
    ratios.reduce((h, ratio, s) => h * ratio ** strengths[s], hazard),
  wrong: [
    {
      misconception: "Reductions add up.",
      solution: (hazard, ratios, strengths) =>
        hazard * (1 - total(ratios.map((r, s) => (1 - r) * strengths[s]))),
    },
    {
      misconception: "Half strength is half of the reduction.",
      solution: (hazard, ratios, strengths) =>
        ratios.reduce((h, r, s) => h * (1 - (1 - r) * strengths[s]), hazard),
    },
    {
      misconception: "The strength multiplies the ratio.",
      solution: (hazard, ratios, strengths) =>
        ratios.reduce((h, r, s) => h * r * strengths[s], hazard),
    },
    {
      misconception: "Only the best lever counts.",
      solution: (hazard, ratios, strengths) =>
        hazard * Math.min(1, ...ratios.map((r, s) => r ** strengths[s])),
    },
  ],
};

const split: Exercise<
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
  reference: (worth, half, budget) =>
    greedy(
      worth.length,
      budget,
      (s, x) => saved(worth, half, s, x + 1) - saved(worth, half, s, x),
    ),
  wrong: [
    {
      misconception: "All of it goes to the lever that is worth most.",
      solution: (worth, _, budget) => {
        const best = worth.indexOf(Math.max(...worth));
        return worth.map((_, s) => s === best ? budget : 0);
      },
    },
    {
      misconception: "Fair is best: everybody gets the same.",
      solution: (worth, _, budget) => {
        const each = Math.floor(budget / worth.length);
        return worth.map((_, s) => each + (s < budget % worth.length ? 1 : 0));
      },
    },
    {
      misconception: "What the first unit saves decides for all units.",
      solution: (worth, half, budget) =>
        greedy(worth.length, budget, (s) => saved(worth, half, s, 1)),
    },
    {
      misconception:
        "The saving per unit so far decides, not that of the next.",
      solution: (worth, half, budget) =>
        greedy(
          worth.length,
          budget,
          (s, x) => saved(worth, half, s, x + 1) / (x + 1),
        ),
    },
  ],
};

const enough: Exercise<
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
    "Budgets, a year, rise in steps; `leavings[i]` is how many leave in all `years` with `budgets[i]`, each step saving fewer than the one before. A leaver costs `replacement` to replace, in the budget's unit of money. Write the largest budget whose last step still pays for itself.",
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
  reference: (budgets, leavings, years, replacement) => {
    let last = budgets[0];
    for (let i = 1; i < budgets.length; i++) {
      const saves = (leavings[i - 1] - leavings[i]) * replacement;
      if (saves + 1e-12 < (budgets[i] - budgets[i - 1]) * years) break;
      last = budgets[i];
    }
    return last;
  },
  wrong: [
    {
      misconception: "It pays as long as all savings exceed all costs.",
      solution: (budgets, leavings, years, replacement) =>
        Math.max(
          ...budgets.filter((budget, i) =>
            (leavings[0] - leavings[i]) * replacement >= budget * years
          ),
        ),
    },
    {
      misconception: "A yearly budget is paid once.",
      solution: (budgets, leavings, _, replacement) =>
        Math.max(
          budgets[0],
          ...budgets.filter((budget, i) =>
            i > 0 && (leavings[i - 1] - leavings[i]) * replacement >=
              budget - budgets[i - 1]
          ),
        ),
    },
    {
      misconception: "A step costs the whole budget.",
      solution: (budgets, leavings, years, replacement) =>
        Math.max(
          budgets[0],
          ...budgets.filter((budget, i) =>
            i > 0 && (leavings[i - 1] - leavings[i]) * replacement >=
              budget * years
          ),
        ),
    },
    {
      misconception: "The more saved the better, whatever it costs.",
      solution: (budgets) => budgets[budgets.length - 1],
    },
  ],
};

/** Leavings saved by x units on lever s. */
function saved(worth: number[], half: number[], s: number, x: number): number {
  return worth[s] * (1 - 2 ** (-x / half[s]));
}

/** Hands out units one by one to the lever that scores highest. */
function greedy(
  levers: number,
  budget: number,
  score: (lever: number, spent: number) => number,
): number[] {
  const spent = new Array<number>(levers).fill(0);
  for (let unit = 0; unit < budget; unit++) {
    const scores = spent.map((x, s) => score(s, x));
    spent[scores.indexOf(Math.max(...scores))]++;
  }
  return spent;
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The exercises of chapter 04. */
export const strategyExercises: readonly Exercise[] = [
  applications,
  hires,
  levers,
  split,
  enough,
];
