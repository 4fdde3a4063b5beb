/**
 * What may move a hazard, each as a number with a stated unit, so that a
 * hazard ratio reads "per unit of …".
 *
 * @module
 */
import type { Person } from "./person.ts";

/** Years without promotion after which a career counts as stalled. */
export const STALL_YEARS = 2;

/** One effect: its unit's reading of a person, and where it counts as 0. */
interface Reading {
  /** The value in units; `null` when the table does not say. */
  value(person: Person): number | null;
  /** The value that leaves the baseline hazard as it is. */
  reference: number;
}

/** A whole number of `unit`s in `value`, or `null` when there is no value. */
const per = (value: number | null, unit: number) =>
  value === null ? null : value / unit;

const isRole = (role: string): Reading => ({
  value: (p) => p.role === null ? null : +(p.role === role),
  reference: 0,
});

/** The effects that a person carries through the whole stay. */
export const EFFECTS = {
  /** Per 10 % of the market median that base pay falls short. */
  payGap: {
    value: (p) =>
      p.basePay === null || p.marketMedian === null
        ? null
        : (1 - p.basePay / p.marketMedian) / 0.1,
    reference: 0,
  },
  /** Per year's base pay granted as equity on joining. */
  equity: {
    value: (p) =>
      p.equity === null || p.basePay === null ? null : p.equity / p.basePay,
    reference: 0.5,
  },
  /** A deep-learning expert rather than one of the other roles. */
  deepLearning: isRole("deep-learning-expert"),
  /** An ML engineer rather than one of the other roles. */
  mlEngineer: isRole("ml-engineer"),
  /** Per 5 training days a year. */
  training: { value: (p) => per(p.trainingDays, 5), reference: 1 },
  /** Per point of the first survey, 0 to 10. */
  engagement: { value: (p) => p.engagement, reference: 7 },
  /** Per 5 people more who report to the same manager. */
  managerSpan: { value: (p) => per(p.managerSpan, 5), reference: 8 / 5 },
  /** Fully remote rather than never. */
  remote: { value: (p) => p.remoteShare, reference: 0 },
} as const satisfies Record<string, Reading>;

/** An effect that is fixed for the stay. */
export type FixedEffect = keyof typeof EFFECTS;

/**
 * Any effect. `stalled` changes during a stay: 0 until {@linkcode STALL_YEARS}
 * have passed without promotion, 1 from then on.
 */
export type Effect = FixedEffect | "stalled";
