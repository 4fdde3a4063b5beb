import {
  attentionBackward,
  attentionForward,
} from "../../../lib/engine/plain/attention.ts";
import { Random } from "@course/text";
import { assertAlmostEquals, assertEquals } from "../../assert.ts";
import { assertSlopes, weighted } from "./slopes.ts";

const random = new Random(11);
const numbers = (size: number) =>
  Float64Array.from({ length: size }, () => 2 * random.uniform() - 1);

const sizes = { batch: 2, time: 4, width: 6, heads: 2 };
const masks = {
  "no mask": null,
  // With a causal mask, rows 0 and 1 of the first see nothing.
  "padding before and behind": Int32Array.of(0, 0, 1, 1, 1, 1, 1, 0),
  "nothing to see": Int32Array.of(0, 0, 0, 0, 1, 0, 1, 0),
};

for (const causal of [false, true]) {
  for (const [name, mask] of Object.entries(masks)) {
    const kind = causal ? "causal" : "full";
    Deno.test(`attentionBackward() is the slope of attentionForward(), ${kind}, ${name}`, () => {
      const shape = { ...sizes, causal };
      const qkv = numbers(2 * 4 * 18), dy = numbers(2 * 4 * 6);
      const forward = () => attentionForward(qkv, mask, shape);
      const { out, logSumExp } = forward();
      const dqkv = attentionBackward({ qkv, out, logSumExp, dy, mask }, shape);
      assertSlopes(() => weighted(dy, forward().out), [[qkv, dqkv]]);
    });
  }
}

/** q, k and v of each of two positions, one head of width 1. */
const two = Float64Array.of(1, 0, 10, /**/ 1, Math.log(3), 20);
const tiny = { batch: 1, time: 2, width: 1, heads: 1 };

Deno.test("attentionForward() answers what it computes by hand", () => {
  // Scores 0 and log 3: weights ¼ and ¾.
  const full = attentionForward(two, null, { ...tiny, causal: false });
  full.out.forEach((y) => assertAlmostEquals(y, 17.5, 1e-14));
  assertAlmostEquals(full.logSumExp[1], Math.log(4), 1e-15);
  // The first position sees itself alone.
  const causal = attentionForward(two, null, { ...tiny, causal: true });
  assertAlmostEquals(causal.out[0], 10, 1e-14);
  assertAlmostEquals(causal.out[1], 17.5, 1e-14);
});

Deno.test("attentionForward() answers zeros where nothing may be seen", () => {
  const { out } = attentionForward(two, Int32Array.of(0, 1), {
    ...tiny,
    causal: true,
  });
  assertEquals([...out], [0, 20]);
});

Deno.test("attentionForward() overflows at no score", () => {
  const large = Float64Array.of(1e3, 1, 10, /**/ 1e3, 2, 20);
  const { out } = attentionForward(large, null, { ...tiny, causal: false });
  assertEquals([...out], [20, 20]);
});
