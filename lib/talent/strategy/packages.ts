import { leavingModel } from "../leaving/model.ts";
import { type Effect, EFFECTS, STALL_YEARS } from "../people/effects.ts";
import type { People, Person, Reason } from "../people/person.ts";
import { effectsIn } from "../people/stays.ts";
import { liftRatio } from "./leaving_rates.ts";

/** What a package changes for the people here, and for whom that matters. */
export interface Shift {
  /** The lever's id. */
  lever: string;
  /** The reason for leaving that it works on. */
  reason: Reason;
  /** What changes: one of chapter 3's effects, in its unit. */
  effect: Effect;
  /** The value that a person has once the package is in place. */
  to(value: number): number;
  /** The hazard ratio to use when the table lacks the column. */
  assumed: number;
}

/** A shift with the hazard ratio that follows from the table. */
export interface PackageRatio extends Shift {
  /** Mean hazard after, over mean hazard before, of the people here. */
  ratio: number;
  /** Ends of the 95 % interval, from that of the coefficient. */
  low: number;
  high: number;
  /** False when the table lacks the column, and the ratio is the assumed one. */
  measured: boolean;
  /** How many of the people here the package changes something for. */
  touched: number;
}

/**
 * Reads from a table what packages would do to the hazards of the people who
 * are here: chapter 3's Cox model per reason, with the shifted values put in.
 *
 * This takes every coefficient for a cause. In a table from real life it may
 * be a companion only, so plan with less, and test before you spend.
 *
 * @param people the table
 * @param shifts what the packages change
 * @returns one ratio a shift, in their order
 * @throws {ColumnError} when a column is collinear or separated
 */
export function packageRatios(
  people: People,
  shifts: readonly Shift[],
): PackageRatio[] {
  const spoken = effectsIn(people);
  const here = people.rows.filter(({ left }) => left === null);
  const stated = new Set(people.rows.map(({ reason }) => reason));
  const usable = ({ effect, reason }: Shift) =>
    spoken.includes(effect) && stated.has(reason);
  return shifts.map((shift) => {
    const { reason, effect, to, assumed } = shift;
    if (!usable(shift)) {
      return {
        ...shift,
        ratio: assumed,
        low: assumed,
        high: assumed,
        measured: false,
        touched: here.length,
      };
    }
    const effects = new Set(
      shifts.filter((s) => s.reason === reason && usable(s))
        .map((s) => s.effect),
    );
    const { model } = leavingModel(people, reason, [...effects]);
    const { coefficient, standardError } = model.effects
      .find(({ name }) => name === effect)!;
    const before = here.map((person) => valueOf(person, effect))
      .filter((value) => value !== null);
    const after = before.map(to);
    const [low, ratio, high] = [-1.96, 0, 1.96]
      .map((z) => liftRatio(before, after, coefficient + z * standardError))
      .sort((a, b) => a - b);
    const touched = after.filter((value, i) => value !== before[i]).length;
    return { ...shift, ratio, low, high, measured: true, touched };
  });
}

/** A person's value of an effect, in the effect's unit; `null` for a blank. */
function valueOf(person: Person, effect: Effect): number | null {
  if (effect !== "stalled") return EFFECTS[effect].value(person);
  const months = person.monthsSincePromotion;
  return months === null ? null : +(months / 12 >= STALL_YEARS);
}
