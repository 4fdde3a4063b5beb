import { bagOfWords, padSequences } from "@course/text";
import { assertEquals, assertThrows } from "../assert.ts";

const sequences = [[5, 6, 7], [8], []];

Deno.test("padSequences() keeps the end and pads before, as Keras does", () => {
  assertEquals([...padSequences(sequences, 2)], [6, 7, 0, 8, 0, 0]);
});

Deno.test("padSequences() can keep the start and pad after", () => {
  const got = padSequences(sequences, 2, { keep: "start", pad: "after" });
  assertEquals([...got], [5, 6, 8, 0, 0, 0]);
});

Deno.test("padSequences() leaves a sequence of the right length alone", () => {
  for (const keep of ["start", "end"] as const) {
    assertEquals([...padSequences([[1, 2, 3]], 3, { keep })], [1, 2, 3]);
  }
});

Deno.test("padSequences() refuses a length that is not positive", () => {
  for (const length of [0, -1, 2.5]) {
    assertThrows(() => padSequences(sequences, length), RangeError);
  }
});

Deno.test("bagOfWords() lists each word once, without padding and unknown", () => {
  assertEquals([...bagOfWords([0, 0, 12, 3, 1, 3, 2])], [2, 3, 12]);
  assertEquals([...bagOfWords([0, 1])], []);
});
