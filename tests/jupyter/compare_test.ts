import { assertEquals, assertStringIncludes, assertThrows } from "../assert.ts";
import {
  compareOutputs,
  describe,
  type Difference,
} from "../../lib/jupyter/compare.ts";
import type {
  CodeCell,
  MimeBundle,
  Output,
} from "../../lib/jupyter/notebook.ts";
import { code, notebook, prose } from "./fixtures.ts";

const print = (text: string): Output => (
  { output_type: "stream", name: "stdout", text }
);
const show = (data: MimeBundle): Output => (
  { output_type: "display_data", data, metadata: {} }
);
const plotly = (y: unknown[]) =>
  show({ "application/vnd.plotly.v1+json": { data: [{ y }], layout: {} } });

/** Differences between two runs of one cell. */
function compare(
  stored: Output[],
  fresh: Output[],
  metadata: CodeCell["metadata"] = {},
): Difference[] {
  const run = (outputs: Output[]) =>
    notebook(prose("title"), code("loss", "1", outputs, metadata));
  return compareOutputs(run(stored), run(fresh));
}

/** Whether two printed texts count as the same. */
function same(stored: string, fresh: string, metadata = {}): boolean {
  return compare([print(stored)], [print(fresh)], metadata).length === 0;
}

Deno.test("compareOutputs() reports a number that changed, and where", () => {
  const differences = compare(
    [print("loss\n0.22314355\n")],
    [print("loss\n0.22314455\n")],
  );
  assertEquals(differences, [{
    number: 2,
    id: "loss",
    where: "stdout, line 2",
    stored: "0.22314355",
    fresh: "0.22314455",
  }]);
  assertStringIncludes(
    describe(differences[0]),
    'cell 2 "loss", stdout, line 2',
  );
});

Deno.test("compareOutputs() allows numbers to differ by 1e-6 of their size", () => {
  assertEquals(same("loss 0.2231435", "loss 0.2231436"), true);
  assertEquals(same("loss 0.223143", "loss 0.223144"), false);
  assertEquals(same("1,234.5678 at −3.5e-4", "1,234.5679 at -3.5e-4"), true);
  assertEquals(same("1,234.5678", "1,234.6678"), false);
  assertEquals(same("−0.5", "0.5"), false);
  assertEquals(same("0.5 and 1.5", "0.5 and 1.6"), false);
});

Deno.test("compareOutputs() wants the magnitude of numbers below 1e-9", () => {
  assertEquals(same("largest 1.2e-11", "largest -3.4e-12"), true);
  assertEquals(same("largest 1.2e-11", "largest 1.2e-15"), false);
  assertEquals(same("gradient 4.2e-18", "gradient 0"), false);
  assertEquals(same("largest 1.2e-8", "largest 1.4e-8"), false);
  assertEquals(same("-0.0", "0"), true);
});

Deno.test("compareOutputs() wants whole numbers equal", () => {
  assertEquals(same("1280000 parameters", "1280001 parameters"), false);
  assertEquals(same("12,500 right", "12,501 right"), false);
  assertEquals(same("1.0000000", "1.0000001"), true);
  assertEquals(compare([plotly([4e7])], [plotly([4e7 + 1])]).length, 1);
});

Deno.test("compareOutputs() takes a cell's own tolerance", () => {
  const metadata = { course: { tolerance: 0.1 } };
  assertEquals(
    same("accuracy 0.81, 812 right", "accuracy 0.84, 840 right"),
    false,
  );
  assertEquals(
    same("accuracy 0.81, 812 right", "accuracy 0.84, 840 right", metadata),
    true,
  );
  assertEquals(same("accuracy 0.81", "accuracy 0.61", metadata), false);
});

Deno.test("compareOutputs() masks durations, memory and rates, only these", () => {
  assertEquals(
    same(
      "took 12.3 ms, 980 ms a step, 45 ms/step, 812 MB at 3.1 steps/s.",
      "took 9 s, 1.02 s a step, 61 ms/step, 1.1 GB at 2.7 steps/s.",
    ),
    true,
  );
  assertEquals(same("took 12.3 ms", "took 12.3 MB"), false);
  assertEquals(same("5 steps", "6 steps"), false);
  assertEquals(same("5 samples", "6 samples"), false);
  assertEquals(same("7 hits", "8 hits"), false);
});

Deno.test("compareOutputs() ignores colours, alignment and how prints are cut", () => {
  assertEquals(same("\x1b[33m0.5\x1b[39m", "0.5"), true);
  assertEquals(same("a   0.25\n-----  ", "a 0.25\n---"), true);
  assertEquals(same("a b", "a c"), false);
  assertEquals(same("a\nb", "a"), false);
  const chart = plotly([1]);
  assertEquals(
    compare([print("a\n"), chart, print("b\n")], [print("a\nb\n"), chart]),
    [],
  );
});

Deno.test("compareOutputs() looks into JSON and HTML", () => {
  assertEquals(compare([plotly([1, 0.5])], [plotly([1, 0.50000001])]), []);
  const [difference] = compare([plotly([1, 0.5])], [plotly([1, 0.6])]);
  assertEquals(
    difference.where,
    "display_data application/vnd.plotly.v1+json, data[0].y[1]",
  );
  assertEquals([difference.stored, difference.fresh], ["0.5", "0.6"]);
  assertEquals(compare([plotly([1, 2])], [plotly([1])]).length, 1);
  assertEquals(compare([plotly([1])], [plotly([null])]).length, 1);
  assertEquals(compare([plotly([])], [plotly([1])]).length, 1);
  const html = (value: string) => show({ "text/html": `<td>${value}</td>` });
  assertEquals(compare([html("0.5")], [html("0.50000001")]), []);
  assertEquals(
    compare([html("0.5")], [html("0.6")])[0].where,
    "display_data text/html, line 1",
  );
});

Deno.test("compareOutputs() wants the same kinds of output", () => {
  const [difference] = compare([], [print("a")]);
  assertEquals(difference.where, "kinds of output");
  assertEquals([difference.stored, difference.fresh], ["nothing", "stdout"]);
  const text = { "text/plain": "a" };
  assertEquals(compare([show(text)], [show({ "text/html": "a" })]).length, 1);
  assertEquals(compare([show(text), show(text)], [show(text)]).length, 1);
});

Deno.test("compareOutputs() does not compare still pictures", () => {
  const text = { "text/plain": "a" };
  const picture = { ...text, "image/png": "iVBOR" };
  assertEquals(compare([show(picture)], [show(text)]), []);
});

Deno.test("compareOutputs() compares only kinds where a cell varies", () => {
  const varies = { tags: ["varies"] };
  const text = (value: string) => show({ "text/plain": value });
  assertEquals(compare([text("WebGPU")], [text("WASM")], varies), []);
  assertEquals(compare([text("WebGPU")], [text("WASM")]).length, 1);
  const error: Output = {
    output_type: "error",
    ename: "E",
    evalue: "",
    traceback: [],
  };
  assertEquals(compare([text("a")], [error], varies).length, 1);
});

Deno.test("compareOutputs() refuses another notebook", () => {
  assertThrows(
    () => compareOutputs(notebook(code("a", "1")), notebook(code("a", "2"))),
    TypeError,
    'Cell 1 "a" differs in its code',
  );
});
