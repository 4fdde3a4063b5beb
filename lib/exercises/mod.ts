/**
 * Exercises: what a chapter asks, how an answer is checked, what helps.
 *
 * A chapter's exercises live in one file (`09_loss.ts`) and are listed in
 * `registry.ts`.
 *
 * @module
 */
export { check, ExerciseError } from "./check.ts";
export { compare, type Mismatch } from "./compare.ts";
export { explain, show } from "./explain.ts";
export { hint } from "./hint.ts";
export { exercises, findExercise } from "./registry.ts";
export { type Outcome, runCases } from "./run_cases.ts";
export type { Case, Exercise, Tolerance, WrongSolution } from "./spec.ts";
export { NotAttempted, todo } from "./todo.ts";
