/**
 * The people table: its columns, what they mean, and a row as an object.
 *
 * Every column is something a personnel office knows, taken at one stated
 * moment. That moment matters: a score from the week before someone left
 * cannot say why they left.
 *
 * @module
 */

/** The five roles of a company that builds large models. */
export const ROLES = [
  "deep-learning-expert",
  "ml-engineer",
  "data-scientist",
  "software-engineer",
  "product-manager",
] as const;

/** One of the five roles. A reader's own table may name others. */
export type Role = typeof ROLES[number];

/** Why a person left: the four challenges, and everything else. */
export const REASONS = [
  "competitor",
  "pay",
  "career",
  "culture",
  "other",
] as const;

/** One of the reasons for leaving. */
export type Reason = typeof REASONS[number];

/** One person's stay with the company. `null` stands for "not in the table". */
export interface Person {
  /** A label without meaning: a number, never a name. */
  person: string;
  role: string | null;
  /** Rung of the ladder, 1 for the lowest. */
  level: number | null;
  location: string | null;
  /** First day, `2024-03-31`. */
  hired: string;
  /** Last day, or `null` for someone who is still here. */
  left: string | null;
  /** Why they left; `null` for someone who is still here. */
  reason: Reason | null;
  /** Base pay a year, in one currency. */
  basePay: number | null;
  /** Market median for the role and level, same currency. */
  marketMedian: number | null;
  /** Value of the equity granted on joining, same currency. */
  equity: number | null;
  /** How many people report to this person's manager. */
  managerSpan: number | null;
  /** Months since the last promotion, or since hiring if there was none, up
   * to the last day or the day of the table. */
  monthsSincePromotion: number | null;
  /** First survey after joining, 0 to 10. */
  engagement: number | null;
  /** Training days a year, on average over the stay. */
  trainingDays: number | null;
  /** Share of working time away from the office as agreed on joining, 0 to 1. */
  remoteShare: number | null;
}

/** A people table and the window in which it was kept. */
export interface People {
  rows: Person[];
  /** The day of the table: until then everyone's state is known. */
  asOf: string;
  /** Whether `asOf` was given, or is the latest date found in the table. */
  asOfGiven: boolean;
  /** Since when leavers were kept, or `null` when the table has them all. */
  from: string | null;
  /** Columns of the table that no analysis uses. */
  ignored: string[];
}

/** A column's heading in the CSV file, and the property that holds it. */
export const COLUMNS = {
  person: "person",
  role: "role",
  level: "level",
  location: "location",
  hired: "hired",
  left: "left",
  reason: "reason",
  base_pay: "basePay",
  market_median: "marketMedian",
  equity: "equity",
  manager_span: "managerSpan",
  months_since_promotion: "monthsSincePromotion",
  engagement: "engagement",
  training_days: "trainingDays",
  remote_share: "remoteShare",
} as const satisfies Record<string, keyof Person>;

/** A heading of the CSV file. */
export type Column = keyof typeof COLUMNS;
