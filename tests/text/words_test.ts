import { words } from "@course/text";
import { assertEquals } from "../assert.ts";

Deno.test("words() lowers case and drops punctuation", () => {
  assertEquals(words("Bad. REALLY bad!"), ["bad", "really", "bad"]);
});

Deno.test("words() takes tags out, and leaves a heart in", () => {
  assertEquals(words("one<br /><br />two<BR>three</p>"), [
    "one",
    "two",
    "three",
  ]);
  assertEquals(words("I <3 it > that"), ["i", "3", "it", "that"]);
});

Deno.test("words() keeps apostrophes inside words only", () => {
  assertEquals(words("Don't say 'never', it's rock'n'roll'"), [
    "don't",
    "say",
    "never",
    "it's",
    "rock'n'roll",
  ]);
  assertEquals(words("don’t can´t won`t"), ["don't", "can't", "won't"]);
});

Deno.test("words() knows letters beyond ASCII, and numbers", () => {
  assertEquals(words("Amélie: 10/10"), ["amélie", "10", "10"]);
});

Deno.test("words() finds none in an empty text", () => {
  assertEquals(words(""), []);
  assertEquals(words(" … !<br />"), []);
});
