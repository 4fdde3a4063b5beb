import { assertEquals } from "../assert.ts";
import { spoken } from "../../lib/press/spoken.ts";

Deno.test("spoken() writes a formula in signs that a line of text can hold", () => {
  assertEquals(spoken(String.raw`-\infty`), "−∞");
  assertEquals(
    spoken(String.raw`\partial \operatorname{loss} / \partial z`),
    "∂ loss / ∂ z",
  );
  assertEquals(spoken(String.raw`\hat y - y`), "ŷ − y");
  assertEquals(spoken(String.raw`\tfrac{1}{N}\sum_i x_i`), "1 / N∑_i x_i");
});

Deno.test("spoken() keeps the name of what has no sign", () => {
  assertEquals(spoken(String.raw`\log_2 \bigl(1 + x\bigr)`), "log_2 (1 + x)");
});
