/**
 * Results as tables: as text for a terminal, as HTML for a page.
 *
 * @module
 */
import { type Display, table } from "@course/viz";
import { judge, type Verdict } from "./bars.ts";
import type { Part } from "./parts.ts";
import {
  type Bench,
  find,
  gflopsPerCore,
  median,
  type PartRun,
  ratioWords,
  type Result,
  threadWords,
} from "./results.ts";

/**
 * The times of one part with one number of threads.
 *
 * @returns A table, or `undefined` where nothing was measured.
 */
export function timesTable(
  part: Part,
  run: PartRun,
  threads: number,
): Display | undefined {
  const names = part.cases.filter((name) =>
    run.results.some((result) => result.case === name)
  );
  const rows = names.flatMap((name) =>
    run.results
      .filter((one) => one.threads === threads && one.case === name)
      .map((one) => row(part, run, one, names.length > 1))
  );
  if (rows.length === 0) return;
  return table(rows, {
    caption: `${part.title}, ${threadWords(threads)}`,
    digits: 5,
  });
}

function row(part: Part, run: PartRun, result: Result, hasCases: boolean) {
  const { name, milliseconds, oneThread } = result;
  const middle = median(milliseconds);
  const ours = find(run, { ...result, id: "engine" });
  const rate = gflopsPerCore(part.id, result);
  return {
    ...hasCases ? { Case: result.case } : {},
    Contestant: oneThread ? `${name} (1 thread)` : name,
    "Median (ms)": digits(middle),
    "Fastest (ms)": digits(Math.min(...milliseconds)),
    Steps: milliseconds.length,
    ...rate === undefined ? {} : { "GFLOP/s a core": digits(rate) },
    "Times ours": ours ? digits(middle / median(ours.milliseconds)) : null,
  };
}

/** Three digits tell all that a time is worth. */
function digits(value: number): number {
  return Number(value.toPrecision(3));
}

/**
 * The promises and whether they were kept.
 *
 * @returns A table, or `undefined` where none could be judged.
 */
export function barsTable(bench: Pick<Bench, "parts">): Display | undefined {
  const verdicts = judge(bench);
  if (verdicts.length === 0) return;
  return table(
    verdicts.map((verdict) => ({
      "Ratio of times": verdict.bar.title,
      Threads: verdict.threads,
      Measured: ratioWords(verdict.ratio),
      "By the fastest": ratioWords(verdict.fastest),
      "At most": Number.isFinite(verdict.bar.atMost)
        ? ratioWords(verdict.bar.atMost)
        : "",
      Verdict: verdictWords(verdict),
    })),
    { caption: "What the engine promises" },
  );
}

/** "met", "missed", and what became of the aim. */
export function verdictWords({ bar, met, aimMet }: Verdict): string {
  const aim = bar.aim === undefined
    ? ""
    : `aim ${ratioWords(bar.aim)} ${aimMet ? "met" : "missed"}`;
  if (!Number.isFinite(bar.atMost)) return aim;
  return [met ? "met" : "missed", aim].filter(Boolean).join(", ");
}

/** Why promises or aims were missed, as far as that is known: a line each. */
export function missedLines(bench: Pick<Bench, "parts">): string[] {
  const missed = judge(bench).filter(({ met, aimMet }) =>
    !met || aimMet === false
  );
  const bars = new Set(missed.map(({ bar }) => bar));
  return [...bars].flatMap(({ title, why }) =>
    why ? [`${title}: ${why}.`] : []
  );
}

/** Who was not measured, and what to do about it: a line each. */
export function absentLines({ absent }: PartRun): string[] {
  return absent.map(({ name, remedy, failure }) =>
    remedy
      ? `${name} is not on this machine. To bring it: ${remedy}`
      : `${name} was stopped. ${failure}`
  );
}
