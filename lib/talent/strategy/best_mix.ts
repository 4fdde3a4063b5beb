import type { Plan, RetentionProblem } from "./levers.ts";
import { requireProblem } from "./levers.ts";
import { type Outcome, outcome } from "./outcome.ts";
import { program, reliefWeights, type Tangents } from "./program.ts";
import type { Solver } from "./solver.ts";

/** The best plan for a budget, with proof of how good it is. */
export interface Mix extends Outcome {
  /** Yearly spend by lever id, setup included. */
  plan: Record<string, number>;
  /** No plan within the budget keeps more people than this. */
  bound: number;
  /** People kept for one more unit of money a year: the shadow price. */
  keptPerUnit: number;
  /** Leavings avoided, in all years, for one more unit of money a year. */
  leavingsPerUnit: number;
  /** Programs solved on the way. */
  rounds: number;
}

/** Thrown when the solver stops without an optimum. */
export class SolverError extends Error {
  override readonly name = "SolverError";
}

const OPTIONS = {
  output_flag: false,
  mip_rel_gap: 0,
  mip_abs_gap: 1e-9,
  mip_feasibility_tolerance: 1e-9,
  primal_feasibility_tolerance: 1e-9,
  // A search for any feasible plan: spending nothing is one.
  mip_heuristic_run_feasibility_jump: false,
} as const;
const MOST_ROUNDS = 60;

/**
 * Finds the yearly spend by lever that keeps the most of today's people.
 *
 * Solves the program of `program.ts`, asks the exact model what that plan
 * leads to, adds tangents there, and repeats until bound and plan agree to 1
 * in a million. With setup costs the shadow price holds while the same levers
 * are in use.
 *
 * Source: J. E. Kelley, "The Cutting-Plane Method for Solving Convex
 * Programs", Journal of SIAM 8 (1960); with setup costs, M. A. Duran and I. E.
 * Grossmann, Mathematical Programming 36 (1986).
 *
 * @param solver from {@linkcode loadSolver}
 * @param problem company, hazards, levers
 * @param budget money a year, at least 0
 * @returns the plan, what it leads to, and the value of one more unit
 * @throws {RangeError} when a number cannot be meant
 * @throws {SolverError} when the solver fails, or the bound is not reached
 */
export function bestMix(
  solver: Solver,
  problem: RetentionProblem,
  budget: number,
): Mix {
  requireProblem(problem);
  if (!(budget >= 0 && budget < Infinity)) {
    throw new RangeError(`The budget must be at least 0, not ${budget}`);
  }
  const { staff, years, hazards, levers } = problem;
  const reasons = Object.keys(hazards);
  const tangents: Tangents = {
    spend: levers.map(() => [0, 1, 2, 4]),
    relief: Array.from({ length: years }, () => reasons.map(() => [0])),
  };
  let best: { plan: Plan; outcome: Outcome; use: boolean[] } | undefined;
  for (let rounds = 1; rounds <= MOST_ROUNDS; rounds++) {
    const solved = solve(solver, program(problem, budget, tangents));
    const spend = levers.map((_, s) => Math.max(0, solved.value(`v${s}`)));
    const use = levers.map(({ setup = 0 }, s) =>
      setup === 0 || solved.value(`use${s}`) > 0.5
    );
    const plan = Object.fromEntries(
      levers.map(({ id, half, setup = 0 }, s) => [
        id,
        use[s] ? spend[s] * half + setup : 0,
      ]),
    );
    const result = outcome(problem, plan);
    if (!best || result.kept > best.outcome.kept) {
      best = { plan, outcome: result, use };
    }
    const bound = staff * Math.exp(-solved.objective);
    if (bound - best.outcome.kept <= 1e-6 * bound) {
      const priced = solve(
        solver,
        program(problem, budget, tangents, best.use),
      );
      const perUnit = Math.max(0, -priced.dual("budget"));
      return {
        ...best.outcome,
        plan: { ...best.plan },
        bound: Math.max(bound, best.outcome.kept),
        keptPerUnit: best.outcome.kept * perUnit,
        leavingsPerUnit: staff * perUnit,
        rounds,
      };
    }
    spend.forEach((at, s) => tangents.spend[s].push(at));
    tangents.relief.forEach((row, y) =>
      row.forEach((points, r) =>
        points.push(
          reliefWeights(problem, y, reasons[r])
            .reduce((sum, w, s) => sum + w * (1 - 2 ** -spend[s]), 0),
        )
      )
    );
  }
  throw new SolverError(
    `The best mix was not pinned down in ${MOST_ROUNDS} rounds: check for ` +
      "hazards, costs or ratios of very different sizes",
  );
}

/** Solves a program in LP format; the answers by name. */
function solve(solver: Solver, text: string) {
  const solution = solver.solve(text, OPTIONS);
  if (solution.Status !== "Optimal") {
    throw new SolverError(`The solver answers "${solution.Status}"`);
  }
  const { Columns, Rows, ObjectiveValue } = solution;
  // Rows of linear programs have names and duals; the types cover all kinds.
  const rows = Rows as unknown as { Name: string; Dual: number }[];
  return {
    objective: ObjectiveValue,
    value: (name: string) => (Columns[name] as { Primal: number }).Primal,
    dual: (name: string) => rows.find((row) => row.Name === name)!.Dual,
  };
}
