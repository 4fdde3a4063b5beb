/**
 * The survival methods against R's `survival` 3.5.3 and Python's lifelines
 * 0.30.3, to 6 digits and more. How the values were made: `reference/`.
 *
 * @module
 */
import { assert, assertEquals } from "../assert.ts";
import {
  aalenJohansen,
  concordance,
  coxRegression,
  kaplanMeier,
  logRank,
  medianSurvival,
  nelsonAalen,
  riskScores,
  schoenfeldTest,
  survivalAt,
  type Times,
} from "../../lib/talent/survival/mod.ts";
import { parseCsv } from "../../lib/talent/people/csv.ts";

const file = (name: string) =>
  Deno.readTextFileSync(new URL(`reference/${name}`, import.meta.url));
const R = JSON.parse(file("survival.json"));
const lifelines = JSON.parse(file("rossi.json"));

/** A table's columns by name, as text. */
function table(name: string): Record<string, string[]> {
  const [heads, ...rows] = parseCsv(file(`${name}.csv`), []);
  return Object.fromEntries(
    heads.map((head, i) => [head, rows.map((row) => row[i])]),
  );
}

const lung = table("lung");
const veteran = table("veteran");
const heart = table("heart");
const rossi = table("rossi");

const numbers = (column: string[]) => column.map(Number);
const times = (time: string[], event: string[], entry?: string[]): Times => ({
  time: numbers(time),
  event: numbers(event),
  ...(entry ? { entry: numbers(entry) } : {}),
});
const TIMES = {
  lung: times(lung.time, lung.status),
  veteran: times(veteran.time, veteran.status),
  heart: times(heart.stop, heart.event, heart.start),
  rossi: times(rossi.week, rossi.arrest),
};

/** Six digits, and a little room for numbers near 0. */
function assertSame(actual: number[], expected: (number | null)[]) {
  assertEquals(actual.length, expected.length);
  expected.forEach((value, i) => {
    if (value === null) return assertEquals(actual[i], NaN);
    const bound = 1e-6 * Math.abs(value) + 1e-10;
    assert(
      Math.abs(actual[i] - value) <= bound,
      `number ${i}: expected ${value}, got ${actual[i]}`,
    );
  });
}

/** The entries of a curve's list at the reference's times. */
function pick(curve: { time: number[] }, list: number[], at: number[]) {
  return at.map((time) => list[curve.time.indexOf(time)]);
}

for (
  const [name, scale, expected] of [
    ["lung", "log", R.lung.log],
    ["lung", "log-log", R.lung.log_log],
    ["heart", "log", R.heart.log],
  ] as const
) {
  Deno.test(`kaplanMeier() matches R on ${name}, ${scale} intervals`, () => {
    const curve = kaplanMeier(TIMES[name], scale);
    const at = (list: number[]) => pick(curve, list, expected.time);
    assertEquals(at(curve.atRisk), expected.at_risk);
    assertEquals(at(curve.events), expected.events);
    assertSame(at(curve.survival), expected.survival);
    assertSame(at(curve.standardError), expected.error);
    assertSame(at(curve.lower), expected.lower);
    assertSame(at(curve.upper), expected.upper);
    assertEquals(Object.values(medianSurvival(curve)), expected.median);
  });
}

for (const name of ["lung", "heart"] as const) {
  Deno.test(`nelsonAalen() matches R on ${name}`, () => {
    const curve = nelsonAalen(TIMES[name]);
    const { time, hazard, error } = R[name].hazard;
    assertSame(pick(curve, curve.hazard, time), hazard);
    assertSame(pick(curve, curve.standardError, time), error);
  });
}

Deno.test("logRank() matches R with two groups and with four", () => {
  const sex = logRank(TIMES.lung, lung.sex);
  assertSame(sex.expected, R.lung.logrank.expected);
  assertEquals(sex.observed, R.lung.logrank.observed);
  assertSame([sex.chiSquare], [R.lung.logrank.chi_square]);
  const cell = logRank(TIMES.veteran, veteran.celltype);
  // R keeps its own order of groups.
  const order = ["squamous", "smallcell", "adeno", "large"]
    .map((name) => cell.groups.indexOf(name));
  assertSame(
    order.map((g) => cell.expected[g]),
    R.veteran.logrank.expected,
  );
  assertSame([cell.chiSquare], [R.veteran.logrank.chi_square]);
  assertEquals(cell.df, 3);
});

