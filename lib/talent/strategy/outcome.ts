import {
  type Plan,
  requireProblem,
  type RetentionProblem,
  strength,
  yearlyResponse,
} from "./levers.ts";

/** What a plan leads to. */
export interface Outcome {
  /** Leavings per person-year, `hazards[year][reason]`; reasons in order. */
  hazards: number[][];
  /** Of the people here today, how many are still here at the end. */
  kept: number;
  /** Leavings in all years, if every leaver is replaced at once. */
  leavings: number;
  /** Money a year. */
  cost: number;
}

/**
 * Works out what a plan leads to.
 *
 * Year y's hazard for reason r is h_r ∏ₛ ratioₛᵣ^(ρₛ(y) gₛ(spendₛ)), with g the
 * {@linkcode strength} and ρ the {@linkcode yearlyResponse}. With H the sum of
 * hazards over reasons and years, staff · e^(−H) are kept, and staff · H leave
 * a company that refills each position at once.
 *
 * @param problem company, hazards, levers
 * @param plan yearly spend by lever id
 * @returns hazards by year and reason, people kept, leavings and cost
 * @throws {RangeError} when a number cannot be meant, or the plan names a
 * lever that the problem lacks
 */
export function outcome(problem: RetentionProblem, plan: Plan): Outcome {
  requireProblem(problem);
  const { staff, years, hazards, levers } = problem;
  for (const id of Object.keys(plan)) {
    if (!levers.some((lever) => lever.id === id)) {
      throw new RangeError(
        `The plan spends on "${id}": the levers are ${
          levers.map((lever) => lever.id).join(", ")
        }`,
      );
    }
  }
  const bought = levers.map((lever) => strength(lever, plan[lever.id] ?? 0));
  const rows = Array.from({ length: years }, (_, year) => {
    const inPlace = levers.map((lever, i) =>
      bought[i] * yearlyResponse(lever, year)
    );
    return Object.entries(hazards).map(([reason, hazard]) =>
      levers.reduce(
        (h, lever, i) => h * (lever.ratios[reason] ?? 1) ** inPlace[i],
        hazard,
      )
    );
  });
  const gathered = rows.flat().reduce((sum, h) => sum + h, 0);
  return {
    hazards: rows,
    kept: staff * Math.exp(-gathered),
    leavings: staff * gathered,
    cost: Object.values(plan).reduce((sum, spend) => sum + spend, 0),
  };
}
