import * as tasks from "./01_landscape.ts";
import { drawBill, drawMoves, drawStay } from "./01_landscape_draws.ts";
import { between } from "./draw.ts";
import { type Exercise, withKey } from "./spec.ts";

const attrition = withKey(tasks.attrition, {
  solution: `function myAttrition(retained: number, years: number): number {
  const stay = retained ** (1 / years); // the chance to stay one year
  return 1 - stay; // a share from 0 to 1
}`,
  hidden: [
    { name: "some years", draw: drawStay },
    {
      name: "less than a year",
      draw: (random) => [between(random, 0.5, 0.99), between(random, 0.1, 0.9)],
    },
  ],
  reference: (retained, years) => 1 - retained ** (1 / years),
  wrong: [
    {
      misconception: "Those who left may be spread evenly over the years.",
      solution: (retained, years) => (1 - retained) / years,
    },
    {
      misconception: "The root is the chance of leaving, not of staying.",
      solution: (retained, years) => retained ** (1 / years),
    },
    {
      misconception: "Two years need the square, not the square root.",
      solution: (retained, years) => 1 - retained ** years,
    },
    {
      misconception: "The hazard rate and the chance within a year are one.",
      solution: (retained, years) => -Math.log(retained) / years,
    },
  ],
});

const likelier = withKey(tasks.likelier, {
  solution: `function myTimesLikelier(
  moved: number,
  back: number,
  people: number,
  peopleThere: number,
): number {
  const fromA = moved / people;
  const fromB = back / peopleThere;
  return fromA / fromB;
}`,
  hidden: [
    { name: "two companies", draw: drawMoves },
    {
      name: "a giant and a start-up",
      draw(random) {
        const [moved, back] = drawMoves(random);
        return [moved, back, 50_000, 20 + random.below(80)];
      },
    },
  ],
  reference: (moved, back, people, peopleThere) =>
    (moved / people) / (back / peopleThere),
  wrong: [
    {
      misconception: "The ratio of the counts is the ratio of the chances.",
      solution: (moved, back) => moved / back,
    },
    {
      misconception: "The larger company's counts must be scaled up.",
      solution: (moved, back, people, peopleThere) =>
        (moved * people) / (back * peopleThere),
    },
    {
      misconception: "Both counts may be divided by everybody together.",
      solution: (moved, back, people, peopleThere) =>
        (moved / (people + peopleThere)) / (back / (people + peopleThere)),
    },
    {
      misconception: "How much likelier is a difference of chances.",
      solution: (moved, back, people, peopleThere) =>
        moved / people - back / peopleThere,
    },
  ],
});

const bill = withKey(tasks.bill, {
  solution: `function myBill(
  leavers: number,
  pay: number,
  sources: [low: number, high: number][],
): number[] {
  const low = Math.min(...sources.map(([low]) => low));
  const high = Math.max(...sources.map(([, high]) => high));
  return [low, high].map((percent) => leavers * pay * percent / 100);
}`,
  hidden: [
    { name: "some sources", draw: drawBill },
    {
      name: "a single number",
      draw(random) {
        const [leavers, pay, [[low]]] = drawBill(random);
        return [leavers, pay, [[low, low]]];
      },
    },
  ],
  reference: (leavers, pay, sources) => [
    leavers * pay * Math.min(...sources.map(([low]) => low)) / 100,
    leavers * pay * Math.max(...sources.map(([, high]) => high)) / 100,
  ],
  wrong: [
    {
      misconception: "Averaging the sources gives the honest range.",
      solution: (leavers, pay, sources) =>
        [0, 1].map((end) =>
          leavers * pay *
          sources.reduce((sum, source) => sum + source[end], 0) /
          sources.length / 100
        ),
    },
    {
      misconception: "A percentage may be used as it stands.",
      solution: (leavers, pay, sources) => [
        leavers * pay * Math.min(...sources.map(([low]) => low)),
        leavers * pay * Math.max(...sources.map(([, high]) => high)),
      ],
    },
    {
      misconception: "Only what all sources allow counts.",
      solution: (leavers, pay, sources) => [
        leavers * pay * Math.max(...sources.map(([low]) => low)) / 100,
        leavers * pay * Math.min(...sources.map(([, high]) => high)) / 100,
      ],
    },
    {
      misconception: "The first source is enough.",
      solution: (leavers, pay, [[low, high]]) => [
        leavers * pay * low / 100,
        leavers * pay * high / 100,
      ],
    },
  ],
});

const doubling = withKey(tasks.doubling, {
  solution: `function myDoublingMonths(perYear: number): number {
  return 12 * Math.log(2) / Math.log(perYear);
}`,
  hidden: [
    { name: "fast growth", draw: (random) => [between(random, 3, 50)] },
    { name: "slow growth", draw: (random) => [between(random, 1.01, 1.2)] },
  ],
  reference: (perYear) => 12 * Math.log(2) / Math.log(perYear),
  wrong: [
    {
      misconception: "Growth comes in equal steps.",
      solution: (perYear) => 12 / (perYear - 1),
    },
    {
      misconception: "Twice as fast means half the time.",
      solution: (perYear) => 24 / perYear,
    },
    {
      misconception: "The rule of 72 holds for any growth.",
      solution: (perYear) => 12 * 72 / (100 * (perYear - 1)),
    },
    {
      misconception: "Mixing natural and base-2 logarithms does not matter.",
      solution: (perYear) => 12 * Math.log(2) / Math.log2(perYear),
    },
  ],
});

/** The exercises of chapter 01, with their key. */
export const landscapeExercises: readonly Exercise[] = [
  attrition,
  likelier,
  bill,
  doubling,
];
