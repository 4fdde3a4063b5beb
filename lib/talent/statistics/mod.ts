/**
 * Distribution functions, small matrices, summaries and seeded draws.
 *
 * @module
 */
export { Random } from "../../text/random.ts";
export { mean, quantile, standardDeviation } from "./describe.ts";
export {
  chiSquareSf,
  normalCdf,
  normalPValue,
  normalQuantile,
  studentPValue,
} from "./distributions.ts";
export { drawExponential, drawIndex, drawNormal } from "./draw.ts";
export {
  cholesky,
  dot,
  invertSymmetric,
  type Matrix,
  multiply,
  NotPositiveDefiniteError,
  solveSymmetric,
} from "./matrix.ts";
