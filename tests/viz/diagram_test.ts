import { assertEquals, assertStringIncludes, assertThrows } from "../assert.ts";
import { diagram, DISPLAY, progressBar } from "../../lib/viz/mod.ts";

const words = { title: "Path", summary: "From A\nto B." };

Deno.test("diagram() names and describes itself for screen readers", () => {
  const bundle = diagram("flowchart LR\n  A --> B", words)[DISPLAY]();
  const source =
    "flowchart LR\naccTitle: Path\naccDescr: From A to B.\n  A --> B";
  assertEquals(bundle, {
    "text/vnd.mermaid": source,
    "text/markdown": "```mermaid\n" + source + "\n```",
    "text/plain": "Path. From A to B.",
  });
});

Deno.test("diagram() keeps front matter and comments above its kind", () => {
  const head = "---\nconfig:\n  look: classic\n---\n%% note\n";
  const bundle = diagram(head + "flowchart TD\n  A", words)[DISPLAY]();
  assertStringIncludes(
    String(bundle["text/vnd.mermaid"]),
    head + "flowchart TD\naccTitle: Path\n",
  );
});

Deno.test("diagram() refuses missing words and a source that has its own", () => {
  assertThrows(
    () => diagram("flowchart LR", { title: "Path", summary: "" }),
    TypeError,
    'The summary of "Path" is missing',
  );
  assertThrows(() => diagram(" ", words), TypeError, 'The source of "Path"');
  assertThrows(
    () => diagram("flowchart LR\n  accDescr: x", words),
    TypeError,
    "already says accTitle or accDescr",
  );
});

Deno.test("progressBar() shows done of total in HTML and in text", () => {
  const bundle = progressBar(3, 12, "Epoch 1 <loss>")[DISPLAY]();
  assertStringIncludes(String(bundle["text/html"]), 'value="3" max="12">25 %');
  assertStringIncludes(String(bundle["text/html"]), "Epoch 1 &lt;loss&gt;");
  assertEquals(
    bundle["text/plain"],
    "██████░░░░░░░░░░░░░░░░░░ 3/12 Epoch 1 <loss>",
  );
});

Deno.test("progressBar() refuses counts that make no sense", () => {
  assertThrows(() => progressBar(1, 0, "x"), RangeError, "got 0");
  assertThrows(() => progressBar(5, 4, "x"), RangeError, "from 0 to 4, got 5");
  assertThrows(() => progressBar(NaN, 4, "x"), RangeError, "got NaN");
});
