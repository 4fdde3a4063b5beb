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

function column(values: number[], digits?: number): string[] {
  const rows = values.map((v) => ({ v }));
  const text = String(
    table(rows, { caption: "c", digits })[DISPLAY]()["text/plain"],
  );
  return text.split("\n").slice(4).map((line) => line.trim());
}

Deno.test("table() sets thousands apart, but not in years", () => {
  assertEquals(column([4000, 24582, 12]), ["4,000", "24,582", "12"]);
  assertEquals(column([1234.5, 80.25], 6), ["1,234.50", "80.25"]);
  assertEquals(column([2024, 1999]), ["2024", "1999"]);
});

Deno.test("table() gives a column one number of decimals", () => {
  assertEquals(column([0.02, 0.1, 0.3]), ["0.02", "0.10", "0.30"]);
  assertEquals(column([0.0202, 0.357, 2.3026], 3), ["0.020", "0.357", "2.303"]);
  assertEquals(column([0.1, 0.2]), ["0.1", "0.2"]);
  assertEquals(column([0.5, 1, 2]), ["0.5", "1.0", "2.0"]);
  assertEquals(column([Math.PI, 1 / 3, 1]), ["3.142", "0.333", "1.000"]);
});

Deno.test("table() writes numbers of very different size each by itself", () => {
  assertEquals(column([0.001, 64, 20000]), ["0.001", "64", "20,000"]);
  assertEquals(column([0.00123456, 12345.678]), ["0.001235", "12,346"]);
  assertEquals(column([0.38, 40, 0.72, 3, 0.001]), [
    "0.38",
    "40",
    "0.72",
    "3",
    "0.001",
  ]);
});

Deno.test("table() keeps an exact 0 and shows tiny numbers by their order", () => {
  assertEquals(column([0, 0.25, 8.3266727e-17], 8), ["0", "0.25", "8.33e-17"]);
  assertEquals(column([1e-7, 6e23]), ["1e-7", "6e+23"]);
});

Deno.test("table() writes the real minus sign", () => {
  assertEquals(column([-0.5, -1250, -2e-9, -Infinity]), [
    "−0.5",
    "−1,250",
    "−2e-9",
    "−Infinity",
  ]);
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
