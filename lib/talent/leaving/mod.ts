/**
 * Who leaves and why: the people table meets survival analysis.
 *
 * @module
 */
export { coverage, type Recovery } from "./coverage.ts";
export { type LeavingModel, leavingModel } from "./model.ts";
