import type { FlowRates } from "../../../lib/talent/flow/mod.ts";

/** A plausible company for the tests. */
export const rates: FlowRates = {
  applications: 0.8,
  screeningPass: 0.15,
  interviewPass: 0.25,
  offerAccept: 0.75,
  leave: 0.18,
  panels: 12,
  days: { needs: 20, screening: 7, interview: 2, offer: 10, notice: 45 },
};

/** Mean of some numbers. */
export function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((a, b) => a + b, 0) / values.length;
}

/** Standard error of the mean of some numbers. */
export function standardError(values: ArrayLike<number>): number {
  const centre = mean(values);
  const squares = Array.from(values, (v) => (v - centre) ** 2);
  return Math.sqrt(mean(squares) / (values.length - 1));
}
