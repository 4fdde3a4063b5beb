import * as tasks from "./04_strategies.ts";
import {
  drawBudgets,
  drawGates,
  drawLevers,
  drawSplit,
  drawStates,
} from "./04_strategies_draws.ts";
import { type Exercise, withKey } from "./spec.ts";

const applications = withKey(tasks.applications, {
  solution: `function applicationsPerHire(
  screeningPass: number,
  interviewPass: number,
  offerAccept: number,
): number {
  return 1 / (screeningPass * interviewPass * offerAccept);
}`,
  hidden: [
    { name: "three gates", draw: drawGates },
    {
      name: "an offer that nobody refuses",
      draw(random) {
        const [screening, interview] = drawGates(random);
        return [screening, interview, 1];
      },
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
});

const hires = withKey(tasks.hires, {
  solution: `function hiresToReach(
  start: number[],
  transition: number[][],
  target: number,
): number {
  let stayers = 0;
  start.forEach((people, i) => {
    stayers += people * transition[i].reduce((sum, p) => sum + p, 0);
  });
  return Math.max(0, target - stayers);
}`,
  hidden: [
    { name: "some states", draw: drawStates },
    {
      name: "a target out of reach",
      draw(random) {
        const [start, transition] = drawStates(random);
        return [start, transition, 5000];
      },
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
});

const levers = withKey(tasks.levers, {
  solution: `function hazardUnder(
  hazard: number,
  ratios: number[],
  strengths: number[],
): number {
  let left = hazard;
  for (let s = 0; s < ratios.length; s++) left *= ratios[s] ** strengths[s];
  return left;
}`,
  hidden: [
    { name: "some levers", draw: drawLevers },
    {
      name: "all at full strength",
      draw(random) {
        const [hazard, ratios] = drawLevers(random);
        return [hazard, ratios, ratios.map(() => 1)];
      },
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
});

const split = withKey(tasks.split, {
  solution: `function bestSplit(
  worth: number[],
  half: number[],
  budget: number,
): number[] {
  const saved = (s: number, x: number) =>
    worth[s] * (1 - 2 ** (-x / half[s]));
  const spent = worth.map(() => 0);
  for (let unit = 0; unit < budget; unit++) {
    const next = spent.map((x, s) => saved(s, x + 1) - saved(s, x));
    spent[next.indexOf(Math.max(...next))]++;
  }
  return spent;
}`,
  hidden: [
    { name: "some levers", draw: drawSplit },
    {
      name: "a large budget",
      draw(random) {
        const [worth, half] = drawSplit(random);
        return [worth, half, 40];
      },
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
});

const enough = withKey(tasks.enough, {
  solution: `function worthwhileBudget(
  budgets: number[],
  leavings: number[],
  years: number,
  replacement: number,
): number {
  let best = budgets[0];
  for (let i = 1; i < budgets.length; i++) {
    const saved = (leavings[i - 1] - leavings[i]) * replacement;
    if (saved >= (budgets[i] - budgets[i - 1]) * years) best = budgets[i];
  }
  return best;
}`,
  hidden: [
    { name: "some steps", draw: drawBudgets },
    {
      name: "leavers who cost little",
      draw(random) {
        const [budgets, leavings, years, replacement] = drawBudgets(random);
        return [budgets, leavings, years, replacement / 4];
      },
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
});

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

/** The exercises of chapter 04, with their key. */
export const strategyExercises: readonly Exercise[] = [
  applications,
  hires,
  levers,
  split,
  enough,
];
