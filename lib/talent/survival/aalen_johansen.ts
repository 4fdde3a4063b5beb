import { Z95 } from "./kaplan_meier.ts";
import { tally, type Times } from "./times.ts";

/** One destination's share of leavers over time. */
export interface Incidence {
  /** F(t), the share of all that have gone there by `time`. */
  share: number[];
  standardError: number[];
  /** Lower end of the 95 % interval, symmetric on the log-log scale. */
  lower: number[];
  /** Upper end of the 95 % interval. */
  upper: number[];
}

/** Cumulative incidence of destinations that compete, on common times. */
export interface CompetingRisks {
  time: number[];
  atRisk: number[];
  /** The share still here; with the shares gone it adds up to 1. */
  survival: number[];
  causes: Record<string, Incidence>;
}

/**
 * The Aalen–Johansen estimate of where people end up when destinations
 * compete: F(t) = ∑ S(tᵢ₋₁) dᵢ / nᵢ over the events of that cause, S being the
 * chance to be here still.
 *
 * One minus Kaplan–Meier per cause, with the other causes as censoring, would
 * add up to more than all the people there are.
 *
 * Sources: O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5
 * (1978); the variance: E. Marubini and M. G. Valsecchi, "Analysing Survival
 * Data from Clinical Trials" (1995), section 10.2.
 *
 * @param times How long each was watched; `event` is not needed.
 * @param cause Where each went at `time`; `null` for those still here.
 * @returns A curve per cause, causes sorted by name.
 * @throws {RangeError} When a time is not usable or there is no event.
 */
export function aalenJohansen(
  times: Omit<Times, "event">,
  cause: readonly (string | null)[],
): CompetingRisks {
  const names = [...new Set(cause)].filter((name) => name !== null).sort();
  if (names.length === 0) {
    throw new RangeError("There is no event, so there is no destination");
  }
  const all = tally({ ...times, event: cause.map((name) => name !== null) });
  const before: number[] = []; // S just before each time
  const survival: number[] = [];
  all.time.forEach((_, i) => {
    before.push(survival[i - 1] ?? 1);
    survival.push(before[i] * (1 - all.events[i] / all.atRisk[i]));
  });
  const place = new Map(all.time.map((time, i) => [time, i]));
  const causes: Record<string, Incidence> = {};
  for (const name of names) {
    const events = new Float64Array(all.time.length);
    for (let i = 0; i < cause.length; i++) {
      if (cause[i] === name) events[place.get(times.time[i])!]++;
    }
    causes[name] = incidence(events, all.events, all.atRisk, before);
  }
  return { time: all.time, atRisk: all.atRisk, survival, causes };
}

/**
 * One cause's share and its interval at one time.
 *
 * @param risks What {@linkcode aalenJohansen} found.
 * @param cause One of its causes.
 * @param time When; at most the last time of the curves.
 * @throws {RangeError} When there is no such cause, or nobody was watched then.
 */
export function incidenceAt(
  risks: CompetingRisks,
  cause: string,
  time: number,
): { share: number; lower: number; upper: number } {
  const found = risks.causes[cause];
  if (!found) {
    throw new RangeError(
      `Nobody went to "${cause}": the causes are ` +
        Object.keys(risks.causes).join(", "),
    );
  }
  const last = risks.time.at(-1)!;
  if (!(time >= 0 && time <= last)) {
    throw new RangeError(
      `Nobody was watched at ${time}: the curves run from 0 to ${last}`,
    );
  }
  const i = risks.time.findLastIndex((t) => t <= time);
  return i < 0 ? { share: 0, lower: 0, upper: 0 } : {
    share: found.share[i],
    lower: found.lower[i],
    upper: found.upper[i],
  };
}

/**
 * One cause's curve. The variance at t is
 *
 *   ∑ (F(t) − F(tᵢ))² dᵢ / (nᵢ (nᵢ − dᵢ)) + ∑ S(tᵢ₋₁)² cᵢ (nᵢ − cᵢ) / nᵢ³
 *     − 2 ∑ (F(t) − F(tᵢ)) S(tᵢ₋₁) cᵢ / nᵢ²
 *
 * with dᵢ events of any cause and cᵢ of this one. The squares are multiplied
 * out, so that running sums do.
 */
function incidence(
  own: ArrayLike<number>,
  events: number[],
  atRisk: number[],
  before: number[],
): Incidence {
  const out: Incidence = { share: [], standardError: [], lower: [], upper: [] };
  let f = 0;
  let [g0, g1, g2, h0, h1, b] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < events.length; i++) {
    const [n, d, c, s] = [atRisk[i], events[i], own[i], before[i]];
    f += s * c / n;
    // When all go at once, S is 0 from here on and the term has no future.
    const g = d < n ? d / (n * (n - d)) : 0;
    g0 += g;
    g1 += g * f;
    g2 += g * f * f;
    const h = s * c / (n * n);
    h0 += h;
    h1 += h * f;
    b += s * s * c * (n - c) / n ** 3;
    const variance = f * f * g0 - 2 * f * g1 + g2 + b - 2 * (f * h0 - h1);
    const error = Math.sqrt(Math.max(0, variance));
    const power = Math.exp(Z95 * error / (f * Math.log(f)));
    const inside = f > 0 && f < 1;
    out.share.push(f);
    out.standardError.push(error);
    out.lower.push(inside ? f ** (1 / power) : f);
    out.upper.push(inside ? f ** power : f);
  }
  return out;
}
