import { landscapeTasks } from "./01_landscape.ts";
import { rolesTasks } from "./02_roles.ts";
import { leavingTasks } from "./03_leaving.ts";
import { strategyTasks } from "./04_strategies.ts";
import { lossTasks } from "./09_loss.ts";
import { lstmTasks } from "./10_lstm.ts";
import type { Task } from "./spec.ts";

/**
 * Every task of the course, in order. A chapter adds its list here, and its
 * exercises with their key in `answer_key.ts`.
 */
export const tasks: readonly Task[] = [
  ...landscapeTasks,
  ...rolesTasks,
  ...leavingTasks,
  ...strategyTasks,
  ...lossTasks,
  ...lstmTasks,
];

/**
 * Finds a task.
 *
 * @param id Chapter and number: `"09.2"`.
 * @throws {RangeError} When there is no such exercise.
 */
export function findTask(id: string): Task {
  return find(tasks, id);
}

/** Finds a task or an exercise by its id. */
export function find<T extends Task>(list: readonly T[], id: string): T {
  const found = list.find((item) => item.id === id);
  if (found) return found;
  const known = list.map((item) => item.id).join(", ");
  throw new RangeError(`No exercise "${id}". There are: ${known}`);
}
