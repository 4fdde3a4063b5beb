import {
  barChart,
  logScale,
  shortNumber,
} from "../../../lib/press/bench/bar_chart.ts";
import { benchPage } from "../../../lib/press/bench/page.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertFalse,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "../../assert.ts";
import { sample } from "./sample.ts";

Deno.test("logScale() gives equal ratios equal lengths", () => {
  const { ticks, at } = logScale([30, 90]);
  assertEquals(ticks, [20, 50, 100]);
  assertEquals([at(20), at(100)], [0, 100]);
  assertAlmostEquals(at(80) - at(40), at(40) - at(20), 0.2);
});

Deno.test("logScale() keeps to powers of ten over a wide range", () => {
  assertEquals(logScale([30, 9000]).ticks, [10, 100, 1000, 10000]);
});

Deno.test("logScale() leaves room for the smallest bar", () => {
  for (const values of [[10], [0.05, 0.05], [1, 1000], [7, 7.5]]) {
    const { ticks, at } = logScale(values);
    assert(at(Math.min(...values)) >= 3, `${values}: ${ticks}`);
    assert(at(Math.max(...values)) <= 100, `${values}: ${ticks}`);
    assert(ticks.length >= 2);
  }
});

Deno.test("shortNumber() writes three digits", () => {
  assertEquals([0.0512, 9.996, 11400, 2].map(shortNumber), [
    ...["0.051", "10", "11,400", "2"],
  ]);
});

Deno.test("barChart() refuses what has no logarithm", () => {
  const chart = (value: number) => ({
    ...{ id: "c", title: "T", axis: "ms", unit: "ms", reading: "R." },
    groups: [{ name: "g", bars: [{ name: "b", value, series: 1 }] }],
  });
  assertStringIncludes(barChart(chart(2)).text, "2 ms");
  assertThrows(() => barChart(chart(0)), RangeError, 'The bars of "T"');
  assertThrows(() => barChart({ ...chart(1), groups: [] }), RangeError);
});

Deno.test("benchPage() tells how to measure where nothing was", () => {
  const page = benchPage([]);
  assertStringIncludes(page, "Nothing has been measured yet.");
  assertStringIncludes(page, "task bench --write");
  assertFalse(page.includes("<table"));
});

Deno.test("benchPage() shows verdicts, bars, times and the machine", () => {
  const page = benchPage([sample]);
  assertStringIncludes(page, "Test CPU &lt;1&gt;");
  assertStringIncludes(page, "What the engine promises");
  assertStringIncludes(page, "missed, aim 1.00 missed");
  assertStringIncludes(page, "milliseconds, logarithmic");
  assertMatch(page, /9,000 ms/);
  assertStringIncludes(page, "measured 2026-01-31");
  assertStringIncludes(page, "With 2 threads our engine takes");
  assertStringIncludes(page, "PyTorch is not on this machine.");
  assertStringIncludes(page, "The machine was busy with other work (load 1.5");
});

Deno.test("benchPage() says from when to when it was measured", () => {
  const { lstm, sgemm } = sample.parts;
  const parts = { lstm: { ...lstm!, date: "2026-02-03T12:00:00Z" }, sgemm };
  const page = benchPage([{ ...sample, parts }]);
  assertStringIncludes(page, "measured 2026-01-31 to 2026-02-03");
});

Deno.test("benchPage() keeps ids apart on several machines", () => {
  const ids = [...benchPage([sample, sample]).matchAll(/ id="([^"]+)"/g)]
    .map(([, id]) => id);
  assertEquals(new Set(ids).size, ids.length);
});
