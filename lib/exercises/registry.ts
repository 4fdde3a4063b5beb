import { landscapeExercises } from "./01_landscape.ts";
import { rolesExercises } from "./02_roles.ts";
import { leavingExercises } from "./03_leaving.ts";
import { strategyExercises } from "./04_strategies.ts";
import { lossExercises } from "./09_loss.ts";
import { lstmExercises } from "./10_lstm.ts";
import type { Exercise } from "./spec.ts";

/** Every exercise of the course, in order. A chapter adds its list here. */
export const exercises: readonly Exercise[] = [
  ...landscapeExercises,
  ...rolesExercises,
  ...leavingExercises,
  ...strategyExercises,
  ...lossExercises,
  ...lstmExercises,
];

/**
 * Finds an exercise.
 *
 * @param id Chapter and number: `"09.2"`.
 * @throws {RangeError} When there is no such exercise.
 */
export function findExercise(id: string): Exercise {
  const exercise = exercises.find((exercise) => exercise.id === id);
  if (exercise) return exercise;
  const known = exercises.map((exercise) => exercise.id).join(", ");
  throw new RangeError(`No exercise "${id}". There are: ${known}`);
}
