import { kaplanMeier, survivalAt } from "../talent/survival/mod.ts";
import type { Exercise } from "./spec.ts";

// The expected numbers were worked out as fractions by hand, those with a
// logarithm with Python's math module.

const chapter = "03-leaving";

const stillHere: Exercise<
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
  reference: (years, left, t) =>
    survivalAt(kaplanMeier({ time: years, event: left }), t).survival,
  wrong: [
    {
      misconception: "The share whose stay is longer than t is the answer.",
      solution: (years, _left, t) =>
        years.filter((y) => y > t).length / years.length,
    },
    {
      misconception: "People who are still here can be left out.",
      solution: (years, left, t) => {
        const gone = years.filter((_, j) => left[j]);
        return gone.filter((y) => y > t).length / gone.length;
      },
    },
    {
      misconception: "One minus the leavers so far over everyone ever hired.",
      solution: (years, left, t) =>
        1 - years.filter((y, j) => left[j] && y <= t).length / years.length,
    },
    {
      misconception: "Whoever was last seen on that day was gone before it.",
      solution: (years, left, t) => {
        let s = 1;
        for (const at of new Set(years.filter((y, j) => left[j] && y <= t))) {
          const d = years.filter((y, j) => y === at && left[j]).length;
          const n = d + years.filter((y) => y > at).length;
          s *= 1 - d / n;
        }
        return s;
      },
    },
    {
      misconception: "Leaving at t itself does not count yet.",
      solution: (years, left, t) => {
        let s = 1;
        for (const at of new Set(years.filter((y, j) => left[j] && y < t))) {
          const d = years.filter((y, j) => y === at && left[j]).length;
          s *= 1 - d / years.filter((y) => y >= at).length;
        }
        return s;
      },
    },
  ],
};

const expectedLeavers: Exercise<
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
  reference: (ours, theirs, leavers) =>
    leavers.reduce((sum, d, i) => sum + d * ours[i] / (ours[i] + theirs[i]), 0),
  wrong: [
    {
      misconception: "Two groups share the leavers evenly.",
      solution: (_ours, _theirs, leavers) =>
        leavers.reduce((sum, d) => sum + d / 2, 0),
    },
    {
      misconception: "Who was there at the start decides for all times.",
      solution: (ours, theirs, leavers) =>
        leavers.reduce((sum, d) => sum + d, 0) * ours[0] /
        (ours[0] + theirs[0]),
    },
    {
      misconception: "Add up first, then divide once.",
      solution: (ours, theirs, leavers) => {
        const total = (list: number[]) => list.reduce((a, b) => a + b, 0);
        return total(leavers) * total(ours) / (total(ours) + total(theirs));
      },
    },
    {
      misconception: "The share is ours over theirs.",
      solution: (ours, theirs, leavers) =>
        leavers.reduce((sum, d, i) => sum + d * ours[i] / theirs[i], 0),
    },
  ],
};

const partialLikelihood: Exercise<
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
  reference: (x, years, left, beta) => {
    let sum = 0;
    years.forEach((now, i) => {
      if (!left[i]) return;
      const atRisk = x.filter((_, j) => years[j] >= now);
      sum += beta * x[i] -
        Math.log(atRisk.reduce((w, x_j) => w + Math.exp(beta * x_j), 0));
    });
    return sum;
  },
  wrong: [
    {
      misconception: "Everyone ever hired is at risk all the time.",
      solution: (x, _years, left, beta) => {
        const all = Math.log(x.reduce((w, v) => w + Math.exp(beta * v), 0));
        return x.reduce((s, v, i) => left[i] ? s + beta * v - all : s, 0);
      },
    },
    {
      misconception: "Whoever leaves is not at risk at that moment.",
      solution: (x, years, left, beta) =>
        x.reduce((s, v, i) => {
          const others = x.filter((_, j) => years[j] > years[i]);
          if (!left[i] || others.length === 0) return s;
          const w = others.reduce((sum, u) => sum + Math.exp(beta * u), 0);
          return s + beta * v - Math.log(w);
        }, 0),
    },
    {
      misconception: "People still here count as if they had left.",
      solution: (x, years, _left, beta) =>
        x.reduce((s, v, i) => {
          const atRisk = x.filter((_, j) => years[j] >= years[i]);
          const w = atRisk.reduce((sum, u) => sum + Math.exp(beta * u), 0);
          return s + beta * v - Math.log(w);
        }, 0),
    },
    {
      misconception: "People still here never belong to the risk set.",
      solution: (x, years, left, beta) =>
        x.reduce((s, v, i) => {
          if (!left[i]) return s;
          const atRisk = x.filter((_, j) => left[j] && years[j] >= years[i]);
          const w = atRisk.reduce((sum, u) => sum + Math.exp(beta * u), 0);
          return s + beta * v - Math.log(w);
        }, 0),
    },
  ],
};

