/**
 * Strategies as levers on hazards: the best mix, its value, its uncertainty.
 *
 * @module
 */
export {
  type Assumption,
  delayOf,
  drawProblems,
  effectOf,
  hazardOf,
  priceOf,
  type Range,
  type Swing,
  tornado,
  triangular,
} from "./assumptions.ts";
export {
  type LeavingRate,
  type LeavingRates,
  leavingRates,
  liftRatio,
} from "./leaving_rates.ts";
export { bestMix, type Mix, SolverError } from "./best_mix.ts";
export {
  type Lever,
  type Plan,
  response,
  type RetentionProblem,
  strength,
  yearlyResponse,
} from "./levers.ts";
export {
  memo,
  type MemoContent,
  type MemoSection,
  type MemoTable,
} from "./memo.ts";
export { type Outcome, outcome } from "./outcome.ts";
export { type PackageRatio, packageRatios, type Shift } from "./packages.ts";
export { program, type Tangents } from "./program.ts";
export { loadSolver, type Solver } from "./solver.ts";
