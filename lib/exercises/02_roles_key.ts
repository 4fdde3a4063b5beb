import * as tasks from "./02_roles.ts";
import {
  drawGrant,
  drawGroups,
  drawNeed,
  drawRun,
  drawTeam,
} from "./02_roles_draws.ts";
import { between } from "./draw.ts";
import { type Exercise, withKey } from "./spec.ts";

const fragile = withKey(tasks.fragile, {
  solution:
    `function myFragileSkills(team: number[][], asked: number[]): number[] {
  const skills = asked.map((_, s) => s).filter((s) => asked[s] > 0);
  return skills.filter((s) =>
    team.filter((person) => person[s] >= asked[s]).length === 1
  );
}`,
  hidden: [
    { name: "a team", draw: drawTeam },
    {
      name: "a team, and work that asks for everything",
      draw(random) {
        const [team, asked] = drawTeam(random);
        return [team, asked.map(() => 1 + random.below(4))];
      },
    },
  ],
  reference: (team, asked) =>
    asked.map((_, s) => s).filter((s) =>
      asked[s] > 0 &&
      team.filter((person) => person[s] >= asked[s]).length === 1
    ),
  wrong: [
    {
      misconception: "A team's level is the average of its people.",
      solution: (team, asked) =>
        asked.map((_, s) => s).filter((s) =>
          team.reduce((sum, person) => sum + person[s], 0) / team.length <
            asked[s]
        ),
    },
    {
      misconception: "Reaching a level means being above it.",
      solution: (team, asked) =>
        asked.map((_, s) => s).filter((s) =>
          asked[s] > 0 &&
          team.filter((person) => person[s] > asked[s]).length === 1
        ),
    },
    {
      misconception: "A skill nobody has hangs on one person too.",
      solution: (team, asked) =>
        asked.map((_, s) => s).filter((s) =>
          asked[s] > 0 &&
          team.filter((person) => person[s] >= asked[s]).length <= 1
        ),
    },
    {
      misconception: "Two who know a little replace one who can.",
      solution: (team, asked) =>
        asked.map((_, s) => s).filter((s) =>
          asked[s] > 0 && team.filter((person) => person[s] > 0).length === 1
        ),
    },
  ],
});

const days = withKey(tasks.days, {
  solution: `function myTrainingDays(
  parameters: number,
  tokens: number,
  gpus: number,
  peakFlops: number,
  utilisation: number,
): number {
  const operations = 6 * parameters * tokens;
  const perSecond = gpus * peakFlops * utilisation;
  return operations / perSecond / 86_400;
}`,
  hidden: [
    { name: "a run", draw: drawRun },
    {
      name: "a small run on one GPU",
      draw: (random) => [
        between(random, 1e6, 1e8),
        between(random, 1e8, 1e9),
        1,
        between(random, 1e13, 1e14),
        between(random, 0.2, 0.5),
      ],
    },
  ],
  reference: (parameters, tokens, gpus, peakFlops, utilisation) =>
    6 * parameters * tokens / (gpus * peakFlops * utilisation) / 86_400,
  wrong: [
    {
      misconception: "The way back costs nothing: 2ND is enough.",
      solution: (n, d, gpus, peak, share) =>
        2 * n * d / (gpus * peak * share) / 86_400,
    },
    {
      misconception: "GPUs reach the peak of their data sheet.",
      solution: (n, d, gpus, peak) => 6 * n * d / (gpus * peak) / 86_400,
    },
    {
      misconception: "A share of use makes the run shorter.",
      solution: (n, d, gpus, peak, share) =>
        6 * n * d * share / (gpus * peak) / 86_400,
    },
    {
      misconception: "Hours are days.",
      solution: (n, d, gpus, peak, share) =>
        6 * n * d / (gpus * peak * share) / 3600,
    },
  ],
});

