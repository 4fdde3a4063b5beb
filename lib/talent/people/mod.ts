/**
 * The people table: a made-up company, and the reader's own.
 *
 * @module
 */
export { type Groups, groupsOf, MIN_CELL } from "./cells.ts";
export {
  BASELINE_STEPS,
  COMPANY,
  type Company,
  REMOTE_SHARES,
} from "./company.ts";
export { dayNumber, DAYS_PER_YEAR, isoDate } from "./days.ts";
export {
  type Effect,
  EFFECTS,
  type FixedEffect,
  STALL_YEARS,
} from "./effects.ts";
export { generatePeople } from "./generate.ts";
export { type LoadOptions, loadPeople } from "./load.ts";
export {
  type Column,
  COLUMNS,
  type People,
  type Person,
  type Reason,
  REASONS,
  type Role,
  ROLES,
} from "./person.ts";
export { type Problem, sentence, TableError } from "./problem.ts";
export {
  type Design,
  design,
  effectsIn,
  type Stays,
  stays,
  staysByCareer,
} from "./stays.ts";
export { formatPeople } from "./write.ts";
