/**
 * Whom a company that trains language models needs.
 *
 * @module
 */
export {
  assume,
  type Assumed,
  ASSUMPTION_IDS,
  type AssumptionId,
  ASSUMPTIONS,
  type PlanAssumption,
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
  type StaffingPlan,
  staffingPlan,
  type StaffingRow,
  type TrainingProject,
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
  type DrawnRange,
  type HeadcountRange,
  headcountRange,
  type HeadcountSwing,
  headcountSwings,
} from "./uncertainty.ts";
