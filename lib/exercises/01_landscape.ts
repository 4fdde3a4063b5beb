import type { Exercise } from "./spec.ts";

const chapter = "01-landscape";

const attrition: Exercise<[retained: number, years: number], number> = {
  id: "01.1",
  chapter,
  title: "From two-year retention to attrition a year",
  prompt:
    "A share `retained` of the people hired is still there after `years` years. If the chance of leaving is the same in every year, what is that chance?",
  stub: `function myAttrition(retained: number, years: number): number {
  return todo(retained, years); // a share from 0 to 1
}`,
  hints: [
    "Call the chance of staying one year $s$. What is the chance of staying two years?",
    "Staying $k$ years has the chance $s^k$, and that is what was retained.",
    "$s$ is the $k$-th root: `retained ** (1 / years)`. The answer is what is missing to 1.",
  ],
  cases: [
    {
      name: "80 % after two years",
      given: [0.8, 2],
      expected: 0.10557280900008,
    },
    { name: "64 % after two years", given: [0.64, 2], expected: 0.2 },
    {
      name: "67 % after two years",
      given: [0.67, 2],
      expected: 0.18146472281275,
    },
    { name: "nobody left", given: [1, 3], expected: 0 },
    { name: "90 % after half a year", given: [0.9, 0.5], expected: 0.19 },
    {
      name: "half after five years",
      given: [0.5, 5],
      expected: 0.12944943670387588,
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
};

const likelier: Exercise<
  [moved: number, back: number, people: number, peopleThere: number],
  number
> = {
  id: "01.2",
  chapter,
  title: "How many times likelier?",
  prompt:
    "In one year `moved` people went from company A to company B and `back` people from B to A. A has `people` people, B has `peopleThere`. How many times likelier is it that somebody at A moves to B than that somebody at B moves to A?",
  stub: `function myTimesLikelier(
  moved: number,
  back: number,
  people: number,
  peopleThere: number,
): number {
  return todo(moved, back, people, peopleThere);
}`,
  hints: [
    "A count says nothing about a person until you know how many could have gone.",
    "The chance for somebody at A is `moved / people`. What is it for somebody at B?",
    "Divide the first chance by the second.",
  ],
  cases: [
    {
      name: "8 to 1, but A is four times as large",
      given: [8, 1, 4000, 1000],
      expected: 2,
    },
    {
      name: "equal counts, equal size",
      given: [10, 10, 500, 500],
      expected: 1,
    },
    { name: "21 to 2", given: [21, 2, 3000, 1000], expected: 3.5 },
    {
      name: "fewer go, and yet likelier",
      given: [3, 6, 100, 400],
      expected: 2,
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
};

const bill: Exercise<
  [leavers: number, pay: number, sources: [low: number, high: number][]],
  number[]
> = {
  id: "01.3",
  chapter,
  title: "An honest bill for the people who left",
  prompt:
    "`leavers` people left who earned `pay` a year each. Each source puts the cost of replacing somebody between `low` and `high` percent of annual pay. Answer the lowest and the highest bill that any of the sources allows.",
  stub: `function myBill(
  leavers: number,
  pay: number,
  sources: [low: number, high: number][],
): number[] {
  return todo(leavers, pay, sources); // [lowest, highest]
}`,
  hints: [
    "Which single percentage gives the lowest bill, and which the highest?",
    "The lowest of all `low` and the highest of all `high`: `Math.min(...sources.map(([low]) => low))`.",
    "The bill is `leavers * pay * percent / 100`.",
  ],
  cases: [
    {
      name: "one source",
      given: [10, 100_000, [[50, 200]]],
      expected: [500_000, 2_000_000],
    },
    {
      name: "sources that overlap",
      given: [4, 150_000, [[50, 200], [16, 40]]],
      expected: [96_000, 1_200_000],
    },
    {
      name: "sources without a range",
      given: [20, 50_000, [[21, 21], [40, 40], [80, 80]]],
      expected: [210_000, 800_000],
    },
    {
      name: "one source inside another",
      given: [1, 120_000, [[40, 80], [16, 213]]],
      expected: [19_200, 255_600],
    },
    { name: "nobody left", given: [0, 90_000, [[50, 200]]], expected: [0, 0] },
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
};

const doubling: Exercise<[perYear: number], number> = {
  id: "01.4",
  chapter,
  title: "How long until it doubles?",
  prompt:
    "Something grows `perYear` times a year: 4.5 means four and a half times as much. After how many months has it doubled?",
  stub: `function myDoublingMonths(perYear: number): number {
  return todo(perYear);
}`,
  hints: [
    "After $m$ months it is $g^{m / 12}$ times as much. Set that to 2.",
    "Take logarithms on both sides: $m / 12 \\cdot \\log g = \\log 2$.",
    "`12 * Math.log(2) / Math.log(perYear)`.",
  ],
  cases: [
    { name: "doubles each year", given: [2], expected: 12 },
    { name: "training compute", given: [4.5], expected: 5.530145047420442 },
    { name: "training cost", given: [2.4], expected: 9.50092883026269 },
    { name: "a slow five percent", given: [1.05], expected: 170.4803889946855 },
    { name: "sixteenfold", given: [16], expected: 3 },
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
};

/** The exercises of chapter 01. */
export const landscapeExercises: readonly Exercise[] = [
  attrition,
  likelier,
  bill,
  doubling,
];
