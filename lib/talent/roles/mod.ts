/**
 * Whom a company that trains language models needs.
 *
 * @module
 */
export {
  assume,
  type Assumed,
  type Assumption,
  ASSUMPTION_IDS,
  type AssumptionId,
  ASSUMPTIONS,
} from "./assumptions.ts";
export { coverage, coveredShare, type SkillCover } from "./coverage.ts";
export { neighbours, overlap, readiness, skillGap } from "./overlap.ts";
export {
  LADDER,
  type Level,
  PROFILES,
  type RoleProfile,
  type Rung,
  SKILL_IDS,
  type SkillId,
  type Skills,
} from "./roles.ts";
export {
  type Project,
  type StaffingPlan,
  staffingPlan,
  type StaffingRow,
} from "./staffing_plan.ts";
export {
  gpusForDeadline,
  impliedUtilisation,
  trainingFlops,
  type TrainingNeed,
  trainingNeed,
  type TrainingPlan,
} from "./training_plan.ts";
export {
  type HeadcountRange,
  headcountRange,
  headcountSwings,
  type Swing,
} from "./uncertainty.ts";
