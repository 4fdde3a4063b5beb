import {
  crossEntropyBackward,
  crossEntropyForward,
} from "../../../lib/engine/plain/cross_entropy.ts";
import { Random } from "@course/text";
import { assertAlmostEquals, assertEquals } from "../../assert.ts";
import { assertSlopes, weighted } from "./slopes.ts";

const random = new Random(6);
const numbers = (size: number) =>
  Float64Array.from({ length: size }, () => 4 * random.uniform() - 2);

Deno.test("crossEntropyBackward() is the slope of crossEntropyForward()", () => {
  const logits = numbers(3 * 5), dy = numbers(3);
  const labels = Int32Array.of(0, 4, 2);
  const forward = () => crossEntropyForward(logits, labels);
  const { logSumExp } = forward();
  const dlogits = crossEntropyBackward({ logits, labels, logSumExp, dy });
  assertSlopes(() => weighted(dy, forward().losses), [[logits, dlogits]]);
});

Deno.test("crossEntropyForward() answers −log of the label's probability", () => {
  // The source article's example: probability 0.8 costs 0.2231 nats.
  const logits = Float64Array.of(Math.log(0.8), Math.log(0.2));
  const losses = [0, 1].map((label) =>
    crossEntropyForward(logits, Int32Array.of(label)).losses[0]
  );
  assertAlmostEquals(losses[0], 0.2231435513142097, 1e-15);
  assertAlmostEquals(losses[1], 1.6094379124341003, 1e-15);
});

Deno.test("crossEntropyForward() overflows at no logit", () => {
  const logits = Float32Array.of(1e4, 1e4 - 1, -1e4);
  const of = (label: number) =>
    crossEntropyForward(logits, Int32Array.of(label)).losses[0];
  // L is 10000.3133, of which a 32-bit float keeps 10000.313.
  assertAlmostEquals(of(0), 0.3132616875182228, 1e-6);
  assertAlmostEquals(of(2), 20000.313, 1e-2);
});

Deno.test("a label out of range gives a NaN and no gradient", () => {
  const logits = numbers(3 * 2), labels = Int32Array.of(-1, 2, 1);
  const { losses, logSumExp } = crossEntropyForward(logits, labels);
  assertEquals([...losses].map(Number.isNaN), [true, true, false]);
  const dy = Float64Array.of(1, 1, 1);
  const gradient = crossEntropyBackward({ logits, labels, logSumExp, dy });
  assertEquals([...gradient.subarray(0, 4)], [0, 0, 0, 0]);
  assertAlmostEquals(gradient[4], -gradient[5], 1e-15);
});
