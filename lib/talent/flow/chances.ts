import { multiply, solveSymmetric } from "../statistics/mod.ts";
import {
  arrowName,
  EXITS,
  type FlowGraph,
  type Place,
  STAGES,
} from "./graph.ts";

/** What a company measures about its own flow. Times are calendar days. */
export interface FlowRates {
  /** Applications a day for each open vacancy. */
  applications: number;
  /** Share of applications that screening lets through. */
  screeningPass: number;
  /** Share of interviewed candidates who get an offer. */
  interviewPass: number;
  /** Share of offers that are accepted. */
  offerAccept: number;
  /** Leavings per person and year: a hazard. */
  leave: number;
  /** Interviews that can run at the same time. */
  panels: number;
  days: {
    /** From a vacancy to its advertisement. */
    needs: number;
    /** From an application to the screening's answer. */
    screening: number;
    /** Panel time for one candidate, on average. */
    interview: number;
    /** From an offer to the answer. */
    offer: number;
    /** From the answer to the first day at work. */
    notice: number;
  };
}

/**
 * The chance of each arrow, given that someone stands at its start.
 *
 * @param graph the flow
 * @param rates what the company measures
 * @returns chances by arrow name; those that leave one place add up to 1
 * @throws {RangeError} when a share is outside [0, 1], a rate or time is
 * negative, or the graph's arrows out of a place do not carry its chances
 */
export function flowChances(
  graph: FlowGraph,
  rates: FlowRates,
): Record<string, number> {
  requireRates(rates);
  const { screeningPass, interviewPass, offerAccept, leave } = rates;
  const branches: Record<string, number> = {
    "screening.pass": screeningPass,
    "screening.fail": 1 - screeningPass,
    "interview.accept": interviewPass * offerAccept,
    "interview.decline": interviewPass * (1 - offerAccept),
    "interview.fail": 1 - interviewPass,
    "retention.stay": Math.exp(-leave),
    "retention.leave": -Math.expm1(-leave),
  };
  const chances: Record<string, number> = {};
  for (const arrow of graph.arrows) {
    const name = arrowName(arrow);
    chances[name] = branches[name] ?? 1;
  }
  for (const { from } of graph.arrows) {
    const sum = graph.arrows.filter((arrow) => arrow.from === from)
      .reduce((total, arrow) => total + chances[arrowName(arrow)], 0);
    if (Math.abs(sum - 1) > 1e-12) {
      throw new RangeError(
        `The chances of the arrows that leave "${from}" add up to ${sum}, ` +
          "not 1: an arrow is missing or one too many",
      );
    }
  }
  return chances;
}

/**
 * How often, on average, one entrant takes each arrow until an exit.
 *
 * The graph with its chances is an absorbing Markov chain. With Q the chances
 * among places that are not exits, the expected visits v from a start e solve
 * (I − Qᵀ) v = e.
 *
 * Source: J. G. Kemeny and J. L. Snell, "Finite Markov Chains" (1960), chapter
 * III.
 *
 * @param graph the flow
 * @param rates what the company measures; `leave` must be above 0
 * @param start where the entrant begins
 * @returns expected uses by arrow name; arrows out of an exit are not followed
 * @throws {RangeError} as {@linkcode flowChances}, or when `leave` is 0
 */
export function expectedUses(
  graph: FlowGraph,
  rates: FlowRates,
  start: Place,
): Record<string, number> {
  if (!(rates.leave > 0)) {
    throw new RangeError(
      `Someone must leave for the paths to end: \`leave\` is ${rates.leave}`,
    );
  }
  const chances = flowChances(graph, rates);
  const places = [...STAGES, ...EXITS];
  // a = I − Qᵀ: row `to`, column `from`.
  const a = places.map((_, i) => places.map((_, j) => +(i === j)));
  const inside = graph.arrows.filter(({ from }) =>
    graph.kinds[from] !== "exit"
  );
  for (const arrow of inside) {
    a[places.indexOf(arrow.to)][places.indexOf(arrow.from)] -=
      chances[arrowName(arrow)];
  }
  // Not symmetric, so the normal equations AᵀA v = Aᵀe.
  const transposed = places.map((_, i) => a.map((row) => row[i]));
  const squared = transposed.map((row) => multiply(transposed, row));
  const e = places.map((place) => +(place === start));
  const visits = solveSymmetric(squared, multiply(transposed, e));
  return Object.fromEntries(
    inside.map((arrow) => [
      arrowName(arrow),
      visits[places.indexOf(arrow.from)] * chances[arrowName(arrow)],
    ]),
  );
}

function requireRates(rates: FlowRates): void {
  for (
    const key of ["screeningPass", "interviewPass", "offerAccept"] as const
  ) {
    if (!(rates[key] >= 0 && rates[key] <= 1)) {
      throw new RangeError(
        `\`${key}\` is a share from 0 to 1, not ${rates[key]}`,
      );
    }
  }
  const counts = {
    applications: rates.applications,
    leave: rates.leave,
    ...rates.days,
  };
  for (const [key, value] of Object.entries(counts)) {
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(
        `\`${key}\` must be at least 0 and finite, not ${value}`,
      );
    }
  }
  if (!Number.isInteger(rates.panels) || rates.panels < 1) {
    throw new RangeError(
      `\`panels\` must be a whole number from 1, not ${rates.panels}`,
    );
  }
}
