/**
 * The best mix as a linear (or mixed-integer) program, in CPLEX's LP format.
 *
 * Keeping the most people means gathering the least hazard. In lever s let
 * vₛ be the spend above setup, uₛ its strength, and in year y let
 * zᵣ = Σₛ −ln(ratioₛᵣ) ρₛ(y) uₛ be what the levers take off the log hazard of
 * reason r:
 *
 *   minimise    Σ_y Σ_r w_ry
 *   subject to  w_ry ≥ h_r e^(−z_ry)      convex in z
 *               uₛ ≤ 1 − 2^(−vₛ / halfₛ)   concave in v
 *               Σₛ vₛ + setupₛ useₛ ≤ budget
 *               useₛ ∈ {0, 1} where there is a setup cost
 *
 * Both curves lie on one side of all their tangents, so each is replaced by a
 * few tangents; `best_mix.ts` adds more where they are needed.
 *
 * @module
 */
import { type RetentionProblem, yearlyResponse } from "./levers.ts";

/** Where the two curves are replaced by tangents. */
export interface Tangents {
  /** Spend above setup, in units of `half`, by lever. */
  spend: number[][];
  /** What the levers take off the log hazard; by year and reason. */
  relief: number[][][];
}

/**
 * Writes the program.
 *
 * @param problem company, hazards, levers
 * @param budget money a year
 * @param tangents where to place tangents
 * @param use which levers are used; when given, the program is linear
 * @returns the program in LP format; spend is in units of each lever's `half`
 */
export function program(
  problem: RetentionProblem,
  budget: number,
  tangents: Tangents,
  use?: readonly boolean[],
): string {
  const { years, hazards, levers } = problem;
  const reasons = Object.entries(hazards);
  const objective: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const binary: string[] = [];

  const costs = levers.flatMap(({ half, setup = 0 }, s) =>
    setup > 0 && !use
      ? [`${half} v${s}`, `${setup} use${s}`]
      : [`${half} v${s}`]
  );
  const fixed = use
    ? levers.reduce((sum, l, s) => sum + (use[s] ? l.setup ?? 0 : 0), 0)
    : 0;
  rows.push(`budget: ${costs.join(" + ")} <= ${budget - fixed}`);

  levers.forEach(({ half, setup = 0 }, s) => {
    for (const at of tangents.spend[s]) {
      const curve = 1 - 2 ** -at;
      const slope = Math.LN2 * 2 ** -at;
      rows.push(`u${s} - ${slope} v${s} <= ${curve - slope * at}`);
    }
    if (setup > 0 && !use) {
      rows.push(`v${s} - ${budget / half} use${s} <= 0`);
      binary.push(`use${s}`);
    }
    if (use && !use[s]) bounds.push(`v${s} = 0`);
  });

  for (let y = 0; y < years; y++) {
    reasons.forEach(([reason, hazard], r) => {
      objective.push(`w${y}_${r}`);
      const terms = reliefWeights(problem, y, reason);
      for (const at of tangents.relief[y][r]) {
        const slope = hazard * Math.exp(-at);
        const parts = terms.flatMap((weight, s) =>
          weight * slope > 0 ? [` + ${weight * slope} u${s}`] : []
        );
        rows.push(`w${y}_${r}${parts.join("")} >= ${slope * (1 + at)}`);
      }
    });
  }
  return [
    "Minimize",
    ` obj: ${objective.join(" + ")}`,
    "Subject To",
    ...rows.map((row) => ` ${row}`),
    ...(bounds.length ? ["Bounds", ...bounds.map((b) => ` ${b}`)] : []),
    ...(binary.length ? ["Binary", ` ${binary.join(" ")}`] : []),
    "End",
  ].join("\n");
}

/**
 * What each lever at full strength takes off a reason's log hazard in a year.
 *
 * @returns −ln(ratio) · ρ(year), one number a lever, at least 0
 */
export function reliefWeights(
  { levers }: RetentionProblem,
  year: number,
  reason: string,
): number[] {
  return levers.map((lever) =>
    -Math.log(lever.ratios[reason] ?? 1) * yearlyResponse(lever, year)
  );
}
