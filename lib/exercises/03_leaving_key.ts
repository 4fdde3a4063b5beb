import { kaplanMeier, survivalAt } from "../talent/survival/mod.ts";
import * as tasks from "./03_leaving.ts";
import {
  drawCareer,
  drawCounts,
  drawHazards,
  drawRisks,
  drawStays,
} from "./03_leaving_draws.ts";
import { between } from "./draw.ts";
import { type Exercise, withKey } from "./spec.ts";

const stillHere = withKey(tasks.stillHere, {
  solution:
    `function myStillHere(years: number[], left: boolean[], t: number): number {
  const times = new Set(years.filter((y, j) => left[j] && y <= t));
  let s = 1;
  for (const time of times) {
    const d = years.filter((y, j) => y === time && left[j]).length;
    const n = years.filter((y) => y >= time).length;
    s *= 1 - d / n;
  }
  return s;
}`,
  hidden: [
    { name: "some stays", draw: drawStays },
    {
      name: "between two years",
      draw(random) {
        const [years, left, t] = drawStays(random);
        return [years, left, t - 0.5];
      },
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
});

const expectedLeavers = withKey(tasks.expectedLeavers, {
  solution: `function myExpected(
  ours: number[],
  theirs: number[],
  leavers: number[],
): number {
  let sum = 0;
  leavers.forEach((d, i) => {
    sum += d * ours[i] / (ours[i] + theirs[i]);
  });
  return sum;
}`,
  hidden: [
    { name: "two groups", draw: drawRisks },
    {
      name: "a small group against a large one",
      draw(random) {
        const [ours, theirs, leavers] = drawRisks(random);
        return [ours, theirs.map((n) => 50 * n), leavers];
      },
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
});

const partialLikelihood = withKey(tasks.partialLikelihood, {
  solution: `function myLogLikelihood(
  x: number[],
  years: number[],
  left: boolean[],
  beta: number,
): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    if (!left[i]) continue;
    let risk = 0;
    for (let j = 0; j < x.length; j++) {
      if (years[j] >= years[i]) risk += Math.exp(beta * x[j]);
    }
    sum += beta * x[i] - Math.log(risk);
  }
  return sum;
}`,
  hidden: [
    { name: "some people", draw: drawHazards },
    {
      name: "everybody left",
      draw(random) {
        const [x, years, left, beta] = drawHazards(random);
        return [x, years, left.map(() => true), beta];
      },
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
});

const stalledYears = withKey(tasks.stalledYears, {
  solution: `function myStalled(
  years: number,
  promotedAfter: number | null,
): [number, number] {
  const fresh = (stretch: number) => Math.min(stretch, 2);
  const before = promotedAfter ?? 0;
  const notStalled = fresh(before) + fresh(years - before);
  return [notStalled, years - notStalled]; // [not stalled, stalled]
}`,
  hidden: [
    { name: "a promotion on the way", draw: drawCareer },
    {
      name: "no promotion",
      draw: (random) => [between(random, 0.5, 12), null],
    },
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
});

const maySee = withKey(tasks.maySee, {
  solution:
    `function myShown(counts: number[], least: number): (number | null)[] {
  const hidden = counts.map((n) => n < least);
  if (hidden.filter(Boolean).length === 1 && counts.length > 1) {
    const smallest = Math.min(...counts.filter((_, i) => !hidden[i]));
    hidden[counts.findIndex((n, i) => n === smallest && !hidden[i])] = true;
  }
  return counts.map((n, i) => hidden[i] ? null : n);
}`,
  hidden: [
    { name: "one small group", draw: drawCounts },
    {
      name: "a small group more, and one at the limit",
      draw(random) {
        const [counts, least] = drawCounts(random);
        const others = counts.filter((n) => n !== least);
        return [[least, ...others, 0.5 * least], least];
      },
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
});

/** The exercises of chapter 03, with their key. */
export const leavingExercises: readonly Exercise[] = [
  stillHere,
  expectedLeavers,
  partialLikelihood,
  stalledYears,
  maySee,
];
