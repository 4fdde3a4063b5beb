import type { Random } from "../text/random.ts";
import { between, listOf } from "./draw.ts";

/** A team's levels from 0 to 4, and the levels that the work asks for. */
export function drawTeam(
  random: Random,
): [team: number[][], asked: number[]] {
  const skills = 2 + random.below(5);
  const levels = () => listOf(skills, () => random.below(5));
  return [listOf(2 + random.below(4), levels), levels()];
}

type Run = [
  parameters: number,
  tokens: number,
  gpus: number,
  peakFlops: number,
  utilisation: number,
];

/** A training run of a likely size. */
export function drawRun(random: Random): Run {
  return [
    between(random, 1e8, 4e11),
    between(random, 1e10, 2e13),
    8 * (1 + random.below(2000)),
    between(random, 1e14, 2e15),
    between(random, 0.2, 0.6),
  ];
}

type Need = [
  needed: number,
  months: number,
  retention: number,
  acceptance: number,
  have: number,
];

/** A team that is needed for less than two years, and some of it there. */
export function drawNeed(random: Random): Need {
  const needed = 10 + random.below(90);
  return [
    needed,
    1 + random.below(20),
    between(random, 0.5, 0.95),
    between(random, 0.4, 0.95),
    random.below(needed),
  ];
}

/** Two groups' means, prices, and the gap between the groups. */
export function drawGroups(
  random: Random,
): [first: number[], second: number[], prices: number[], gap: number] {
  const columns = 1 + random.below(4);
  const means = () => listOf(columns, () => between(random, 5, 20));
  const prices = listOf(columns, () => between(random, -0.05, 0.1));
  return [means(), means(), prices, between(random, -0.3, 0.5)];
}

type Grant = [
  value: number,
  month: number,
  schedule: { months: number; cliff: number; every: number },
];

/** A grant, and the month in which somebody leaves. */
export function drawGrant(random: Random): Grant {
  const every = [1, 3, 12][random.below(3)];
  const cliff = [0, 12][random.below(2)];
  const months = [36, 48, 60][random.below(3)];
  const value = 1000 * (10 + random.below(200));
  return [value, random.below(72), { months, cliff, every }];
}
