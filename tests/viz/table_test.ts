import { assertEquals, assertStringIncludes, assertThrows } from "../assert.ts";
import { DISPLAY, table } from "../../lib/viz/mod.ts";

const rows = [
  { model: "lstm", accuracy: 0.87123456, reviews: 25000 },
  { model: "a<b", accuracy: NaN, reviews: 12 },
];

Deno.test("table() lays rows out as aligned text", () => {
  const bundle = table(rows, { caption: "Two models" })[DISPLAY]();
  assertEquals(
    bundle["text/plain"],
    [
      "Two models",
      "",
      "model  accuracy  reviews",
      "-----  --------  -------",
      "lstm     0.8712   25,000",
      "a<b         NaN       12",
    ].join("\n"),
  );
});

Deno.test("table() writes a caption, scoped headings and escaped cells", () => {
  const html = String(
    table(rows, { caption: "A & B" })[DISPLAY]()["text/html"],
  );
  assertStringIncludes(html, "<caption>A &amp; B</caption>");
  assertStringIncludes(html, '<th scope="col">model</th>');
  assertStringIncludes(html, '<th scope="row">a&lt;b</th>');
});

Deno.test("table() picks, orders and names columns", () => {
  const bundle = table([{ a: 1, b: null, c: 1e-12 / 3 }], {
    caption: "Few",
    columns: { c: "largest difference", b: "none" },
    digits: 3,
  })[DISPLAY]();
  const text = String(bundle["text/plain"]);
  assertStringIncludes(text, "largest difference  none");
  assertStringIncludes(text, "3.33e-13");
});

Deno.test("table() sets thousands apart in a whole column or not at all", () => {
  const bundle = table([{ a: 4000, b: 2024 }, { a: 24582, b: 1999 }], {
    caption: "Counts and years",
  })[DISPLAY]();
  const text = String(bundle["text/plain"]);
  assertStringIncludes(text, " 4,000  2024\n24,582  1999");
});

Deno.test("table() refuses no rows, no caption and digits outside 1 to 17", () => {
  assertThrows(() => table([], { caption: "x" }), TypeError, "has no rows");
  assertThrows(() => table(rows, { caption: " " }), TypeError, "caption");
  assertThrows(
    () => table(rows, { caption: "x", digits: 0 }),
    RangeError,
    "from 1 to 17, got 0",
  );
});
