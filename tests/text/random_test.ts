import { Random } from "@course/text";
import { assert, assertEquals, assertThrows } from "../assert.ts";

Deno.test("Random gives the published numbers of xoshiro128**", () => {
  // From the authors' C program, started at 1, 2, 3, 4.
  const random = Random.fromState([1, 2, 3, 4]);
  const got = Array.from({ length: 10 }, () => random.integer());
  assertEquals(got, [
    ...[11520, 0, 5927040, 70819200, 2031721883],
    ...[1637235492, 1287239034, 3734860849, 3729100597, 4258142804],
  ]);
});

Deno.test("Random repeats itself for a seed and differs between seeds", () => {
  const draw = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: 5 }, () => random.integer());
  };
  assertEquals(draw(7), draw(7));
  for (const seed of [8, -7, 0, 2 ** 31]) {
    assert(draw(seed).every((x) => !draw(7).includes(x)), `seed ${seed}`);
  }
});

Deno.test("Random starts neighbouring seeds far apart", () => {
  const first = Array.from(
    { length: 1000 },
    (_, seed) => new Random(seed).uniform(),
  );
  assertEquals(new Set(first).size, 1000);
  const mean = first.reduce((sum, x) => sum + x, 0) / 1000;
  assert(Math.abs(mean - 0.5) < 0.03, `mean ${mean}`);
});

Deno.test("Random refuses a seed that is no integer", () => {
  assertThrows(() => new Random(0.5), RangeError, "must be an integer");
});

Deno.test("uniform() is even over [0, 1)", () => {
  const random = new Random(1);
  const bins = new Array(10).fill(0);
  for (let i = 0; i < 10_000; i++) bins[Math.floor(random.uniform() * 10)]++;
  // χ² with 9 degrees of freedom is below 21.7 with probability 0.99.
  const chi2 = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
  assert(chi2 < 21.7, `χ² = ${chi2}`);
});

Deno.test("below() reaches every number below the limit and no other", () => {
  const random = new Random(2);
  const seen = new Set(Array.from({ length: 500 }, () => random.below(7)));
  assertEquals([...seen].sort(), [0, 1, 2, 3, 4, 5, 6]);
});

Deno.test("below() is fair for a limit that does not divide 2^32", () => {
  // Without throwing any away, numbers below 2^30 would come twice as often.
  const random = new Random(3);
  const limit = 3 * 2 ** 30;
  let low = 0;
  for (let i = 0; i < 3000; i++) if (random.below(limit) < 2 ** 30) low++;
  assert(Math.abs(low - 1000) < 100, `${low} of 3000 were low`);
});

Deno.test("below() refuses a limit out of range", () => {
  for (const limit of [0, -1, 1.5, 2 ** 32 + 1]) {
    assertThrows(() => new Random(1).below(limit), RangeError, `${limit}`);
  }
});

Deno.test("shuffle() keeps the items, and the input as it is", () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  const shuffled = new Random(4).shuffle(items);
  assertEquals(items[0], 0);
  assert(shuffled.some((x, i) => x !== i));
  assertEquals(shuffled.toSorted((a, b) => a - b), items);
});

Deno.test("shuffle() gives every order of three items equally often", () => {
  const random = new Random(5);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle("abc").join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assertEquals(counts.size, 6);
  for (const [order, n] of counts) {
    assert(Math.abs(n - 1000) < 110, `${order} came ${n} times`);
  }
});
