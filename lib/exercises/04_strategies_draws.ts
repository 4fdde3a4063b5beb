import type { Random } from "../text/random.ts";
import { between, listOf } from "./draw.ts";

/** The shares that pass three gates. */
export function drawGates(
  random: Random,
): [screening: number, interview: number, offer: number] {
  const share = () => between(random, 0.05, 0.95);
  return [share(), share(), share()];
}

/** People by state, where they go in a year, and a target. */
export function drawStates(
  random: Random,
): [start: number[], transition: number[][], target: number] {
  const states = 1 + random.below(4);
  const start = listOf(states, () => 10 + random.below(100));
  const transition = listOf(
    states,
    () => listOf(states, () => between(random, 0, 1 / states)),
  );
  const people = start.reduce((sum, n) => sum + n, 0);
  return [start, transition, Math.round(people * between(random, 0.3, 1.5))];
}

/** A hazard, and levers at some strength. */
export function drawLevers(
  random: Random,
): [hazard: number, ratios: number[], strengths: number[]] {
  const levers = 2 + random.below(3);
  return [
    between(random, 0.05, 0.4),
    listOf(levers, () => between(random, 0.3, 0.95)),
    listOf(levers, () => between(random, 0.1, 0.9)),
  ];
}

/** Levers that differ in worth and depth, and a budget in whole units. */
export function drawSplit(
  random: Random,
): [worth: number[], half: number[], budget: number] {
  const levers = 2 + random.below(3);
  return [
    listOf(levers, () => between(random, 5, 60)),
    listOf(levers, () => between(random, 0.5, 6)),
    5 + random.below(15),
  ];
}

/** Budgets in even steps, of which the first ones pay for themselves. */
export function drawBudgets(
  random: Random,
): [
  budgets: number[],
  leavings: number[],
  years: number,
  replacement: number,
] {
  const steps = 3 + random.below(4);
  const years = 1 + random.below(4);
  const replacement = between(random, 0.05, 0.3);
  const leavings = [400];
  const saved = listOf(steps, () => between(random, 1, 80))
    .sort((a, b) => b - a);
  for (const some of saved) leavings.push(leavings.at(-1)! - some);
  return [leavings.map((_, i) => i), leavings, years, replacement];
}
