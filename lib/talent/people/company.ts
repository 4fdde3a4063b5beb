/**
 * The made-up company that the talent chapters study. Every effect is a named
 * number, so a method can be held against the truth.
 *
 * The figures are chosen to teach, not measured anywhere.
 *
 * @module
 */
import type { Effect } from "./effects.ts";
import type { Reason, Role } from "./person.ts";

/** Where each step of the baseline hazard begins, in years of tenure. */
export const BASELINE_STEPS = [0, 0.5, 1, 2, 3.5];

/** All that the generator needs to know. */
export interface Company {
  seed: number;
  /** How many were ever hired. */
  people: number;
  /** The first day on which someone could be hired. */
  opened: string;
  /** The day of the table. */
  asOf: string;
  /**
   * Leavers per person and year for each reason, one figure per step of
   * {@linkcode BASELINE_STEPS}, for a person at every effect's reference.
   */
  baseline: Record<Reason, readonly number[]>;
  /** Hazard ratio per unit of each effect; 1 where none is named. */
  hazardRatios: Record<Reason, Partial<Record<Effect, number>>>;
  /** Promotions per year, from the first anniversary on; one a stay at most. */
  promotionRate: number;
  /** Share of hires, and the market median at level 1, by role. */
  roles: Record<Role, { share: number; median: number }>;
  /** Share of hires by level, from 1. */
  levels: readonly number[];
  /** What a level adds to the median: 1.22 is 22 %. */
  levelStep: number;
  /** Share of hires, price level, mean pay against market, remote share. */
  locations: Record<
    string,
    { share: number; price: number; compa: number; remote: readonly number[] }
  >;
}

/** The company behind `data/talent/people.csv`. */
export const COMPANY: Company = {
  seed: 2025,
  people: 3000,
  opened: "2021-01-01",
  asOf: "2025-12-31",
  baseline: {
    // Equity vests first after a year: offers are accepted after that.
    competitor: [0.02, 0.04, 0.1, 0.07, 0.05],
    pay: [0.01, 0.03, 0.05, 0.05, 0.04],
    career: [0.005, 0.02, 0.05, 0.06, 0.06],
    // Who does not feel at home goes early.
    culture: [0.07, 0.06, 0.03, 0.02, 0.02],
    other: [0.02, 0.02, 0.02, 0.02, 0.02],
  },
  hazardRatios: {
    competitor: {
      payGap: 1.25,
      equity: 0.6,
      deepLearning: 1.8,
      mlEngineer: 1.3,
    },
    pay: { payGap: 1.7 },
    career: { stalled: 2.5, training: 0.75 },
    culture: { engagement: 0.75, managerSpan: 1.35 },
    other: {},
  },
  promotionRate: 0.6,
  roles: {
    "deep-learning-expert": { share: 0.15, median: 150_000 },
    "ml-engineer": { share: 0.25, median: 130_000 },
    "data-scientist": { share: 0.2, median: 118_000 },
    "software-engineer": { share: 0.3, median: 115_000 },
    "product-manager": { share: 0.1, median: 122_000 },
  },
  levels: [0.25, 0.35, 0.25, 0.1, 0.05],
  levelStep: 1.22,
  locations: {
    // Abroad pays further below its market and works remotely more: neither
    // place nor remote work moves a hazard of its own.
    capital: {
      share: 0.5,
      price: 1,
      compa: 1,
      remote: [0.3, 0.3, 0.25, 0.1, 0.05],
    },
    coast: {
      share: 0.3,
      price: 0.9,
      compa: 0.98,
      remote: [0.25, 0.25, 0.25, 0.15, 0.1],
    },
    abroad: {
      share: 0.2,
      price: 0.7,
      compa: 0.88,
      remote: [0.05, 0.1, 0.2, 0.25, 0.4],
    },
  },
};

/** The remote shares that a location's `remote` gives the chances of. */
export const REMOTE_SHARES = [0, 0.2, 0.4, 0.6, 1];
