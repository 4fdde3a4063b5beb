import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertStringIncludes,
  assertThrows,
} from "../assert.ts";
import {
  aalenJohansen,
  ColumnError,
  concordance,
  coxRegression,
  incidenceAt,
  kaplanMeier,
  logRank,
  medianSurvival,
  riskTable,
  schoenfeldTest,
  survivalAt,
  type Times,
  untilFew,
} from "../../lib/talent/survival/mod.ts";
import {
  drawExponential,
  drawNormal,
  Random,
} from "../../lib/talent/statistics/mod.ts";

/** Five stays, worked by hand: two leave, one is still here, two leave. */
const FIVE: Times = {
  time: [1, 2, 2, 3, 5],
  event: [true, true, false, true, true],
};

Deno.test("kaplanMeier() gives the hand value", () => {
  const curve = kaplanMeier(FIVE);
  assertEquals(curve.time, [1, 2, 3, 5]);
  assertEquals(curve.atRisk, [5, 4, 2, 1]);
  assertEquals(curve.events, [1, 1, 1, 1]);
  assertEquals(curve.censored, [0, 1, 0, 0]);
  [4 / 5, 3 / 5, 3 / 10, 0].forEach((s, i) =>
    assertAlmostEquals(curve.survival[i], s, 1e-12)
  );
  // Greenwood at 2: 1/(5·4) + 1/(4·3).
  assertAlmostEquals(
    curve.standardError[1],
    0.6 * Math.sqrt(1 / 20 + 1 / 12),
    1e-12,
  );
  assertEquals([curve.lower[3], curve.upper[3]], [NaN, NaN]);
});

Deno.test("survivalAt() steps down at events and stops at the end", () => {
  const curve = kaplanMeier(FIVE);
  assertEquals(survivalAt(curve, 0.5).survival, 1);
  assertAlmostEquals(survivalAt(curve, 2).survival, 0.6, 1e-12);
  assertAlmostEquals(survivalAt(curve, 2.9).survival, 0.6, 1e-12);
  assertThrows(() => survivalAt(curve, 5.1), RangeError, "from 0 to 5");
  assertEquals(medianSurvival(curve).median, 3);
  const short = kaplanMeier({ time: [1, 2], event: [false, false] });
  assertEquals(medianSurvival(short).median, null);
});

Deno.test("riskTable() counts who is still watched, late entries too", () => {
  assertEquals(riskTable(FIVE, [0, 1, 2, 2.5, 6]), [5, 5, 4, 2, 0]);
  const late = { ...FIVE, entry: [0, 0, 1.5, 0, 4] };
  assertEquals(riskTable(late, [0, 1, 2, 4.5]), [3, 3, 3, 1]);
});

Deno.test("untilFew() cuts the curve before it points at single people", () => {
  assertEquals(untilFew(kaplanMeier(FIVE), 4).time, [1, 2]);
  assertEquals(untilFew(kaplanMeier(FIVE), 1).time.length, 4);
});

Deno.test("late entry leaves out the time before it", () => {
  // The third person joins the watch after the first has left.
  const curve = kaplanMeier({
    time: [1, 3, 4],
    event: [true, true, true],
    entry: [0, 0, 2],
  });
  assertEquals(curve.atRisk, [2, 2, 1]);
  const model = (entry?: number[]) =>
    coxRegression({
      time: [3, 4, 5, 6, 7, 8],
      event: [1, 1, 0, 1, 1, 1],
      entry,
    }, { x: [1, 0, 1, 0, 1, 0] });
  const same = model([0, 0, 0, 0, 0, 0]).effects[0].coefficient;
  assertAlmostEquals(same, model().effects[0].coefficient, 1e-12);
  assert(same !== model([0, 0, 4, 0, 0, 0]).effects[0].coefficient);
});

Deno.test("cutting a stay in two changes no estimate", () => {
  const time = [2, 3, 4, 5, 6, 7];
  const event = [1, 1, 0, 1, 1, 0];
  const x = [3, 1, 2, 2, 1, 0];
  const whole = coxRegression({ time, event }, { x });
  const cut = coxRegression({
    entry: [...time.map(() => 0), ...time.map(() => 1.5)],
    time: [...time.map(() => 1.5), ...time],
    event: [...time.map(() => 0), ...event],
  }, { x: [...x, ...x] });
  assertAlmostEquals(
    cut.effects[0].coefficient,
    whole.effects[0].coefficient,
    1e-10,
  );
  assertAlmostEquals(
    cut.effects[0].standardError,
    whole.effects[0].standardError,
    1e-10,
  );
});

