import { type Effect } from "../people/effects.ts";
import { type People, type Reason, REASONS } from "../people/person.ts";
import { effectsIn } from "../people/stays.ts";
import { ColumnError, type ColumnFault } from "../survival/columns.ts";
import type { CoxEffect } from "../survival/cox.ts";
import { leavingModel } from "./model.ts";

/** What is looked at for each reason: the four challenges, as effects. */
export const CHALLENGES: Partial<Record<Reason, readonly Effect[]>> = {
  competitor: ["payGap", "equity", "deepLearning", "mlEngineer"],
  pay: ["payGap"],
  career: ["stalled", "training"],
  culture: ["engagement", "managerSpan", "remote"],
};

/** One effect on the hazard of leaving for one reason. */
export interface ChallengeEffect extends CoxEffect {
  reason: Reason;
  name: Effect;
}

/** What could not be estimated, and why. */
export interface Skipped {
  reason: Reason;
  /** `null` when the whole reason is left out. */
  effect: Effect | null;
  why: "not in the table" | "few leavers" | ColumnFault;
}

/**
 * Fits one Cox model per challenge with the columns that the table has, and
 * says what it left out instead of failing.
 *
 * @param people The table.
 * @param perEffect How many must have left for a reason, per effect that is
 *   estimated; below that the intervals cannot be trusted. Default 10
 *   (P. Peduzzi et al., Journal of Clinical Epidemiology 48, 1995).
 * @returns Effects in the order of the reasons, and what was left out.
 */
export function challenges(
  people: People,
  perEffect = 10,
): { found: ChallengeEffect[]; skipped: Skipped[] } {
  const there = new Set(effectsIn(people));
  const found: ChallengeEffect[] = [];
  const skipped: Skipped[] = [];
  for (const reason of REASONS) {
    const wanted = CHALLENGES[reason] ?? [];
    const absent = wanted.filter((effect) => !there.has(effect));
    skipped.push(
      ...absent.map((effect) =>
        ({ reason, effect, why: "not in the table" }) as const
      ),
    );
    const effects = wanted.filter((effect) => there.has(effect));
    const leavers = people.rows.filter((p) => p.reason === reason).length;
    if (effects.length === 0) continue;
    if (leavers < perEffect * effects.length) {
      skipped.push({ reason, effect: null, why: "few leavers" });
      continue;
    }
    const { kept, dropped } = fit(people, reason, effects);
    found.push(...kept);
    skipped.push(...dropped);
  }
  return { found, skipped };
}

/** Fits with as many of the effects as the data can tell apart. */
function fit(people: People, reason: Reason, effects: Effect[]) {
  const dropped: Skipped[] = [];
  let names = effects;
  while (names.length > 0) {
    try {
      const { model } = leavingModel(people, reason, names);
      const kept = model.effects.map((effect) =>
        ({ ...effect, reason }) as ChallengeEffect
      );
      return { kept, dropped };
    } catch (error) {
      if (!(error instanceof ColumnError)) throw error;
      const effect = error.columns[0] as Effect;
      dropped.push({ reason, effect, why: error.fault });
      names = names.filter((name) => name !== effect);
    }
  }
  return { kept: [], dropped };
}
