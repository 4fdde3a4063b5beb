/**
 * Every exercise with its key: reference, hidden cases, wrong solutions.
 *
 * Tools and tests import this file; `mod.ts`, which notebooks import, does not
 * lead here.
 *
 * @module
 */
import { landscapeExercises } from "./01_landscape_key.ts";
import { rolesExercises } from "./02_roles_key.ts";
import { leavingExercises } from "./03_leaving_key.ts";
import { strategyExercises } from "./04_strategies_key.ts";
import { lossExercises } from "./09_loss_key.ts";
import { lstmExercises } from "./10_lstm_key.ts";
import { find } from "./registry.ts";
import type { Exercise } from "./spec.ts";

/** Every exercise of the course, in order. */
export const exercises: readonly Exercise[] = [
  ...landscapeExercises,
  ...rolesExercises,
  ...leavingExercises,
  ...strategyExercises,
  ...lossExercises,
  ...lstmExercises,
];

/**
 * Finds an exercise with its key.
 *
 * @param id Chapter and number: `"09.2"`.
 * @throws {RangeError} When there is no such exercise.
 */
export function findExercise(id: string): Exercise {
  return find(exercises, id);
}
