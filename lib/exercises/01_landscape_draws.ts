import type { Random } from "../text/random.ts";
import { between, listOf } from "./draw.ts";

/** A share that stayed, and for how many years. */
export function drawStay(random: Random): [retained: number, years: number] {
  return [between(random, 0.2, 0.95), between(random, 0.5, 8)];
}

/** Moves between two companies, and the size of each. */
export function drawMoves(
  random: Random,
): [moved: number, back: number, people: number, peopleThere: number] {
  const move = () => 1 + random.below(40);
  const size = () => 100 * (1 + random.below(60));
  return [move(), move(), size(), size()];
}

/** Leavers, their pay, and what two to five sources say. */
export function drawBill(
  random: Random,
): [leavers: number, pay: number, sources: [low: number, high: number][]] {
  const sources = listOf(2 + random.below(4), (): [number, number] => {
    const low = 10 + random.below(90);
    return [low, low + random.below(150)];
  });
  return [1 + random.below(50), 1000 * (30 + random.below(200)), sources];
}
