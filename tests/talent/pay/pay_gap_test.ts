import {
  payGap,
  payGapInterval,
  type PayGroup,
} from "../../../lib/talent/pay/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";
import { wageColumns, wages } from "./wage_records.ts";

const group = (female: boolean): PayGroup => {
  const of = (column: readonly number[]) =>
    column.filter((_, i) => wages[i].female === female);
  return {
    y: of(wages.map((w) => Math.log(w.wage))),
    columns: Object.fromEntries(
      Object.entries(wageColumns).map(([name, column]) => [name, of(column)]),
    ),
  };
};
const [men, women] = [group(false), group(true)];
const near = (got: number, expected: number) =>
  assertAlmostEquals(got, expected, 1e-9);

// Python: statsmodels 0.15.0, OaxacaBlinder(log(wage), columns, "female",
// hasconst=False).two_fold(...), whose own tests hold values from Stata's
// `oaxaca`. "pooled" has the group indicator in the pooled regression.
Deno.test("payGap() agrees with statsmodels at the pooled price list", () => {
  const { gap, explained, unexplained } = payGap(men, women);
  near(gap, 0.231248295755053);
  near(unexplained, 0.23373885625826762);
  near(explained, -0.0024905605032292484);
});

Deno.test("payGap() agrees with statsmodels at either group's price list", () => {
  const mens = payGap(men, women, "first");
  near(mens.unexplained, 0.23901163979286782);
  near(mens.explained, -0.007763344037829457);
  const womens = payGap(men, women, "second");
  near(womens.unexplained, 0.23367533071851626);
  near(womens.explained, -0.0024270349634778945);
});

Deno.test("payGap() splits the explained part by column", () => {
  const { explained, byColumn } = payGap(men, women);
  near(byColumn.reduce((sum, part) => sum + part.explained, 0), explained);
  assertEquals(byColumn.map((part) => part.name), Object.keys(wageColumns));
});

Deno.test("payGap() turns its sign with the groups", () => {
  const there = payGap(men, women);
  const back = payGap(women, men);
  near(back.gap, -there.gap);
  near(back.explained, -there.explained);
});

Deno.test("payGap() explains everything when both are paid by one list", () => {
  const x = [1, 2, 3, 4, 5, 7];
  const z = [2, 3, 5, 6, 8, 9];
  const paid = (column: number[]) =>
    column.map((value, i) => 1 + 2 * value + [0.1, -0.1][i % 2]);
  const { unexplained, gap } = payGap(
    { y: paid(x), columns: { x } },
    { y: paid(z), columns: { x: z } },
  );
  assert(Math.abs(unexplained) < 0.1 && gap < -3);
});

Deno.test("payGap() refuses groups with different columns", () => {
  assertThrows(
    () => payGap(men, { y: [1], columns: { age: [3] } }),
    TypeError,
    "The groups have different columns",
  );
});

Deno.test("payGapInterval() holds the gap and repeats with its seed", () => {
  const options = { draws: 200, seed: 3 };
  const range = payGapInterval(men, women, "pooled", options);
  const { gap, explained, unexplained } = payGap(men, women);
  assert(range.gap[0] < gap && gap < range.gap[1]);
  assert(range.explained[0] < explained && explained < range.explained[1]);
  assert(range.unexplained[0] < unexplained);
  assert(unexplained < range.unexplained[1]);
  assertEquals(payGapInterval(men, women, "pooled", options), range);
  // The gap's own standard error, √(s₁²/n₁ + s₂²/n₂), is 0.0443.
  assertAlmostEquals((range.gap[1] - range.gap[0]) / 3.92, 0.0443, 0.006);
});
