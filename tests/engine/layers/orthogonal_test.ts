import { orthogonal } from "@course/engine";
import { assertAlmostEquals, assertThrows } from "../../assert.ts";

Deno.test("orthogonal() has rows of length 1 at right angles", () => {
  const rows = 6, columns = 24;
  const Q = orthogonal(rows, columns, 1);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      let dot = 0;
      for (let k = 0; k < columns; k++) {
        dot += Q[i * columns + k] * Q[j * columns + k];
      }
      assertAlmostEquals(dot, i === j ? 1 : 0, 1e-6);
    }
  }
});

Deno.test("orthogonal() refuses more rows than columns", () => {
  assertThrows(() => orthogonal(3, 2, 1), RangeError, "3 rows of 2");
});
