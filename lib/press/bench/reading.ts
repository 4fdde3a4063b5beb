/**
 * What a part's results say, in a sentence.
 *
 * @module
 */
import type { ContestantId } from "./contestants.ts";
import type { Part } from "./parts.ts";
import {
  find,
  geometricMean,
  median,
  type PartRun,
  ratioWords,
} from "./results.ts";

/**
 * The engine's time divided by each other one's.
 *
 * @returns By contestant: its name, and the geometric mean over the cases that
 * both were measured in.
 */
export function ratios(
  run: PartRun,
  threads: number,
): Map<ContestantId, { name: string; ratio: number }> {
  const found = new Map<ContestantId, { name: string; ratio: number }>();
  for (const { id, name } of run.results) {
    if (id === "engine" || found.has(id)) continue;
    const ratio = ratioOfTimes(run, { of: "engine", against: id, threads });
    if (ratio !== undefined) found.set(id, { name, ratio });
  }
  return found;
}

/**
 * One contestant's time divided by another's.
 *
 * @param run A part's results.
 * @param of Which two, with how many threads, and in which case; without a
 * case, the geometric mean over all cases that both were measured in.
 * @param middle What stands for a contestant's times: their median, if not told
 * otherwise.
 * @returns The ratio, or `undefined` where one of them is missing.
 */
export function ratioOfTimes(
  run: PartRun,
  { of, against, threads, case: only }: {
    of: ContestantId;
    against: ContestantId;
    threads: number;
    case?: string;
  },
  middle = median,
): number | undefined {
  const names = only === undefined
    ? [...new Set(run.results.map((result) => result.case))]
    : [only];
  const all = names.flatMap((name) => {
    const [mine, theirs] = [of, against].map((id) =>
      find(run, { id, case: name, threads })
    );
    if (!mine || !theirs) return [];
    return [middle(mine.milliseconds) / middle(theirs.milliseconds)];
  });
  return all.length === 0 ? undefined : geometricMean(all);
}

/** The results of a part with a number of threads, in a sentence. */
export function reading(part: Part, run: PartRun, threads: number): string {
  const parts = [...ratios(run, threads).values()].map(({ name, ratio }, i) =>
    `${ratioWords(ratio)} ${ratio < 1 ? "of" : "times"} ` +
    `${i === 0 ? "the time" : "that"} of ${name}`
  );
  if (parts.length === 0) return "";
  const many = part.cases.length > 1 ? ", over all cases," : "";
  return `With ${threads === 1 ? "one thread" : `${threads} threads`} our ` +
    `engine takes${many} ${listed(parts)}.`;
}

/** "a", "a and b", "a, b and c". */
function listed(words: string[]): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
