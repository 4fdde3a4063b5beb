import { assertEquals, assertGreater, assertThrows } from "../assert.ts";
import { chart, COLORWAY, DISPLAY } from "../../lib/viz/mod.ts";
import { plain } from "../../lib/viz/plain.ts";
import { contrast, distance } from "./colour.ts";

const words = { title: "Loss", x: "p", y: "loss (nats)", summary: "It falls." };

// deno-lint-ignore no-explicit-any -- plotly figures have no type of their own
const figure = (display: ReturnType<typeof chart>): any =>
  display[DISPLAY]()["application/vnd.plotly.v1+json"];

Deno.test("chart() carries title, axis titles and the summary twice", () => {
  const bundle = chart([{ x: [1], y: [2] }], words)[DISPLAY]();
  const { layout } = figure(chart([{ x: [1], y: [2] }], words));
  assertEquals(layout.title.text, "Loss");
  assertEquals(layout.xaxis.title.text, "p");
  assertEquals(layout.yaxis.title.text, "loss (nats)");
  assertEquals(layout.meta.summary, "It falls.");
  assertEquals(bundle["text/plain"], "Loss. It falls.");
});

Deno.test("chart() turns typed arrays into arrays and gaps into null", () => {
  const { data } = figure(chart([{
    x: new Float32Array([0.1, NaN]),
    y: [Infinity, 2],
  }], words));
  assertEquals(data[0].x, [0.1, null]);
  assertEquals(data[0].y, [null, 2]);
});

Deno.test("chart() gives each line its own dash unless one is chosen", () => {
  const y = [1, 2];
  const { data } = figure(chart([
    { y },
    { y },
    { y, line: { dash: "dot", color: "red" } },
    { y, mode: "markers" },
    { y, type: "bar" },
  ], words));
  assertEquals(data.map((t: { line?: { dash: string } }) => t.line?.dash), [
    "solid",
    "dash",
    "dot",
    undefined,
    undefined,
  ]);
  assertEquals(data[2].line.color, "red");
});

Deno.test("chart() lays the caller's layout over its defaults", () => {
  const { layout } = figure(chart([{ y: [1] }], {
    ...words,
    layout: { yaxis: { type: "log" }, meta: { note: 1 }, height: 300 },
  }));
  assertEquals(layout.yaxis.type, "log");
  assertEquals(layout.yaxis.title.text, "loss (nats)");
  assertEquals(layout.meta, { note: 1, summary: "It falls." });
  assertEquals(layout.height, 300);
});

Deno.test("chart() refuses a missing summary, a blank title and no traces", () => {
  const traces = [{ y: [1] }];
  assertThrows(
    () => chart(traces, { ...words, summary: "  " }),
    TypeError,
    'The summary of "Loss" is missing',
  );
  assertThrows(
    () => chart(traces, { ...words, title: "" }),
    TypeError,
    "The title of a chart is missing",
  );
  assertThrows(() => chart([], words), TypeError, "no traces");
});

Deno.test("plain() copies JSON and refuses a bigint", () => {
  assertEquals(
    plain({ a: new Uint8Array([1]), b: undefined, c: new Date(0) }),
    { a: [1], c: "1970-01-01T00:00:00.000Z" },
  );
  assertThrows(() => plain({ n: 1n }), TypeError, "A bigint cannot");
});

Deno.test("COLORWAY reaches 3:1 on white and on dark pages", () => {
  for (const colour of COLORWAY) {
    for (const paper of ["#ffffff", "#15171c"]) {
      assertGreater(contrast(colour, paper), 3, `${colour} on ${paper}`);
    }
  }
});

Deno.test("COLORWAY stays apart under every kind of colour blindness", () => {
  for (const a of COLORWAY) {
    for (const b of COLORWAY) {
      if (a < b) assertGreater(distance(a, b), 0.09, `${a} and ${b}`);
    }
  }
});
