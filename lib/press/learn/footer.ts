import type { Task } from "../../exercises/spec.ts";
import { tally } from "./course.ts";
import type { Paper } from "./paper.ts";
import type { Progress } from "./progress.ts";

const KEYS = [
  ["h", "hint"],
  ["n", "next"],
  ["p", "previous"],
  ["l", "list"],
  ["r", "reset"],
  ["s", "solution"],
  ["q", "quit"],
] as const;

/** What stands below every exercise. */
interface Footer {
  readonly task: Task;
  readonly tasks: readonly Task[];
  readonly progress: Progress;
  /** A line that answers the last key; may be empty. */
  readonly remark: string;
  /** The file that is about to be reset, while the learner is asked. */
  readonly resetting?: string;
}

/** Writes how far the chapter and the course are, and what can be pressed. */
export function footer(
  paper: Paper,
  { task, tasks, progress, remark, resetting }: Footer,
): void {
  paper.line();
  const chapter = tasks.filter(({ chapter }) => chapter === task.chapter);
  const width = Math.max(task.chapter.length, "all".length);
  tally(paper, task.chapter, chapter, progress, width);
  tally(paper, "all", tasks, progress, width);
  paper.line();
  if (remark) paper.text(remark, "strong").line();
  if (resetting) {
    paper.text(
      `Put the stub back into ${resetting}? Your code in it is lost.`,
      "bad",
    ).keys([["y", "yes"], ["any other key", "no"]]);
  } else {
    paper.keys(KEYS);
  }
}
