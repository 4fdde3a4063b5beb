import type { Random } from "../text/random.ts";
import { between, listOf } from "./draw.ts";

/** Stays in whole years, so that some are equal; who left; one of the years. */
export function drawStays(
  random: Random,
): [years: number[], left: boolean[], t: number] {
  const years = listOf(5 + random.below(10), () => 1 + random.below(8));
  const left = years.map(() => random.below(3) > 0);
  left[0] = true;
  return [years, left, years[random.below(years.length)]];
}

/** People at risk in two groups that melt away, and who leaves at each time. */
export function drawRisks(
  random: Random,
): [ours: number[], theirs: number[], leavers: number[]] {
  const times = 2 + random.below(5);
  const melting = () =>
    listOf(times, () => 1 + random.below(40)).sort((a, b) => b - a);
  return [melting(), melting(), listOf(times, () => 1 + random.below(3))];
}

/** People who leave at different times or stay, and a coefficient. */
export function drawHazards(
  random: Random,
): [x: number[], years: number[], left: boolean[], beta: number] {
  const n = 4 + random.below(6);
  const years = random.shuffle(listOf(n, () => 0).map((_, i) => i + 1));
  const left = years.map(() => random.below(3) > 0);
  left[0] = true;
  const x = listOf(n, () => between(random, -2, 2));
  return [x, years, left, between(random, -1, 1)];
}

/** A career of 4 to 12 years, with a promotion within it. */
export function drawCareer(
  random: Random,
): [years: number, promotedAfter: number] {
  const years = between(random, 4, 12);
  return [years, between(random, 0.5, years)];
}

/** Counts of which no two are equal, one of them below 10. */
export function drawCounts(
  random: Random,
): [counts: number[], least: number] {
  const large = random.shuffle(listOf(30, () => 0).map((_, i) => i + 10));
  const counts = [1 + random.below(9), ...large.slice(0, 3 + random.below(4))];
  return [random.shuffle(counts), 10];
}
