/**
 * Exercises: what a chapter asks, how an answer is checked, what helps.
 *
 * A chapter's tasks live in one file (`09_loss.ts`) and are listed in
 * `registry.ts`. Their answers live apart from them (`09_loss_key.ts`, listed in
 * `answer_key.ts`), and this module does not lead there.
 *
 * @module
 */
export { check, ExerciseError } from "./check.ts";
export { compare, type Mismatch } from "./compare.ts";
export { explain, show } from "./explain.ts";
export { hint } from "./hint.ts";
export { findTask, tasks } from "./registry.ts";
export { runCases, type Solution } from "./run_cases.ts";
export type { Case, Property, Task, Tolerance } from "./spec.ts";
export { NotAttempted, todo } from "./todo.ts";
export type { Outcome } from "./trials.ts";
