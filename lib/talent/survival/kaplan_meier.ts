import { normalQuantile } from "../statistics/distributions.ts";
import { type Tally, tally, type Times } from "./times.ts";

/** The two-sided 95 % point of the normal distribution, 1.96. */
export const Z95 = normalQuantile(0.975);

/** A survival curve: one entry per distinct time, in order. */
export interface SurvivalCurve extends Tally {
  /** S(t), the share still here after `time`. */
  survival: number[];
  /** Greenwood's standard error of S(t). */
  standardError: number[];
  /** Lower end of the 95 % interval; NaN once S(t) is 0. */
  lower: number[];
  /** Upper end of the 95 % interval; NaN once S(t) is 0. */
  upper: number[];
}

/** The scale on which an interval is symmetric. */
export type IntervalScale = "log" | "log-log";

/**
 * The Kaplan–Meier estimate of the survival function,
 *
 *   S(t) = ∏ (1 − dᵢ / nᵢ)   over event times tᵢ ≤ t,
 *
 * with Greenwood's variance, S(t)² ∑ dᵢ / (nᵢ (nᵢ − dᵢ)).
 *
 * Source: J. P. Klein and M. L. Moeschberger, "Survival Analysis" (2nd ed.,
 * 2003), sections 4.2 and 4.3.
 *
 * @param times Times to an event.
 * @param scale Default `"log-log"`, which stays within 0 and 1; R's `survfit`
 *   has `"log"`.
 * @returns The curve, starting at the first time.
 * @throws {RangeError} When a time is not usable.
 */
export function kaplanMeier(
  times: Times,
  scale: IntervalScale = "log-log",
): SurvivalCurve {
  const counts = tally(times);
  const curve: SurvivalCurve = {
    ...counts,
    survival: [],
    standardError: [],
    lower: [],
    upper: [],
  };
  let survival = 1;
  let sum = 0;
  counts.time.forEach((_, i) => {
    const n = counts.atRisk[i];
    const d = counts.events[i];
    if (d > 0) {
      survival *= 1 - d / n;
      sum += d / (n * (n - d));
    }
    const [lower, upper] = interval(survival, Math.sqrt(sum), scale);
    curve.survival.push(survival);
    curve.standardError.push(survival > 0 ? survival * Math.sqrt(sum) : NaN);
    curve.lower.push(lower);
    curve.upper.push(upper);
  });
  return curve;
}

/** The 95 % interval; `error` is the standard error of ln S. */
function interval(
  survival: number,
  error: number,
  scale: IntervalScale,
): [number, number] {
  if (survival === 1) return [1, 1];
  if (survival === 0) return [NaN, NaN];
  if (scale === "log") {
    const factor = Math.exp(Z95 * error);
    return [survival / factor, Math.min(1, survival * factor)];
  }
  const power = Math.exp(Z95 * error / Math.log(survival));
  return [survival ** (1 / power), survival ** power];
}

/**
 * S(t) and its interval at one time.
 *
 * @param curve A survival curve.
 * @param time When; at most the last time of the curve.
 * @throws {RangeError} Past the end of the curve, where nobody was watched.
 */
export function survivalAt(
  curve: SurvivalCurve,
  time: number,
): { survival: number; lower: number; upper: number } {
  const last = curve.time.at(-1)!;
  if (!(time >= 0 && time <= last)) {
    throw new RangeError(
      `Nobody was watched at ${time}: the curve runs from 0 to ${last}`,
    );
  }
  const i = curve.time.findLastIndex((t) => t <= time);
  return i < 0 ? { survival: 1, lower: 1, upper: 1 } : {
    survival: curve.survival[i],
    lower: curve.lower[i],
    upper: curve.upper[i],
  };
}

/**
 * When half are gone: the first time at which S(t) is 0.5 or less, and the
 * times at which the ends of the interval get there.
 *
 * Source: R. Brookmeyer and J. Crowley, Biometrics 38 (1982).
 *
 * @returns Times; `null` for one that the curve never reaches.
 */
export function medianSurvival(
  curve: SurvivalCurve,
): { median: number | null; lower: number | null; upper: number | null } {
  const first = (values: number[]) =>
    curve.time[values.findIndex((s) => s <= 0.5 + 1e-12)] ?? null;
  return {
    median: first(curve.survival),
    lower: first(curve.lower),
    upper: first(curve.upper),
  };
}

/**
 * Cuts a curve where fewer than `least` are left at risk: its end would point
 * at single people, and says little.
 *
 * @param curve A survival curve.
 * @param least The smallest number at risk that is shown.
 */
export function untilFew(curve: SurvivalCurve, least: number): SurvivalCurve {
  const end = curve.atRisk.findIndex((n) => n < least);
  if (end < 0) return curve;
  const lists = Object.entries(curve).map(([key, list]) =>
    [key, list.slice(0, end)] as const
  );
  return Object.fromEntries(lists) as unknown as SurvivalCurve;
}
