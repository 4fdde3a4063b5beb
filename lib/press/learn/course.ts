import type { Task } from "../../exercises/spec.ts";
import { bar, type Paper } from "./paper.ts";
import type { Progress } from "./progress.ts";

/** The exercises of one chapter. */
export interface Chapter {
  /** The notebook's name: `"09-loss"`. */
  readonly name: string;
  readonly tasks: readonly Task[];
}

/** The exercises by chapter, in order. */
export function chapters(tasks: readonly Task[]): Chapter[] {
  const groups = Map.groupBy(tasks, ({ chapter }) => chapter);
  return [...groups].map(([name, tasks]) => ({ name, tasks }));
}

/**
 * The exercise to go to from another: the next one in order that is still open,
 * from the beginning again after the last.
 *
 * @param from Where to look on from; from the first when absent.
 * @returns `undefined` when no other is open.
 */
export function nextOpen(
  tasks: readonly Task[],
  progress: Progress,
  from?: Task,
): Task | undefined {
  const start = from ? tasks.indexOf(from) + 1 : 0;
  return [...tasks.slice(start), ...tasks.slice(0, start)]
    .find((task) => task !== from && progress.state(task.id) === "open");
}

/** Writes how far a chapter is, or all of them: `09-loss [##--] 2/5`. */
export function tally(
  paper: Paper,
  name: string,
  tasks: readonly Task[],
  progress: Progress,
  width = 10,
): void {
  const done = tasks.filter(({ id }) => progress.state(id) !== "open").length;
  const length = Math.max(3, Math.min(22, paper.columns - width - 8));
  paper.line(
    `${name.padEnd(width)} ${bar(done, tasks.length, length)} ` +
      `${done}/${tasks.length}`,
  );
}
