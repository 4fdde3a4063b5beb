import type { Task } from "../../exercises/spec.ts";
import { chapters, tally } from "./course.ts";
import type { Paper } from "./paper.ts";
import { cut } from "./prose.ts";
import type { Progress } from "./progress.ts";

const words = { solved: "ok   ", known: "known", open: "     " };

/**
 * Writes the list of exercises by chapter, around the chosen one if the screen
 * is too low for all.
 *
 * @param chosen The exercise that Enter would open.
 * @param rows Lines of the screen.
 */
export function listPage(
  paper: Paper,
  tasks: readonly Task[],
  progress: Progress,
  chosen: Task,
  rows: number,
): void {
  const start = paper.lines.length;
  let at = 0;
  const all = chapters(tasks);
  const width = Math.max(...all.map(({ name }) => name.length));
  for (const { name, tasks } of all) {
    tally(paper, name, tasks, progress, width);
    for (const task of tasks) {
      const state = progress.state(task.id);
      const mark = task === chosen ? ">" : " ";
      if (task === chosen) at = paper.lines.length;
      const text = cut(`${task.id} ${task.title}`, paper.columns - 8);
      paper.lines.push(
        `${mark} ${paper.tint(words[state], "good")} ` +
          paper.tint(text, task === chosen ? "strong" : undefined),
      );
    }
    paper.line();
  }
  // Below it stand a blank line, the keys and the cursor.
  const room = Math.max(3, rows - start - 3);
  const lines = paper.lines.splice(start).slice(0, -1);
  const first = Math.max(
    0,
    Math.min(at - start - Math.floor(room / 2), lines.length - room),
  );
  paper.lines.push(...lines.slice(first, first + room));
}
