import { type Level, SKILL_IDS, type SkillId, type Skills } from "./roles.ts";

/** How one skill of a team stands. */
export interface SkillCover {
  readonly skill: SkillId;
  /** The level the work asks for. */
  readonly asked: Level;
  /** The best level in the team. */
  readonly best: Level;
  /** How many people reach the asked level. */
  readonly people: number;
  /** True when nobody reaches it. */
  readonly missing: boolean;
  /** True when exactly one person does: when they leave, the skill leaves. */
  readonly single: boolean;
}

/**
 * Which skills a team covers, and which hang on one person.
 *
 * A skill of a group is not an average: five people at level 2 do not make one
 * at level 4. So the cover counts who reaches the level the work asks for.
 *
 * @param team The levels of each person.
 * @param asked The level the work asks for; 0 means the skill is not needed.
 * @returns One entry per skill that is needed, in the order of the skills.
 * @throws {TypeError} When the team is empty or a level is no whole 0 to 4.
 */
export function coverage(
  team: readonly Skills[],
  asked: Skills,
): SkillCover[] {
  if (team.length === 0) throw new TypeError("The team has nobody in it");
  for (const [i, person] of [asked, ...team].entries()) {
    for (const skill of SKILL_IDS) {
      if (![0, 1, 2, 3, 4].includes(person[skill])) {
        const who = i === 0 ? "What is asked" : `Person ${i} of the team`;
        throw new TypeError(
          `${who} has level ${person[skill]} in ${skill}: use 0, 1, 2, 3 or 4`,
        );
      }
    }
  }
  return SKILL_IDS.filter((skill) => asked[skill] > 0).map((skill) => {
    const reached = team.map((person) => person[skill]);
    const people = reached.filter((level) => level >= asked[skill]).length;
    return {
      skill,
      asked: asked[skill],
      best: Math.max(...reached) as Level,
      people,
      missing: people === 0,
      single: people === 1,
    };
  });
}

/**
 * The share of needed skills that at least `depth` people reach.
 *
 * @param cover What {@linkcode coverage} answered.
 * @param depth 1: covered at all. 2: covered even if any one person leaves.
 * @returns 0 to 1.
 */
export function coveredShare(
  cover: readonly SkillCover[],
  depth = 1,
): number {
  return cover.filter(({ people }) => people >= depth).length / cover.length;
}
