import { COMPANY, type Company } from "../people/company.ts";
import type { Effect } from "../people/effects.ts";
import { generatePeople } from "../people/generate.ts";
import { type Reason, REASONS } from "../people/person.ts";
import { leavingModel } from "./model.ts";

/** How one effect was recovered over many made-up companies. */
export interface Recovery {
  reason: Reason;
  effect: Effect;
  /** The hazard ratio that the generator was given. */
  truth: number;
  /** In how many companies the 95 % interval held the truth. */
  held: number;
  /** How many companies were made. */
  of: number;
  /** The geometric mean of the estimates. */
  average: number;
}

/**
 * Makes a company per seed, fits each reason's model, and counts how often the
 * intervals hold the hazard ratios that the company was made with. A method
 * that keeps its word does so 95 times in 100, give or take chance.
 *
 * @param seeds One company each.
 * @param changes What differs from the course's company.
 */
export function intervalCoverage(
  seeds: readonly number[],
  changes: Partial<Company> = {},
): Recovery[] {
  const ratios = changes.hazardRatios ?? COMPANY.hazardRatios;
  const found: Recovery[] = REASONS.flatMap((reason) =>
    Object.entries(ratios[reason]).map(([effect, truth]) => ({
      reason,
      effect: effect as Effect,
      truth,
      held: 0,
      of: seeds.length,
      average: 1,
    }))
  );
  for (const seed of seeds) {
    const people = generatePeople({ ...changes, seed });
    for (const reason of REASONS) {
      const own = found.filter((row) => row.reason === reason);
      if (own.length === 0) continue;
      const names = own.map(({ effect }) => effect);
      const { model } = leavingModel(people, reason, names);
      model.effects.forEach(({ lower, upper, coefficient }, i) => {
        if (lower <= own[i].truth && own[i].truth <= upper) own[i].held++;
        own[i].average *= Math.exp(coefficient / seeds.length);
      });
    }
  }
  return found;
}
