import {
  drawCareer,
  drawCounts,
  drawHazards,
  drawRisks,
  drawStays,
} from "./03_leaving_draws.ts";
import type { Task } from "./spec.ts";

// The expected numbers were worked out as fractions by hand, those with a
// logarithm with Python's math module.

const chapter = "03-leaving";

const near = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

export const stillHere: Task<
  [years: number[], left: boolean[], t: number],
  number
> = {
  id: "03.1",
  chapter,
  title: "Still here after t years",
  prompt: String
    .raw`Write the Kaplan–Meier estimate $S(t)$: the product of $1 - d_i / n_i$ over all times $t_i \le t$ at which someone left. Whoever was last seen at $t_i$ without leaving still counts among the $n_i$.`,
  stub:
    `function myStillHere(years: number[], left: boolean[], t: number): number {
  return todo(years, left, t);
}`,
  hints: [
    "Go through the distinct times at which someone left, up to and including $t$.",
    "At such a time, $n_i$ is how many have `years[j] >= time`, and $d_i$ is how many have `years[j] === time && left[j]`.",
    "Start with `let s = 1`, and for each of `new Set(years.filter((y, j) => left[j] && y <= t))` do `s *= 1 - d / n`.",
  ],
  cases: [
    {
      name: "the five stays",
      given: [[1, 2, 2, 3, 5], [true, true, false, true, true], 3],
      expected: 3 / 10,
    },
    {
      name: "at the moment of leaving",
      given: [[1, 2, 2, 3, 5], [true, true, false, true, true], 2],
      expected: 3 / 5,
    },
    {
      name: "before anyone left",
      given: [[1, 2, 2, 3, 5], [true, true, false, true, true], 0.5],
      expected: 1,
    },
    {
      name: "two leave on one day, in any order",
      given: [[4, 1, 3, 3, 2], [false, false, true, true, false], 4],
      expected: 1 / 3,
    },
    {
      name: "nobody left",
      given: [[1, 2, 3], [false, false, false], 2.5],
      expected: 1,
    },
  ],
  properties: [
    {
      name: "When everyone has left, it is the share that outlasted t",
      draw(random) {
        const [years, left, t] = drawStays(random);
        return [[years, left.map(() => true), t]];
      },
      holds: ([s], [[years, , t]]) =>
        near(s, years.filter((y) => y > t).length / years.length),
    },
    {
      name: "Someone last seen before anyone left changes nothing",
      draw(random) {
        const [years, left, t] = drawStays(random);
        return [[years, left, t], [[...years, 0.5], [...left, false], t]];
      },
      holds: ([before, after]) => near(before, after),
    },
  ],
};

export const expectedLeavers: Task<
  [ours: number[], theirs: number[], leavers: number[]],
  number
> = {
  id: "03.2",
  chapter,
  title: "Leavers to expect",
  prompt: String
    .raw`At each time $i$ our group has $n_{1i}$ people at risk, the other group $n_{2i}$, and $d_i$ people leave in all. Write how many leavers our group would have over all times, were both hazards the same: $E_1 = \sum_i d_i \, n_{1i} / (n_{1i} + n_{2i})$.`,
  stub: `function myExpected(
  ours: number[],
  theirs: number[],
  leavers: number[],
): number {
  return todo(ours, theirs, leavers);
}`,
  hints: [
    "Deal out the leavers of each time in proportion to who was there at that time.",
    "Add up over the times; do not add up first and divide once.",
    "`leavers.reduce((sum, d, i) => sum + d * ours[i] / (ours[i] + theirs[i]), 0)`",
  ],
  cases: [
    {
      name: "one leaver, groups of one size",
      given: [[50], [50], [1]],
      expected: 1 / 2,
    },
    {
      name: "a small group against a large one",
      given: [[10], [90], [2]],
      expected: 1 / 5,
    },
    {
      name: "our group melts away",
      given: [[10, 5, 1], [10, 10, 9], [6, 3, 1]],
      expected: 41 / 10,
    },
    {
      name: "our group is gone",
      given: [[2, 0], [2, 2], [2, 1]],
      expected: 1,
    },
  ],
  properties: [
    {
      name: "What both groups expect adds up to all leavers",
      draw(random) {
        const [ours, theirs, leavers] = drawRisks(random);
        return [[ours, theirs, leavers], [theirs, ours, leavers]];
      },
      holds: ([a, b], [[, , leavers]]) =>
        near(a + b, leavers.reduce((sum, d) => sum + d, 0)),
    },
    {
      name: "With nobody in the other group, we expect every leaver",
      draw(random) {
        const [ours, , leavers] = drawRisks(random);
        return [[ours, ours.map(() => 0), leavers]];
      },
      holds: ([all], [[, , leavers]]) =>
        near(all, leavers.reduce((sum, d) => sum + d, 0)),
    },
  ],
};

export const partialLikelihood: Task<
  [x: number[], years: number[], left: boolean[], beta: number],
  number
