/**
 * What a run of the bench found, as it is kept in `data/bench/`.
 *
 * @module
 */
import type { ContestantId } from "./contestants.ts";
import type { Machine } from "./machine.ts";
import { operations, type PartId } from "./parts.ts";

/** Times of one contestant in one case. */
export interface Result {
  id: ContestantId;
  name: string;
  version: string;
  case: string;
  /** Threads that this round of contestants was given. */
  threads: number;
  /** It used one thread all the same. */
  oneThread?: boolean;
  /** Time of each step, in the order they ran. */
  milliseconds: number[];
}

/** A contestant that was not measured, and why. */
export interface Absent {
  id: ContestantId;
  name: string;
  /** The command that would bring it. */
  remedy?: string;
  /** What went wrong. */
  failure?: string;
}

/** One part's results; ratios hold within it. */
export interface PartRun {
  /** When it began, as in "2026-01-31T12:00:00Z". */
  date: string;
  /** Version of Deno. */
  deno: string;
  /** Programs that wanted to compute when it began: 0 on a quiet machine. */
  load: number;
  results: Result[];
  absent: Absent[];
}

/** All that was measured on one machine. */
export interface Bench {
  machine: Machine;
  parts: Partial<Record<PartId, PartRun>>;
}

/** The middle of some numbers: half are smaller, half are larger. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The mean that suits ratios: of 1/2 and 2 it is 1. */
export function geometricMean(values: number[]): number {
  const logs = values.map((value) => Math.log(value));
  return Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length);
}

/** "1 thread", "2 threads". */
export function threadWords(count: number): string {
  return `${count} thread${count === 1 ? "" : "s"}`;
}

/** The numbers of threads in a run, the fewest first. */
export function threadCounts({ results }: PartRun): number[] {
  return [...new Set(results.map(({ threads }) => threads))]
    .toSorted((a, b) => a - b);
}

/** A ratio as people say it: "1.08", and "1/32" for a small one. */
export function ratioWords(ratio: number): string {
  if (ratio >= 0.2) return ratio.toFixed(2);
  return `1/${(1 / ratio).toFixed(1 / ratio < 10 ? 1 : 0)}`;
}

/** The result of a contestant in a case, if there is one. */
export function find(
  { results }: PartRun,
  wanted: Pick<Result, "id" | "case" | "threads">,
): Result | undefined {
  return results.find((result) =>
    result.id === wanted.id && result.case === wanted.case &&
    result.threads === wanted.threads && result.milliseconds.length > 0
  );
}

/**
 * Thousand millions of multiplications and additions a second, by each core
 * that was used.
 *
 * @returns The rate, or `undefined` where operations are not counted.
 */
export function gflopsPerCore(
  part: PartId,
  result: Result,
): number | undefined {
  const count = operations(part, result.case);
  if (count === undefined) return;
  const cores = result.oneThread ? 1 : result.threads;
  return count / median(result.milliseconds) / 1e6 / cores;
}
