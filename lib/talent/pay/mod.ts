/**
 * Pay: where it stands in the market, what it depends on, what keeps people.
 *
 * @module
 */
export {
  type Coefficient,
  type Columns,
  CONSTANT,
  interval,
  leastSquares,
  type Regression,
} from "./least_squares.ts";
export {
  compaRatio,
  marketPercentile,
  type MarketPoint,
  type MarketStanding,
  percentileRank,
} from "./market.ts";
export {
  type Group,
  type PayGap,
  payGap,
  type PayGapInterval,
  payGapInterval,
  type Reference,
} from "./pay_gap.ts";
export {
  type Grant,
  type Price,
  unvestedValue,
  vestedShare,
  vestingAhead,
} from "./vesting.ts";
export { loadWages, type Wage } from "./wages.ts";
