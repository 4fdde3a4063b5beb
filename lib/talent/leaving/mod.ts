/**
 * Who leaves and why: the people table meets survival analysis.
 *
 * @module
 */
export {
  type ChallengeEffect,
  CHALLENGES,
  challenges,
  type Skipped,
} from "./challenges.ts";
export { intervalCoverage, type Recovery } from "./interval_coverage.ts";
export { type LeavingModel, leavingModel } from "./model.ts";
