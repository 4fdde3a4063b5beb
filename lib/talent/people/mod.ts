/**
 * The people table: a made-up company, and the reader's own.
 *
 * @module
 */
export { dayNumber, DAYS_PER_YEAR, isoDate } from "./days.ts";
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