for (
  const [name, data] of [
    ["lung", lung],
    ["veteran", veteran],
    ["heart", heart],
  ] as const
) {
  const expected = R[name].cox;
  const columns = Object.fromEntries(
    expected.names.map((key: string) => [key, numbers(data[key])]),
  );

  Deno.test(`coxRegression() matches R on ${name}`, () => {
    const model = coxRegression(TIMES[name], columns);
    const of = (key: "coefficient" | "standardError" | "lower" | "upper") =>
      model.effects.map((effect) => effect[key]);
    assertSame(of("coefficient"), expected.coefficients);
    assertSame(of("standardError"), expected.errors);
    assertSame(of("lower"), expected.lower);
    assertSame(of("upper"), expected.upper);
    assertSame(model.effects.map(({ p }) => p), expected.p);
    assertSame(model.covariance[0], expected.covariance);
    const { null: none, fitted } = model.logLikelihood;
    assertSame([none, fitted], expected.log_likelihood);
    assertSame([model.likelihoodRatio.chiSquare], [expected.likelihood_ratio]);
    assertSame([model.wald.chiSquare], [expected.wald]);
    assertSame([model.score.chiSquare], [expected.score]);
  });

  Deno.test(`concordance() matches R on ${name}`, () => {
    const model = coxRegression(TIMES[name], columns);
    const found = concordance(TIMES[name], riskScores(model, columns));
    assertEquals(
      [found.concordant, found.discordant, found.tied],
      expected.pairs,
    );
    assertSame([found.value], [expected.concordance]);
  });

  Deno.test(`schoenfeldTest() matches R's cox.zph on ${name}`, () => {
    const model = coxRegression(TIMES[name], columns);
    const test = schoenfeldTest(model, TIMES[name], columns);
    const all = [...test.columns, test.global];
    assertSame(all.map(({ chiSquare }) => chiSquare), expected.schoenfeld);
    assertSame(all.map(({ p }) => p), expected.schoenfeld_p);
  });
}

Deno.test("aalenJohansen() matches R on transplant", () => {
  const data = table("transplant");
  const { time, states, share, error } = R.transplant;
  const curves = aalenJohansen(
    { time: numbers(data.futime) },
    data.event.map((event) => event === "censored" ? null : event),
  );
  states.forEach((state: string, j: number) => {
    const column = (rows: number[][]) => rows.map((row) => row[j]);
    if (state === "(s0)") {
      assertSame(pick(curves, curves.survival, time), column(share));
      return;
    }
    const cause = curves.causes[state];
    assertSame(pick(curves, cause.share, time), column(share));
    assertSame(pick(curves, cause.standardError, time), column(error));
  });
  assertEquals(Object.keys(curves.causes), ["death", "ltx", "withdraw"]);
});

Deno.test("coxRegression() matches lifelines on rossi", () => {
  const columns = Object.fromEntries(
    lifelines.names.map((key: string) => [key, numbers(rossi[key])]),
  );
  const model = coxRegression(TIMES.rossi, columns);
  assertSame(
    model.effects.map((effect) => effect.coefficient),
    lifelines.coefficients,
  );
  assertSame(
    model.effects.map((effect) => effect.standardError),
    lifelines.errors,
  );
  assertSame([model.logLikelihood.fitted], [lifelines.log_likelihood]);
  const found = concordance(TIMES.rossi, riskScores(model, columns));
  assertSame([found.value], [lifelines.concordance]);
});

Deno.test("kaplanMeier() and logRank() match lifelines on rossi", () => {
  const curve = kaplanMeier(TIMES.rossi);
  const at = lifelines.at.map((week: number) => survivalAt(curve, week));
  for (const key of ["survival", "lower", "upper"] as const) {
    assertSame(
      at.map((point: Record<typeof key, number>) => point[key]),
      lifelines[key],
    );
  }
  const test = logRank(TIMES.rossi, rossi.fin);
  assertSame([test.chiSquare], [lifelines.logrank]);
});
