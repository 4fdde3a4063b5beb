import { buildVocabulary, Vocabulary } from "@course/text";
import { assertEquals, assertThrows } from "../assert.ts";

const documents = [["b", "a", "c"], ["a", "b"], ["a", "d"]];

Deno.test("buildVocabulary() orders by frequency, then by code units", () => {
  const { list } = buildVocabulary(documents, 10);
  assertEquals(list, ["<pad>", "<unk>", "a", "b", "c", "d"]);
  assertEquals(buildVocabulary(documents.toReversed(), 10).list, list);
});

Deno.test("buildVocabulary() counts <pad> and <unk> in the size", () => {
  const vocabulary = buildVocabulary(documents, 4);
  assertEquals(vocabulary.list, ["<pad>", "<unk>", "a", "b"]);
  assertEquals(vocabulary.size, 4);
});

Deno.test("buildVocabulary() refuses a size below 2", () => {
  assertThrows(() => buildVocabulary(documents, 1), RangeError, "not 1");
});

Deno.test("encode() gives 1 for a word not listed, decode() goes back", () => {
  const vocabulary = buildVocabulary(documents, 4);
  assertEquals(vocabulary.encode(["a", "zebra", "b"]), [2, 1, 3]);
  assertEquals(vocabulary.decode([0, 2, 1]), ["<pad>", "a", "<unk>"]);
});

Deno.test("encode() is not fooled by words that objects have", () => {
  assertEquals(new Vocabulary(["<pad>", "<unk>"]).encode(["constructor"]), [1]);
});

Deno.test("decode() refuses an id out of range", () => {
  const vocabulary = buildVocabulary(documents, 4);
  assertThrows(() => vocabulary.decode([4]), RangeError, "Id 4");
});

Deno.test("Vocabulary refuses a word listed twice", () => {
  assertThrows(() => new Vocabulary(["a", "a"]), RangeError, "twice");
});