Deno.test("aalenJohansen() shares add up to everyone", () => {
  const causes = ["pay", "career", null, "pay", "career"];
  const { survival, causes: found } = aalenJohansen(FIVE, causes);
  survival.forEach((s, i) =>
    assertAlmostEquals(s + found.pay.share[i] + found.career.share[i], 1, 1e-12)
  );
  assertAlmostEquals(found.pay.share[0], 0.2, 1e-12);
  assertAlmostEquals(found.pay.share[3], 0.2 + 0.6 / 2, 1e-12);
});

Deno.test("incidenceAt() reads a curve and refuses what is not there", () => {
  const risks = aalenJohansen(FIVE, ["pay", "career", null, "pay", "career"]);
  assertEquals(incidenceAt(risks, "pay", 0.9).share, 0);
  assertAlmostEquals(incidenceAt(risks, "pay", 2.5).share, 0.2, 1e-12);
  assertThrows(() => incidenceAt(risks, "gold", 1), RangeError, "career, pay");
  assertThrows(() => incidenceAt(risks, "pay", 6), RangeError, "0 to 5");
});

Deno.test("aalenJohansen() with one cause is one minus Kaplan–Meier", () => {
  const cause = Array.from(FIVE.event, (e) => e ? "left" : null);
  const { causes: { left } } = aalenJohansen(FIVE, cause);
  const curve = kaplanMeier(FIVE);
  [0, 1, 2].forEach((i) => {
    assertAlmostEquals(left.share[i], 1 - curve.survival[i], 1e-12);
    assertAlmostEquals(left.standardError[i], curve.standardError[i], 1e-12);
  });
});

Deno.test("logRank() of one 0/1 column is Cox's score test without ties", () => {
  const times = { time: [1, 2, 3, 4, 5, 6], event: [1, 1, 0, 1, 1, 1] };
  const x = [1, 0, 0, 1, 1, 0];
  const test = logRank(times, x.map(String));
  const model = coxRegression(times, { x });
  assertAlmostEquals(test.chiSquare, model.score.chiSquare, 1e-10);
  const late = { ...times, entry: [0, 1.5, 0, 2.5, 0, 4.5] };
  assertAlmostEquals(
    logRank(late, x.map(String)).chiSquare,
    coxRegression(late, { x }).score.chiSquare,
    1e-10,
  );
  assertThrows(() => logRank(times, Array(6).fill("a")), RangeError, "two");
});

/** 400 stays with a hazard that depends on x, then made bad in one way. */
function sample(
  change: (columns: Record<string, number[]>, event: boolean[]) => void,
) {
  const random = new Random(11);
  const n = 400;
  const x = Array.from({ length: n }, () => drawNormal(random));
  const y = Array.from({ length: n }, () => drawNormal(random));
  const time = x.map((v) => 1e-6 + drawExponential(random, Math.exp(0.5 * v)));
  const event = time.map((t) => t < 1.5);
  const columns: Record<string, number[]> = { x, y };
  change(columns, event);
  return () =>
    coxRegression({ time: time.map((t) => Math.min(t, 1.5)), event }, columns);
}

const BAD_COLUMNS: [string, string[], Parameters<typeof sample>[0]][] = [
  ["constant", ["flat"], (c) => c.flat = c.x.map(() => 0.1)],
  ["not finite", ["y"], (c) => c.y[7] = NaN],
  ["not finite", ["x"], (c) => c.x[0] = Infinity],
  ["length", ["y"], (c) => c.y.pop()],
  [
    "collinear",
    ["z", "x", "y"],
    (c) => c.z = c.x.map((v, i) => 2 * v - c.y[i] + 3),
  ],
  ["collinear", ["x2", "x"], (c) => c.x2 = c.x.map((v) => v * 1e6)],
  // Nobody of the group left; everybody who left was in the group.
  [
    "separated",
    ["group"],
    (c, e) => c.group = e.map((left, i) => +(!left && i % 3 === 0)),
  ],
  [
    "separated",
    ["group"],
    (c, e) => c.group = e.map((left, i) => +(left || i % 3 === 0)),
  ],
];

