import {
  drawGrant,
  drawGroups,
  drawNeed,
  drawRun,
  drawTeam,
} from "./02_roles_draws.ts";
import type { Task } from "./spec.ts";

const chapter = "02-roles";

const near = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

export const fragile: Task<[team: number[][], asked: number[]], number[]> = {
  id: "02.1",
  chapter,
  title: "Which skills hang on one person?",
  prompt:
    "`team[p][s]` is the level of person p in skill s, `asked[s]` the level the work needs; 0 means not needed. Answer the numbers of the skills that exactly one person reaches, counting from 0, in rising order.",
  stub: `function myFragileSkills(team: number[][], asked: number[]): number[] {
  return todo(team, asked);
}`,
  hints: [
    "For each needed skill, count the people whose level is at least the asked one.",
    "Keep the skills whose count is 1. A count of 0 is worse, but it is another list.",
    "`asked.map((_, s) => s).filter((s) => asked[s] > 0 && team.filter((person) => person[s] >= asked[s]).length === 1)`.",
  ],
  cases: [
    {
      name: "one expert, two helpers",
      given: [[[4, 2], [2, 3], [2, 3]], [4, 3]],
      expected: [0],
    },
    {
      name: "five helpers are no expert",
      given: [[[2], [2], [2], [2], [2]], [4]],
      expected: [],
    },
    {
      name: "a skill that is not needed",
      given: [[[0, 1], [0, 3]], [0, 3]],
      expected: [1],
    },
    {
      name: "exactly the level counts",
      given: [[[3, 3, 1], [1, 3, 4]], [3, 3, 2]],
      expected: [0, 2],
    },
    {
      name: "a team of one",
      given: [[[4, 1, 2]], [2, 2, 2]],
      expected: [0, 2],
    },
  ],
  properties: [
    {
      name: "Each skill named is needed, and one person reaches it",
      draw: (random) => [drawTeam(random)],
      holds: ([skills], [[team, asked]]) =>
        skills.every((s) =>
          asked[s] > 0 && team.filter((p) => p[s] >= asked[s]).length === 1
        ),
    },
    {
      name:
        "In a team where everyone has a double, nothing hangs on one person",
      draw(random) {
        const [team, asked] = drawTeam(random);
        return [[[...team, ...team], asked]];
      },
      holds: ([skills]) => skills.length === 0,
    },
  ],
};

export const days: Task<
  [
    parameters: number,
    tokens: number,
    gpus: number,
    peakFlops: number,
    utilisation: number,
  ],
  number
> = {
  id: "02.2",
  chapter,
  title: "How many days does the run take?",
  prompt: String
    .raw`Training takes $6ND$ operations. Each GPU could do ${"`peakFlops`"} a second, and a share ${"`utilisation`"} of that reaches the model. Answer the days.`,
  stub: `function myTrainingDays(
  parameters: number,
  tokens: number,
  gpus: number,
  peakFlops: number,
  utilisation: number,
): number {
  return todo(parameters, tokens, gpus, peakFlops, utilisation);
}`,
  hints: [
    "First the operations: 6 × parameters × tokens.",
    "All GPUs together do `gpus * peakFlops * utilisation` operations a second.",
    "Divide, and divide again by the 86,400 seconds of a day.",
  ],
  cases: [
    {
      name: "70 billion parameters on 1,024 GPUs",
      given: [70e9, 1.4e12, 1024, 989.5e12, 0.4],
      expected: 16.79143594548313,
    },
    {
      name: "1 billion parameters on 8 GPUs",
      given: [1e9, 2e10, 8, 312e12, 0.5],
      expected: 1.112891737891738,
    },
    {
      name: "405 billion parameters on 16,384 GPUs",
      given: [405e9, 15.6e12, 16384, 989.5e12, 0.35],
      expected: 77.32382820959359,
    },
  ],
  properties: [
    {
      name: "In that time the GPUs do 6ND operations",
      draw: (random) => [drawRun(random)],
      holds: ([days], [[parameters, tokens, gpus, peakFlops, utilisation]]) =>
        near(
          days * 86_400 * gpus * peakFlops * utilisation /
            (6 * parameters * tokens),
          1,
        ),
    },
    {
      name: "Twice the utilisation halves the days",
      draw(random) {
        const [parameters, tokens, gpus, peakFlops, utilisation] = drawRun(
          random,
        );
        return [
          [parameters, tokens, gpus, peakFlops, utilisation],
          [parameters, tokens, gpus, peakFlops, 2 * utilisation],
        ];
      },
      holds: ([once, twice]) => near(once, 2 * twice),
    },
  ],
};

export const offers: Task<
  [
    needed: number,
    months: number,
    retention: number,
    acceptance: number,
    have: number,
  ],
  number
