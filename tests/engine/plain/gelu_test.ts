import { normalCdf } from "../../../lib/engine/plain/erf.ts";
import { geluBackward, geluForward } from "../../../lib/engine/plain/gelu.ts";
import { assertAlmostEquals, assertEquals } from "../../assert.ts";
import { assertSlopes, weighted } from "./slopes.ts";

Deno.test("normalCdf() answers what tables say", () => {
  // erf(½) and erfc(3), erfc(5): Abramowitz and Stegun 1964, tables 7.1, 7.3.
  const table = [
    [0.5, 1 - 0.5204998778130465],
    [3, 2.209049699858544e-5],
    [5, 1.5374597944280349e-12],
  ];
  for (const [x, erfc] of table) {
    const tail = normalCdf(-x * Math.SQRT2);
    assertAlmostEquals(tail / (erfc / 2), 1, 1e-11);
    assertAlmostEquals(normalCdf(x * Math.SQRT2), 1 - erfc / 2, 1e-15);
  }
  assertEquals([-Infinity, 0, Infinity].map(normalCdf), [0, 0.5, 1]);
  assertEquals(normalCdf(NaN), NaN);
});

Deno.test("normalCdf() has no seam where its formulas meet", () => {
  const seam = 3 * Math.SQRT2;
  for (const sign of [-1, 1]) {
    const [inside, outside] = [1 - 1e-12, 1 + 1e-12]
      .map((f) => normalCdf(sign * seam * f));
    assertAlmostEquals(inside, outside, 1e-15);
  }
});

Deno.test("geluForward() answers known values", () => {
  // Φ(1) = 0.8413447460685429
  const y = geluForward(Float64Array.of(1, -1, 0, -40, 40));
  [0.8413447460685429, -0.1586552539314571, 0, -0, 40]
    .forEach((value, i) => assertAlmostEquals(y[i], value, 1e-14));
});

Deno.test("geluBackward() is the slope of geluForward()", () => {
  const x = Float64Array.of(-6, -4.25, -4.2, -1, -0.1, 0, 0.3, 2, 4.2, 4.25, 9);
  const dy = x.map((_, i) => Math.sin(i + 1));
  assertSlopes(() => weighted(dy, geluForward(x)), [[x, geluBackward(x, dy)]]);
});
