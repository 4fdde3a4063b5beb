import { type Design, design } from "../people/stays.ts";
import type { Effect } from "../people/effects.ts";
import type { People, Reason } from "../people/person.ts";
import { type CoxModel, coxRegression } from "../survival/cox.ts";
import type { Times } from "../survival/times.ts";

/** A Cox model of leaving, with what it was fitted on. */
export interface LeavingModel {
  model: CoxModel;
  times: Times;
  columns: Record<string, number[]>;
  /** People left out because a needed value was blank. */
  dropped: number;
}

/**
 * Fits the hazard of leaving for one reason. People who left for another count
 * as watched until then: the result is the hazard of this reason among those
 * who are still here ("cause-specific").
 *
 * @param people The table.
 * @param reason Which reason; `null` for leaving at all.
 * @param effects The columns of the model.
 * @throws {ColumnError} When a column is constant, collinear or separated.
 * @throws {RangeError} When nobody left for this reason.
 */
export function leavingModel(
  people: People,
  reason: Reason | null,
  effects: readonly Effect[],
): LeavingModel {
  const { stays, columns, dropped }: Design = design(people, effects);
  const event = reason === null
    ? stays.left
    : stays.reason.map((why) => why === reason);
  const times = { entry: stays.entry, time: stays.time, event };
  return { model: coxRegression(times, columns), times, columns, dropped };
}
