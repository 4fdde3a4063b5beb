import { type Tally, tally, type Times } from "./times.ts";

/** A cumulative hazard: one entry per distinct time, in order. */
export interface HazardCurve extends Tally {
  /** H(t), the hazard added up until `time`. */
  hazard: number[];
  /** Standard error of H(t). */
  standardError: number[];
}

/**
 * The Nelson–Aalen estimate of the cumulative hazard,
 *
 *   H(t) = ∑ dᵢ / nᵢ   over event times tᵢ ≤ t,   variance ∑ dᵢ / nᵢ².
 *
 * Its slope is the hazard: where it is steep, people leave fast.
 *
 * Source: O. Aalen, "Nonparametric Inference for a Family of Counting
 * Processes", Annals of Statistics 6 (1978).
 *
 * @param times Times to an event.
 * @throws {RangeError} When a time is not usable.
 */
export function nelsonAalen(times: Times): HazardCurve {
  const counts = tally(times);
  let hazard = 0;
  let variance = 0;
  const curve: HazardCurve = { ...counts, hazard: [], standardError: [] };
  counts.time.forEach((_, i) => {
    hazard += counts.events[i] / counts.atRisk[i];
    variance += counts.events[i] / counts.atRisk[i] ** 2;
    curve.hazard.push(hazard);
    curve.standardError.push(Math.sqrt(variance));
  });
  return curve;
}
