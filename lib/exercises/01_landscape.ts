import { drawBill, drawMoves, drawStay } from "./01_landscape_draws.ts";
import { between } from "./draw.ts";
import type { Task } from "./spec.ts";

const chapter = "01-landscape";

const near = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

export const attrition: Task<[retained: number, years: number], number> = {
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
  properties: [
    {
      name: "Year after year, it leaves over what was retained",
      draw: (random) => [drawStay(random)],
      holds: ([a], [[retained, years]]) => near((1 - a) ** years, retained),
    },
    {
      name: "The same share after twice the time means fewer leave a year",
      draw(random) {
        const [retained, years] = drawStay(random);
        return [[retained, years], [retained, 2 * years]];
      },
      holds: ([short, long]) => long < short,
    },
  ],
};

export const likelier: Task<
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
  properties: [
    {
      name: "Seen from B, it is one over what it is seen from A",
      draw(random) {
        const [moved, back, people, peopleThere] = drawMoves(random);
        return [
          [moved, back, people, peopleThere],
          [back, moved, peopleThere, people],
        ];
      },
      holds: ([fromA, fromB]) => near(fromA * fromB, 1),
    },
    {
      name: "With twice as many people at A it is half as much",
      draw(random) {
        const [moved, back, people, peopleThere] = drawMoves(random);
        return [
          [moved, back, people, peopleThere],
          [moved, back, 2 * people, peopleThere],
        ];
      },
      holds: ([before, after]) => near(before, 2 * after),
    },
  ],
};

export const bill: Task<
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
  properties: [
    {
      name: "What any source allows lies within the bill",
      draw: (random) => [drawBill(random)],
      holds: ([[lowest, highest]], [[leavers, pay, sources]]) =>
        sources.flat().every((percent) => {
          const bill = leavers * pay * percent / 100;
          return lowest <= bill * (1 + 1e-9) && bill <= highest * (1 + 1e-9);
        }),
    },
    {
      name: "A source that lies within another changes nothing",
      draw(random) {
        const [leavers, pay, sources] = drawBill(random);
        const [low, high] = sources[0];
        return [
          [leavers, pay, sources],
          [leavers, pay, [...sources, [(low + high) / 2, high]]],
        ];
      },
      holds: ([before, after]) =>
        near(before[0], after[0]) && near(before[1], after[1]),
    },
  ],
};

export const doubling: Task<[perYear: number], number> = {
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
  properties: [
    {
      name: "After that many months it is twice as much",
      draw: (random) => [[between(random, 1.05, 20)]],
      holds: ([months], [[perYear]]) => near(perYear ** (months / 12), 2),
    },
    {
      name: "What grows as much in half a year doubles in half the time",
      draw(random) {
        const perYear = between(random, 1.05, 20);
        return [[perYear], [perYear ** 2]];
      },
      holds: ([slow, fast]) => near(slow, 2 * fast),
    },
  ],
};

/** The tasks of chapter 01. */
export const landscapeTasks: readonly Task[] = [
  attrition,
  likelier,
  bill,
  doubling,
];
