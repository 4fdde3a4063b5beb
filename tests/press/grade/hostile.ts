import type { Exercise } from "../../../lib/exercises/spec.ts";
import type { Bait } from "./attack.ts";
import { lying, odd } from "./attacks_on_answers.ts";
import { exhausting } from "./attacks_on_limits.ts";
import { reaching } from "./attacks_outside.ts";
import type { Program } from "./programs.ts";

/** Submissions that do everything but what was asked, or that and more. */
export function hostile(exercise: Exercise, bait: Bait): Program[] {
  return [
    ...exhausting(exercise),
    ...reaching(exercise, bait),
    ...lying(exercise),
    ...odd(exercise),
  ];
}
