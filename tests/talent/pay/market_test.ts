import {
  compaRatio,
  marketPercentile,
  percentileRank,
} from "../../../lib/talent/pay/mod.ts";
import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";

Deno.test("compaRatio() is 1 at the midpoint", () => {
  assertEquals(compaRatio(100_000, 100_000), 1);
  assertEquals(compaRatio(90_000, 100_000), 0.9);
  assertThrows(() => compaRatio(1, 0), RangeError, "The midpoint must be");
});

Deno.test("percentileRank() counts half of those who earn the same", () => {
  assertEquals(percentileRank(3, [1, 2, 3, 4]), 0.625);
  assertEquals(percentileRank(5, [1, 2]), 1);
  assertEquals(percentileRank(2, [2, 2, 2]), 0.5);
  assertThrows(() => percentileRank(1, []), RangeError);
});

const market = [
  { share: 0.1, pay: 50_000 },
  { share: 0.5, pay: 100_000 },
  { share: 0.9, pay: 200_000 },
];

Deno.test("marketPercentile() goes straight in the logarithm of pay", () => {
  assertEquals(marketPercentile(100_000, market), {
    share: 0.5,
    beyond: false,
  });
  const { share } = marketPercentile(100_000 * Math.SQRT2, market);
  assertAlmostEquals(share, 0.7, 1e-12);
});

Deno.test("marketPercentile() guesses nothing beyond the survey", () => {
  assertEquals(marketPercentile(49_000, market), { share: 0.1, beyond: true });
  assertEquals(marketPercentile(50_000, market), { share: 0.1, beyond: false });
  assertEquals(marketPercentile(201_000, market), { share: 0.9, beyond: true });
});

Deno.test("marketPercentile() refuses a market that does not rise", () => {
  assertThrows(
    () => marketPercentile(1, [market[1], market[0]]),
    RangeError,
    "The market's points must rise: 0.1 at 50000 follows 0.5 at 100000",
  );
  assertThrows(
    () => marketPercentile(1, [market[0]]),
    RangeError,
    "two points",
  );
});