const stalledYears: Exercise<
  [years: number, promotedAfter: number | null],
  [number, number]
> = {
  id: "03.4",
  chapter,
  title: "Years with and without a stalled career",
  prompt:
    "Someone was watched for a number of years and promoted once, after `promotedAfter` years, or never (`null`). A career counts as stalled once 2 years have passed since hiring or since the promotion. Write how many years were spent not stalled, and how many stalled, as a list of two.",
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
  reference: (years, promotedAfter) => {
    const cut = promotedAfter ?? 0;
    const fresh = Math.min(cut, 2) + Math.min(years - cut, 2);
    return [fresh, years - fresh];
  },
  wrong: [
    {
      misconception: "What holds at the end held all along.",
      solution: (years, promotedAfter) =>
        years - (promotedAfter ?? 0) > 2 ? [0, years] : [years, 0],
    },
    {
      misconception: "A promotion does not start the clock again.",
      solution: (years) => [Math.min(years, 2), Math.max(0, years - 2)],
    },
    {
      misconception: "Only the time since the promotion counts.",
      solution: (years, promotedAfter) => {
        const since = years - (promotedAfter ?? 0);
        return [Math.min(since, 2), Math.max(0, since - 2)];
      },
    },
    {
      misconception: "Nobody is stalled before a promotion that came.",
      solution: (years, promotedAfter) => {
        const since = years - (promotedAfter ?? 0);
        const stalled = Math.max(0, since - 2);
        return [years - stalled, stalled];
      },
    },
  ],
};

const maySee: Exercise<[counts: number[], least: number], (number | null)[]> = {
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
  reference: (counts, least) => {
    const hidden = counts.map((n) => n < least);
    const others = counts.filter((_, i) => !hidden[i]);
    if (others.length === counts.length - 1 && others.length > 0) {
      const smallest = Math.min(...others);
      hidden[counts.findIndex((n, i) => !hidden[i] && n === smallest)] = true;
    }
    return counts.map((n, i) => hidden[i] ? null : n);
  },
  wrong: [
    {
      misconception: "Hiding the small count is enough.",
      solution: (counts, least) => counts.map((n) => n < least ? null : n),
    },
    {
      misconception: "The smallest size that may be shown is hidden too.",
      solution: (counts, least) => {
        const shown = counts.map((n) => n <= least ? null : n);
        return shown;
      },
    },
    {
      misconception: "A small count can be shown as 0.",
      solution: (counts, least) => counts.map((n) => n < least ? 0 : n),
    },
    {
      misconception: "One small group spoils the whole table.",
      solution: (counts, least) =>
        counts.some((n) => n < least) ? counts.map(() => null) : counts,
    },
    {
      misconception: "Any second count will do, say the next in the list.",
      solution: (counts, least) => {
        const hidden = counts.map((n) => n < least);
        const at = hidden.indexOf(true);
        if (hidden.filter(Boolean).length === 1 && counts.length > 1) {
          hidden[(at + 1) % counts.length] = true;
        }
        return counts.map((n, i) => hidden[i] ? null : n);
      },
    },
  ],
};

/** The exercises of chapter 03. */
export const leavingExercises: readonly Exercise[] = [
  stillHere,
  expectedLeavers,
  partialLikelihood,
  stalledYears,
  maySee,
];
