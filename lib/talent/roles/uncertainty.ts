import { quantile, Random } from "../statistics/mod.ts";
import {
  type Assumed,
  ASSUMPTION_IDS,
  type AssumptionId,
  ASSUMPTIONS,
} from "./assumptions.ts";
import { staffingPlan, type TrainingProject } from "./staffing_plan.ts";

/** What one assumption does to the headcount on its own. */
export interface HeadcountSwing {
  readonly assumption: AssumptionId;
  /** Headcount at the assumption's low end; `null` when the plan is impossible. */
  readonly atLow: number | null;
  readonly atHigh: number | null;
}

/**
 * Moves one assumption at a time from its low to its high end, and keeps the
 * others: which of them is worth finding out?
 *
 * @param project What is to be trained, and by when.
 * @returns The assumptions that move the headcount, the strongest first.
 */
export function headcountSwings(project: TrainingProject): HeadcountSwing[] {
  const at = (id: AssumptionId, value: number) => {
    try {
      return staffingPlan(project, { [id]: value }).total;
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  };
  const spread = ({ atLow, atHigh }: HeadcountSwing) =>
    atLow === null || atHigh === null ? Infinity : Math.abs(atHigh - atLow);
  return ASSUMPTION_IDS
    .map((id) => ({
      assumption: id,
      atLow: at(id, ASSUMPTIONS[id].low),
      atHigh: at(id, ASSUMPTIONS[id].high),
    }))
    .filter((swing) => spread(swing) > 0)
    .sort((a, b) => spread(b) - spread(a));
}

/**
 * A number of people over many draws of the assumptions, in whole people: the
 * ends are rounded outwards.
 */
export interface DrawnRange {
  /** At most one in twenty draws lies below. */
  readonly low: number;
  readonly median: number;
  /** At most one in twenty draws lies above. */
  readonly high: number;
}

/** People needed over many draws, and what follows from each draw. */
export interface HeadcountRange extends DrawnRange {
  /** People to start with. */
  readonly start: DrawnRange;
  /** Offers to make. */
  readonly offers: DrawnRange;
  /** The share of draws in which the date cannot be met at all. */
  readonly impossible: number;
}

/**
 * Draws every assumption at once from a triangle between its low and high end
 * with the peak at its value, and asks for the plan each time.
 *
 * The draws are independent: assumptions that move together would widen the
 * range.
 *
 * @param project What is to be trained, and by when.
 * @param draws How many times. Default 2000.
 * @param seed The same seed gives the same range. Default 1.
 */
export function headcountRange(
  project: TrainingProject,
  draws = 2000,
  seed = 1,
): HeadcountRange {
  const random = new Random(seed);
  const totals: number[] = [];
  const starts: number[] = [];
  const offers: number[] = [];
  for (let i = 0; i < draws; i++) {
    const own: Partial<Record<keyof Assumed, number>> = {};
    for (const id of ASSUMPTION_IDS) {
      const { low, value, high } = ASSUMPTIONS[id];
      own[id] = triangular(random.uniform(), low, value, high);
    }
    try {
      const { total, rows } = staffingPlan(project, own);
      totals.push(total);
      starts.push(rows.reduce((sum, { start }) => sum + start, 0));
      offers.push(rows.reduce((sum, row) => sum + row.offers, 0));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  if (totals.length === 0) {
    throw new RangeError("The date cannot be met under any of the assumptions");
  }
  return {
    ...drawnRange(totals),
    start: drawnRange(starts),
    offers: drawnRange(offers),
    impossible: 1 - totals.length / draws,
  };
}

function drawnRange(values: number[]): DrawnRange {
  return {
    low: Math.floor(quantile(values, 0.05)),
    median: Math.round(quantile(values, 0.5)),
    high: Math.ceil(quantile(values, 0.95)),
  };
}

/**
 * The triangular distribution's quantile.
 *
 * @param u A share from 0 to 1.
 */
function triangular(u: number, low: number, peak: number, high: number) {
  const left = (peak - low) / (high - low);
  return u < left
    ? low + Math.sqrt(u * (high - low) * (peak - low))
    : high - Math.sqrt((1 - u) * (high - low) * (high - peak));
}