const offers = withKey(tasks.offers, {
  solution: `function myOffers(
  needed: number,
  months: number,
  retention: number,
  acceptance: number,
  have: number,
): number {
  const staying = retention ** (months / 24);
  const hires = Math.ceil(needed / staying) - have;
  return Math.max(0, Math.ceil(hires / acceptance));
}`,
  hidden: [
    { name: "some months", draw: drawNeed },
    {
      name: "three years",
      draw(random) {
        const [needed, , retention, acceptance, have] = drawNeed(random);
        return [needed, 36, retention, acceptance, have];
      },
    },
  ],
  reference: (needed, months, retention, acceptance, have) => {
    const start = Math.ceil(needed / retention ** (months / 24));
    return Math.ceil(Math.max(0, start - have) / acceptance);
  },
  wrong: [
    {
      misconception: "Nobody leaves before the work is done.",
      solution: (needed, _months, _retention, acceptance, have) =>
        Math.ceil(Math.max(0, needed - have) / acceptance),
    },
    {
      misconception: "To make up for a tenth that leaves, add a tenth.",
      solution: (needed, months, retention, acceptance, have) => {
        const start = Math.ceil(needed * (2 - retention ** (months / 24)));
        return Math.ceil(Math.max(0, start - have) / acceptance);
      },
    },
    {
      misconception: "The two-year share leaves in any span.",
      solution: (needed, _months, retention, acceptance, have) =>
        Math.ceil(
          Math.max(0, Math.ceil(needed / retention) - have) / acceptance,
        ),
    },
    {
      misconception: "Every offer is accepted.",
      solution: (needed, months, retention, _acceptance, have) =>
        Math.max(0, Math.ceil(needed / retention ** (months / 24)) - have),
    },
  ],
});

const explained = withKey(tasks.explained, {
  solution: `function mySplit(
  first: number[],
  second: number[],
  prices: number[],
  gap: number,
): number[] {
  let explained = 0;
  for (let i = 0; i < prices.length; i++) {
    explained += (first[i] - second[i]) * prices[i];
  }
  return [explained, gap - explained];
}`,
  hidden: [
    { name: "two groups", draw: drawGroups },
    {
      name: "two groups, the other way round",
      draw(random) {
        const [first, second, prices, gap] = drawGroups(random);
        return [second, first, prices, gap];
      },
    },
  ],
  reference: (first, second, prices, gap) => {
    const part = prices.reduce(
      (sum, price, i) => sum + (first[i] - second[i]) * price,
      0,
    );
    return [part, gap - part];
  },
  wrong: [
    {
      misconception: "The second group less the first.",
      solution: (first, second, prices, gap) => {
        const part = prices.reduce(
          (sum, price, i) => sum + (second[i] - first[i]) * price,
          0,
        );
        return [part, gap - part];
      },
    },
    {
      misconception: "Whatever differs is explained, whatever it is worth.",
      solution: (first, second, _prices, gap) => {
        const part = first.reduce((sum, mean, i) => sum + mean - second[i], 0);
        return [part, gap - part];
      },
    },
    {
      misconception: "The first group's means alone explain its pay.",
      solution: (first, _second, prices, gap) => {
        const part = prices.reduce((sum, p, i) => sum + first[i] * p, 0);
        return [part, gap - part];
      },
    },
    {
      misconception: "A negative part cannot be; take its size.",
      solution: (first, second, prices, gap) => {
        const part = Math.abs(prices.reduce(
          (sum, price, i) => sum + (first[i] - second[i]) * price,
          0,
        ));
        return [part, gap - part];
      },
    },
  ],
});

const forfeited = withKey(tasks.forfeited, {
  solution: `function myForfeited(
  value: number,
  month: number,
  schedule: { months: number; cliff: number; every: number },
): number {
  const { months, cliff, every } = schedule;
  if (month < cliff) return value;
  const held = Math.floor(month / every) * every; // in whole parts
  return value * Math.max(0, 1 - held / months);
}`,
  hidden: [
    { name: "some month", draw: drawGrant },
    {
      name: "between two parts",
      draw(random) {
        const [value, month, { months }] = drawGrant(random);
        return [value, 12 + month % 24 + 0.5, { months, cliff: 12, every: 3 }];
      },
    },
  ],
  reference: (value, month, { months, cliff, every }) => {
    const earned = month < cliff
      ? 0
      : Math.floor(month / every) * every / months;
    return value * (1 - Math.min(1, earned));
  },
  wrong: [
    {
      misconception: "A grant is earned day by day from the first on.",
      solution: (value, month, { months }) =>
        value * Math.max(0, 1 - month / months),
    },
    {
      misconception: "The months before the cliff are never paid for.",
      solution: (value, month, { months, cliff, every }) => {
        const held = Math.max(0, month - cliff);
        return value *
          Math.max(0, 1 - Math.floor(held / every) * every / months);
      },
    },
    {
      misconception: "What is earned is what is lost.",
      solution: (value, month, { months, cliff, every }) =>
        month < cliff ? 0 : value *
          Math.min(1, Math.floor(month / every) * every / months),
    },
    {
      misconception: "After the last month the count goes on.",
      solution: (value, month, { months, cliff, every }) =>
        month < cliff
          ? value
          : value * (1 - Math.floor(month / every) * every / months),
    },
  ],
});

/** The exercises of chapter 02, with their key. */
export const rolesExercises: readonly Exercise[] = [
  fragile,
  days,
  offers,
  explained,
  forfeited,
];
