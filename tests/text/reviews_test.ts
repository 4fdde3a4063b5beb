import {
  dropRepeats,
  parseReviews,
  type Review,
  splitReviews,
} from "@course/text";
import { assertEquals, assertNotEquals, assertThrows } from "../assert.ts";

const reviews = Array.from(
  { length: 50 },
  (_, i): Review => ({ text: `film ${i}`, label: i < 25 ? 0 : 1 }),
);

Deno.test("parseReviews() reads text and bytes alike", () => {
  const json = '[{"t":"Amélie","s":1},{"t":"Bad","s":0}]';
  const expected = [
    { text: "Amélie", label: 1 },
    { text: "Bad", label: 0 },
  ];
  assertEquals<unknown>(parseReviews(json), expected);
  assertEquals<unknown>(
    parseReviews(new TextEncoder().encode(json)),
    expected,
  );
});

Deno.test("parseReviews() names the row that is no review", () => {
  for (const bad of ['{"t":"x"}', '{"t":"x","s":2}', '{"s":1}', "null"]) {
    const json = `[{"t":"good","s":1},${bad}]`;
    assertThrows(() => parseReviews(json), TypeError, "Row 1 is no review");
  }
});

Deno.test("parseReviews() refuses what is no list, no JSON or no UTF-8", () => {
  assertThrows(() => parseReviews('{"t":"x","s":1}'), TypeError, "JSON list");
  assertThrows(() => parseReviews('[{"t":"x"'), SyntaxError);
  assertThrows(() => parseReviews(Uint8Array.of(0x22, 0xff)), TypeError);
});

Deno.test("dropRepeats() keeps the first of equal texts", () => {
  const twice: Review[] = [
    { text: "a", label: 1 },
    { text: "b", label: 0 },
    { text: "a", label: 1 },
  ];
  assertEquals(dropRepeats(twice), twice.slice(0, 2));
});

Deno.test("splitReviews() deals every review to one part, mixed", () => {
  const { train, test } = splitReviews(reviews, { train: 30, seed: 1 });
  assertEquals([train.length, test.length], [30, 20]);
  const texts = [...train, ...test].map(({ text }) => text);
  assertEquals(new Set(texts).size, 50);
  assertEquals(new Set(test.map(({ label }) => label)).size, 2);
});

Deno.test("splitReviews() depends on the seed alone", () => {
  const split = (seed: number) => splitReviews(reviews, { train: 30, seed });
  assertEquals(split(1), split(1));
  assertNotEquals(split(1), split(2));
});

Deno.test("splitReviews() refuses to leave a part empty", () => {
  for (const train of [0, 50, 60, 1.5]) {
    assertThrows(
      () => splitReviews(reviews, { train, seed: 1 }),
      RangeError,
      "must have 1 to 49 reviews",
    );
  }
});
