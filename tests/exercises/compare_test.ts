import { compare, explain, show } from "../../lib/exercises/mod.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

/** The words for what differs, or "" when nothing does. */
function verdict(got: unknown, expected: unknown): string {
  const mismatch = compare(got, expected);
  return mismatch ? explain(mismatch) : "";
}

Deno.test("compare() accepts numbers within the tolerance", () => {
  assertEquals(compare(1.0000005, 1), null);
  assertEquals(compare(1 - 1e-7, 1), null);
  assertEquals(compare(5e-10, 0), null);
});

Deno.test("compare() refuses numbers outside the tolerance", () => {
  assertEquals(compare(1.00001, 1)?.kind, "value");
  assertEquals(compare(2e-9, 0)?.kind, "value");
  const strict = { relative: 1e-9, absolute: 0 };
  assertEquals(compare(0, 4e-18, strict)?.kind, "value");
});

Deno.test("compare() takes NaN and infinities as themselves only", () => {
  assertEquals(compare(NaN, NaN), null);
  assertEquals(compare(Infinity, Infinity), null);
  assertEquals(compare(NaN, 0)?.kind, "nan");
  assertEquals(compare(NaN, Infinity)?.kind, "nan");
  assertEquals(compare(Infinity, 1)?.kind, "infinite");
  assertEquals(compare(-Infinity, Infinity)?.kind, "infinite");
  assertEquals(compare(1, Infinity)?.kind, "value");
  assertEquals(compare(1, NaN)?.kind, "value");
});

Deno.test("compare() finds the place in nested lists and objects", () => {
  assertEquals(compare([[1, 2], [3, 5]], [[1, 2], [3, 4]])?.path, "[1][1]");
  assertEquals(compare({ a: [1] }, { a: [2] })?.path, ".a[0]");
});

Deno.test("compare() reads a typed array as a list", () => {
  assertEquals(compare(new Float32Array([1, 2]), [1, 2]), null);
});

Deno.test("compare() tells lists, null, objects and numbers apart", () => {
  for (const [got, expected] of [[[], {}], [null, {}], ["1", 1], [1, [1]]]) {
    assertEquals(compare(got, expected)?.kind, "type");
  }
  assertEquals(compare({ a: 1 }, { b: 1 })?.kind, "keys");
  assertEquals(compare("a", "b")?.kind, "value");
  assertEquals(compare(true, true), null);
});

Deno.test("explain() names a missing return", () => {
  assertStringIncludes(verdict(undefined, 1), "Is a return missing?");
});

Deno.test("explain() gives both lengths", () => {
  assertEquals(
    verdict([1, 2], [1, 2, 3]),
    "expected a list of 3, got a list of 2.",
  );
});

Deno.test("explain() says where NaN comes from", () => {
  const text = verdict([0, NaN], [0, 1]);
  assertStringIncludes(text, "At [1]: ");
  assertStringIncludes(text, "the log of a negative number");
});

Deno.test("explain() says where an infinity comes from", () => {
  assertStringIncludes(verdict(Infinity, 800), "log(0)");
});

Deno.test("explain() points at a wrong sign", () => {
  assertStringIncludes(verdict(-0.2231435513, 0.2231435513), "the sign is not");
});

Deno.test("explain() shows enough digits to tell numbers apart", () => {
  const text = verdict(1.000001, 1.000004);
  const [, expected, got] = text.match(/expected (.+), got (.+)\./) ?? [];
  assert(got !== undefined && expected !== got, text);
});

Deno.test("show() cuts long lists short", () => {
  const text = show(Array.from({ length: 5000 }, (_, i) => i));
  assertStringIncludes(text, "… 5000 in all");
  assert(text.length < 60);
});