> = {
  id: "03.3",
  chapter,
  title: "The partial likelihood",
  prompt: String
    .raw`Write the log partial likelihood of one column $x$ at $\beta$, when no two people leave at the same time: for everyone who left, $\beta x_i - \log \sum_j e^{\beta x_j}$, the sum running over those at risk when $i$ left, $i$ included.`,
  stub: `function myLogLikelihood(
  x: number[],
  years: number[],
  left: boolean[],
  beta: number,
): number {
  return todo(x, years, left, beta);
}`,
  hints: [
    "Only people who left contribute a term. People still here appear in the sums below.",
    "At risk when $i$ left is everyone with `years[j] >= years[i]`.",
    "For each i with `left[i]`: `sum += beta * x[i] - Math.log(years.reduce((w, y, j) => y >= years[i] ? w + Math.exp(beta * x[j]) : w, 0))`.",
  ],
  cases: [
    {
      name: "no effect: one of three, then one of one",
      given: [[1, 0, 1], [1, 2, 3], [true, false, true], 0],
      expected: -1.0986122886681098, // −log 3
    },
    {
      name: "each unit doubles the hazard",
      given: [[1, 0, 1], [1, 2, 3], [true, false, true], 0.6931471805599453],
      expected: -0.9162907318741551, // log(2/5)
    },
    {
      name: "in any order",
      given: [[2, 1, 0, 1], [3, 1, 2, 4], [true, true, true, false], 0.5],
      expected: -3.6025006231820544,
    },
    {
      name: "nobody left",
      given: [[1, 0], [1, 2], [false, false], 1],
      expected: 0,
    },
  ],
  properties: [
    {
      name: "At β = 0 it only counts who is at risk",
      draw(random) {
        const [x, years, left] = drawHazards(random);
        return [[x, years, left, 0]];
      },
      holds: ([value], [[, years, left]]) =>
        near(
          value,
          years.reduce((sum, now, i) =>
            left[i]
              ? sum - Math.log(years.filter((y) => y >= now).length)
              : sum, 0),
        ),
    },
    {
      name: "It is never above 0",
      draw: (random) => [drawHazards(random)],
      holds: ([value]) => value <= 1e-12,
    },
  ],
};

export const stalledYears: Task<
  [years: number, promotedAfter: number | null],
  [number, number]
> = {
  id: "03.4",
  chapter,
  title: "Years with and without a stalled career",
  prompt:
    "Someone was watched from the first day, for a number of years, and promoted once, after `promotedAfter` years, or never (`null`). A career counts as stalled once 2 years have passed since hiring or since the promotion. Write how many years were spent not stalled, and how many stalled, as a list of two.",
  stub: `function myStalled(
  years: number,
  promotedAfter: number | null,
): [number, number] {
  return todo(years, promotedAfter); // [not stalled, stalled]
}`,
  hints: [
    "Without a promotion the first 2 years are not stalled, and the rest is.",
    "A promotion starts the clock again. So do the same sum twice: from hiring to the promotion, and from the promotion to the end.",
    "`const fresh = (stretch: number) => Math.min(stretch, 2)`; not stalled is `fresh(p) + fresh(years - p)`, stalled is the rest of `years`.",
  ],
  cases: [
    { name: "a short stay", given: [1.5, null], expected: [1.5, 0] },
    { name: "three years, no promotion", given: [3, null], expected: [2, 1] },
    { name: "promoted late", given: [4, 3], expected: [3, 1] },
    { name: "promoted early", given: [4, 1], expected: [3, 1] },
    { name: "promoted late, stalled again", given: [6, 3], expected: [4, 2] },
    { name: "promoted in time", given: [3.5, 2], expected: [3.5, 0] },
  ],
  properties: [
    {
      name: "Both parts together are all the years",
      draw: (random) => [drawCareer(random)],
      holds: ([[fresh, stalled]], [[years]]) => near(fresh + stalled, years),
    },
    {
      name: "At most twice two years are not stalled",
      draw: (random) => [drawCareer(random)],
      holds: ([[fresh, stalled]]) => fresh <= 4 + 1e-9 && stalled >= -1e-9,
    },
  ],
};

export const maySee: Task<
  [counts: number[], least: number],
  (number | null)[]
> = {
  id: "03.5",
  chapter,
  title: "What may be shown",
  prompt:
    "A table gives the size of each group, and everyone knows the total. Replace by `null` each count below `least`. When that hides exactly one count, anyone could work it out from the total: hide the smallest of the others as well.",
  stub: `function myShown(counts: number[], least: number): (number | null)[] {
  return todo(counts, least);
}`,
  hints: [
    "First find which counts are below `least`. A count equal to `least` may be shown.",
    "If exactly one is hidden and others are left, find the smallest of the others.",
    "`const hidden = counts.map((n) => n < least)`; then, if exactly one entry is true, set the entry of `Math.min(...counts.filter((_, i) => !hidden[i]))` to true.",
  ],
  cases: [
    {
      name: "one small group",
      given: [[30, 12, 3], 10],
      expected: [30, null, null],
    },
    {
      name: "none is small",
      given: [[30, 12, 10], 10],
      expected: [30, 12, 10],
    },
    {
      name: "two are small",
      given: [[4, 50, 7, 12], 10],
      expected: [null, 50, null, 12],
    },
    { name: "alone in the table", given: [[9], 10], expected: [null] },
    {
      name: "the small one comes first",
      given: [[5, 40, 20, 60], 10],
      expected: [null, 40, null, 60],
    },
  ],
  properties: [
    {
      name: "A count that is shown is as it was, and large enough",
      draw: (random) => [drawCounts(random)],
      holds: ([shown], [[counts, least]]) =>
        shown.length === counts.length &&
        shown.every((n, i) => n === null || n === counts[i] && n >= least),
    },
    {
      name: "A hidden count is never the only one",
      draw: (random) => [drawCounts(random)],
      holds: ([shown]) => shown.filter((n) => n === null).length !== 1,
    },
  ],
};

/** The tasks of chapter 03. */
export const leavingTasks: readonly Task[] = [
  stillHere,
  expectedLeavers,
  partialLikelihood,
  stalledYears,
  maySee,
];
