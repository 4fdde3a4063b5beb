/**
 * Marks everything a class handed in, several submissions at a time.
 *
 * @module
 */
import { answerFile } from "../../exercises/answer_file.ts";
import type { Journal } from "./journal.ts";
import {
  type Desk,
  type Mark,
  markSubmission,
  type Paper,
  unmarked,
} from "./mark.ts";
import type { Submission } from "./submissions.ts";

/** The marks of one learner, in the order of the exercises. */
export interface Report {
  readonly learner: string;
  readonly marks: readonly Mark[];
}

/** How to mark a class. */
export interface ClassOptions {
  /** Papers by exercise id. */
  readonly papers: ReadonlyMap<string, Paper>;
  readonly journal: Journal;
  /** How many submissions run at once. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Called when a submission has its mark. */
  readonly onMark: () => void;
}

/** The grader does not work here as it should. */
export class DeskError extends Error {
  override readonly name = "DeskError";
}

/**
 * Marks the course's own solutions first: where they do not get every point, the
 * machine or the limits are at fault, and a class would be wronged.
 *
 * @throws {DeskError} When a solution does not pass.
 */
export async function tryDesk(
  desk: Desk,
  papers: Iterable<Paper>,
  signal: AbortSignal,
) {
  for (const paper of papers) {
    const { id, solution } = paper.exercise;
    const source = answerFile(paper.exercise, solution);
    const mark = await markSubmission(desk, paper, source, signal);
    if (mark.passed === mark.total) continue;
    const problem = mark.results.find(({ passed }) => !passed)?.problem;
    throw new DeskError(
      `The course's own solution to ${id} passes ${mark.passed} of ` +
        `${mark.total} here, so nothing was graded. ${
          mark.remark ?? problem
        } ` +
        "Is this machine short of memory or time? Try --memory or --seconds",
    );
  }
}

/**
 * Marks submissions.
 *
 * @returns One report for each learner, in the order of the submissions.
 * @throws The signal's reason, when it was aborted; the journal then holds what
 *   had been marked.
 */
export async function markClass(
  desk: Desk,
  submissions: readonly Submission[],
  { papers, journal, jobs, signal, onMark }: ClassOptions,
): Promise<Report[]> {
  const marks: Mark[] = Array(submissions.length);
  let next = 0;
  let failed = false;
  async function work() {
    while (next < submissions.length && !failed) {
      const i = next++;
      const submission = submissions[i];
      const known = await journal.find(submission);
      marks[i] = known ?? await mark(submission);
      if (!known) await journal.add(submission, marks[i]);
      onMark();
    }
  }
  async function mark({ exercise, source }: Submission): Promise<Mark> {
    const paper = papers.get(exercise)!;
    if (typeof source === "string") {
      return await markSubmission(desk, paper, source, signal);
    }
    return unmarked(exercise, paper.trials.length, source.fault);
  }
  const workers = Array.from({ length: jobs }, () =>
    work().catch((error) => {
      failed = true;
      throw error;
    }));
  // All of them must have ended before their sandbox is taken away.
  const ends = await Promise.allSettled(workers);
  const broken = ends.find((end) => end.status === "rejected");
  if (broken) throw broken.reason;
  return byLearner(submissions, marks);
}

function byLearner(
  submissions: readonly Submission[],
  marks: readonly Mark[],
): Report[] {
  const reports = new Map<string, Mark[]>();
  for (const [i, { learner }] of submissions.entries()) {
    reports.set(learner, [...reports.get(learner) ?? [], marks[i]]);
  }
  return [...reports].map(([learner, marks]) => ({ learner, marks }));
}
