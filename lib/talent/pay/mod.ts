/**
 * Pay: where it stands in the market, what it depends on, what keeps people.
 *
 * @module
 */
export {
  type Coefficient,
  coefficientInterval,
  CONSTANT,
  leastSquares,
  type Regression,
  type RegressionColumns,
} from "./least_squares.ts";
export {
  compaRatio,
  marketPercentile,
  type MarketPoint,
  type MarketStanding,
  percentileRank,
} from "./market.ts";
export {
  type PayGap,
  payGap,
  type PayGapInterval,
  payGapInterval,
  type PayGroup,
  type Reference,
} from "./pay_gap.ts";
export {
  type Grant,
  type SharePrice,
  unvestedValue,
  vestedShare,
  vestingAhead,
} from "./vesting.ts";
export { loadWages, type Wage } from "./wages.ts";
