/**
 * Survival analysis: who stays how long, and what moves it.
 *
 * @module
 */
export {
  aalenJohansen,
  type CompetingRisks,
  type Incidence,
  incidenceAt,
} from "./aalen_johansen.ts";
export { ColumnError, type ColumnFault } from "./columns.ts";
export { type Concordance, concordance } from "./concordance.ts";
export {
  type ChiSquareTest,
  type CoxEffect,
  type CoxModel,
  coxRegression,
  riskScores,
} from "./cox.ts";
export {
  type IntervalScale,
  kaplanMeier,
  medianSurvival,
  survivalAt,
  type SurvivalCurve,
  untilFew,
} from "./kaplan_meier.ts";
export { type LogRank, logRank } from "./log_rank.ts";
export { type HazardCurve, nelsonAalen } from "./nelson_aalen.ts";
export { type SchoenfeldTest, schoenfeldTest } from "./schoenfeld.ts";
export { riskTable, type Times } from "./times.ts";