for (const [fault, names, change] of BAD_COLUMNS) {
  Deno.test(`coxRegression() refuses a ${fault} column: ${names}`, () => {
    const error = assertThrows(sample(change), ColumnError);
    assertEquals([error.fault, error.columns], [fault, names]);
    for (const name of names) assertStringIncludes(error.message, `"${name}"`);
    if (fault === "constant") {
      assertStringIncludes(error.message, "is 0.1 in every row");
    }
  });
}

Deno.test("coxRegression() refuses a column that varies only before anyone leaves", () => {
  const error = assertThrows(
    () =>
      coxRegression({
        time: [1, 2, 3, 4, 5],
        event: [0, 1, 1, 0, 1],
      }, { early: [1, 0, 0, 0, 0] }),
    ColumnError,
    "at risk",
  );
  assertEquals(error.columns, ["early"]);
});

Deno.test("coxRegression() refuses times that it cannot use", () => {
  const x = [1, 2, 3];
  const fit = (times: Times) => () => coxRegression(times, { x });
  const time = [1, 2, 3];
  assertThrows(fit({ time, event: [0, 0, 0] }), RangeError, "no event");
  assertThrows(fit({ time, event: [1, 0] }), RangeError, "`event` has 2");
  assertThrows(
    fit({ time: [1, 0, 3], event: [1, 1, 1] }),
    RangeError,
    "Time 1 runs from 0 to 0",
  );
  assertThrows(
    fit({ time, event: [1, 1, 1], entry: [0, 2, 0] }),
    RangeError,
    "Time 1 runs from 2 to 2",
  );
  assertThrows(fit({ time: [], event: [] }), RangeError, "no times");
});

Deno.test("coxRegression() halves steps that lead down, and minds no outlier", () => {
  const fit = (x: number[], time: number[]) =>
    coxRegression({ time, event: time.map(() => 1) }, { x }).effects[0];
  // R's coxph: 8.12444824959e-04. Full Newton steps never get there.
  const skewed = fit(
    [0, 1, 2, 3, 4, 5, 6, 50, 400, 3000],
    [5, 9, 4, 8, 7, 10, 6, 3, 1, 2],
  );
  assertAlmostEquals(skewed.coefficient, 8.12444824959e-4, 1e-11);
  // R gives NA here, for the weights of most underflow beside the largest.
  // A search of the likelihood in steps of 1e-4 has its maximum at 0.2097.
  const extreme = fit(
    [0.1, 0.2, 0.5, 1, 2, 3, 8, 40, 300, 4000],
    [9, 10, 4, 8, 7, 5, 6, 3, 2, 1],
  );
  assertAlmostEquals(extreme.coefficient, 0.2097, 1e-4);
});

Deno.test("coxRegression() does not mind units, order or origin", () => {
  const plain = sample(() => {})();
  const moved = sample((c) => {
    c.x = c.x.map((v) => 1e6 + 1000 * v);
  })();
  assertAlmostEquals(
    moved.effects[0].coefficient * 1000,
    plain.effects[0].coefficient,
    1e-7,
  );
  assertAlmostEquals(
    moved.logLikelihood.fitted,
    plain.logLikelihood.fitted,
    1e-7,
  );
});

Deno.test("concordance() is 1 for the right order, 0 for the wrong one", () => {
  const times = { time: [1, 2, 3, 4], event: [1, 1, 1, 0] };
  assertEquals(concordance(times, [4, 3, 2, 1]).value, 1);
  assertEquals(concordance(times, [1, 2, 3, 4]).value, 0);
  assertEquals(concordance(times, [1, 1, 1, 1]).value, 0.5);
});

Deno.test("schoenfeldTest() sees an effect that fades and passes one that stays", () => {
  const random = new Random(5);
  const x = Array.from({ length: 2000 }, (_, i) => i % 2);
  /** p of the test when group 1 leaves faster at first, and then after 0.5. */
  const trend = (first: number, then: number) => {
    const time = x.map((group) => {
      const early = drawExponential(random, group ? first : 1);
      return early < 0.5
        ? early + 1e-9
        : 0.5 + drawExponential(random, group ? then : 1);
    });
    const times = { time, event: time.map(() => 1) };
    const model = coxRegression(times, { x });
    return schoenfeldTest(model, times, { x }).columns[0].p;
  };
  assertLess(trend(3, 1), 1e-6);
  assertGreater(trend(3, 3), 0.05);
});
