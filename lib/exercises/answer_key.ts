/**
 * Every exercise with its key: reference, hidden cases, wrong solutions.
 *
 * Tools and tests import this file; `mod.ts`, which notebooks import, does not
 * lead here.
 *
 * @module
 */
import { lossExercises } from "./09_loss_key.ts";
import { lstmExercises } from "./10_lstm_key.ts";
import { find } from "./registry.ts";
import type { Exercise } from "./spec.ts";

/** Every exercise of the course, in order. */
export const exercises: readonly Exercise[] = [
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