> = {
  id: "02.3",
  chapter,
  title: "How many offers?",
  prompt:
    "`needed` people must still be there after `months`, and you have `have` of them today. A share `retention` stays two years, with the same chance of leaving in each month, and a share `acceptance` of offers is accepted. How many offers do you make now? Round up people first, then offers.",
  stub: `function myOffers(
  needed: number,
  months: number,
  retention: number,
  acceptance: number,
  have: number,
): number {
  return todo(needed, months, retention, acceptance, have);
}`,
  hints: [
    "Staying 24 months has the chance `retention`. Staying one month has its 24th root.",
    "So many to start with: `Math.ceil(needed / retention ** (months / 24))`. Take off those you have.",
    "Divide the hires by `acceptance` and round up; no hires, no offers.",
  ],
  cases: [
    { name: "ten after two years", given: [10, 24, 0.8, 0.8, 0], expected: 17 },
    { name: "ten after one year", given: [10, 12, 0.64, 0.8, 0], expected: 17 },
    {
      name: "fifteen are there",
      given: [20, 9, 0.67, 0.806, 15],
      expected: 12,
    },
    { name: "more than enough", given: [5, 6, 0.9, 0.5, 8], expected: 0 },
    { name: "half leave", given: [100, 24, 0.5, 0.9, 50], expected: 167 },
  ],
  properties: [
    {
      name: "As many as needed are expected to be there in the end",
      draw: (random) => [drawNeed(random)],
      holds([offers], [[needed, months, retention, acceptance, have]]) {
        const start = have + offers * acceptance;
        return start * retention ** (months / 24) > needed - 1e-9;
      },
    },
    {
      name: "One offer fewer would be too few",
      draw: (random) => [drawNeed(random)],
      holds([offers], [[needed, months, retention, acceptance, have]]) {
        const start = Math.ceil(needed / retention ** (months / 24));
        return offers === 0 ||
          have + (offers - 1) * acceptance < start + 1e-9;
      },
    },
  ],
};

export const explained: Task<
  [first: number[], second: number[], prices: number[], gap: number],
  number[]
> = {
  id: "02.4",
  chapter,
  title: "Split a pay gap",
  prompt: String
    .raw`Two groups differ by ${"`gap`"} in mean log pay. ${"`first`"} and ${"`second`"} hold their means in each column, ${"`prices`"} what one unit of each column is worth. Answer the explained and the unexplained part of Oaxaca and Blinder.`,
  stub: `function mySplit(
  first: number[],
  second: number[],
  prices: number[],
  gap: number,
): number[] {
  return todo(first, second, prices, gap); // [explained, unexplained]
}`,
  hints: [
    "What is a difference of one year of schooling worth, if one year is worth 0.09?",
    "The explained part adds up difference times price over the columns.",
    "The rest is what is left of the gap: `gap - explained`.",
  ],
  cases: [
    {
      name: "one more year of schooling",
      given: [[14], [13], [0.09], 0.2],
      expected: [0.09, 0.11],
    },
    {
      name: "two columns against each other",
      given: [[12, 20], [13, 15], [0.1, 0.02], 0.25],
      expected: [0, 0.25],
    },
    {
      name: "the second group has more",
      given: [[12], [14], [0.1], 0.1],
      expected: [-0.2, 0.3],
    },
    {
      name: "nothing differs",
      given: [[1, 2, 3], [1, 2, 3], [5, 5, 5], 0.3],
      expected: [0, 0.3],
    },
    {
      name: "all is explained",
      given: [[0.5, 10], [0.1, 8], [0.25, 0.05], 0.2],
      expected: [0.2, 0],
    },
  ],
  properties: [
    {
      name: "With the groups swapped, the explained part changes its sign",
      draw(random) {
        const [first, second, prices, gap] = drawGroups(random);
        return [[first, second, prices, gap], [second, first, prices, -gap]];
      },
      holds: ([there, back]) => near(there[0], -back[0]),
    },
    {
      name: "Columns that are worth nothing explain nothing",
      draw(random) {
        const [first, second, prices, gap] = drawGroups(random);
        return [[first, second, prices.map(() => 0), gap]];
      },
      holds: ([[part, rest]], [[, , , gap]]) =>
        near(part, 0) && near(rest, gap),
    },
  ],
};

export const forfeited: Task<
  [
    value: number,
    month: number,
    schedule: { months: number; cliff: number; every: number },
  ],
  number
> = {
  id: "02.5",
  chapter,
  title: "What does leaving today cost?",
  prompt:
    "A grant worth `value` is earned in equal parts over `months`, one part each `every` months. Before `cliff` months nothing is earned; at the cliff all parts up to then come at once. What does somebody walk away from who leaves in month `month`?",
  stub: `function myForfeited(
  value: number,
  month: number,
  schedule: { months: number; cliff: number; every: number },
): number {
  return todo(value, month, schedule);
}`,
  hints: [
    "Before the cliff, the whole grant is lost. After the last month, nothing is.",
    "In between, `Math.floor(month / every)` parts of `every / months` each have been earned.",
    "Answer `value * (1 - earned)`, with `earned` at most 1.",
  ],
  cases: [
    {
      name: "a day before the cliff",
      given: [120_000, 11.9, { months: 48, cliff: 12, every: 1 }],
      expected: 120_000,
    },
    {
      name: "at the cliff",
      given: [120_000, 12, { months: 48, cliff: 12, every: 1 }],
      expected: 90_000,
    },
    {
      name: "half-way",
      given: [120_000, 24, { months: 48, cliff: 12, every: 1 }],
      expected: 60_000,
    },
    {
      name: "earned once a year",
      given: [100_000, 35, { months: 48, cliff: 12, every: 12 }],
      expected: 50_000,
    },
    {
      name: "no cliff",
      given: [48_000, 3, { months: 48, cliff: 0, every: 1 }],
      expected: 45_000,
    },
    {
      name: "all earned",
      given: [80_000, 60, { months: 48, cliff: 12, every: 1 }],
      expected: 0,
    },
  ],
  properties: [
    {
      name: "Nobody loses more than the grant, or less than nothing",
      draw: (random) => [drawGrant(random)],
      holds: ([lost], [[value]]) => lost >= 0 && lost <= value,
    },
    {
      name: "Who stays longer does not lose more",
      draw(random) {
        const [value, month, schedule] = drawGrant(random);
        const later = month + random.below(12);
        return [[value, month, schedule], [value, later, schedule]];
      },
      holds: ([early, late]) => late <= early,
    },
  ],
};

/** The tasks of chapter 02. */
export const rolesTasks: readonly Task[] = [
  fragile,
  days,
  offers,
  explained,
  forfeited,
];
