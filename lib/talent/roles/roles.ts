/**
 * The five roles of the source article, as data.
 *
 * The duties are the article's own, split into keys. The skill levels are
 * **not** measured: they are a starting opinion for a team that trains and
 * serves a language model. Copy the record, change the levels, and everything
 * built on it follows.
 *
 * Only keys are stored here; the words a reader sees belong to the notebook,
 * so that an edition in another language needs no change in this file.
 *
 * @module
 */
import type { Role } from "../people/person.ts";

/** What the roles need to be able to do, from model to customer. */
export const SKILL_IDS = [
  "mathematics",
  "model-design",
  "distributed-training",
  "data-engineering",
  "statistics",
  "evaluation",
  "serving",
  "software-design",
  "product-discovery",
  "communication",
] as const;
/** One of the ten skills. */
export type SkillId = typeof SKILL_IDS[number];

/**
 * How well: 0 not at all, 1 knows the words, 2 works with help, 3 works alone,
 * 4 teaches others and settles the hard cases.
 */
export type Level = 0 | 1 | 2 | 3 | 4;

/** A level for every skill. */
export type Skills = Readonly<Record<SkillId, Level>>;

/**
 * The rungs of a career, 1 for the lowest. They can be climbed without
 * managing anybody.
 */
export const LADDER = [
  "junior",
  "mid",
  "senior",
  "staff",
  "principal",
] as const;
/** One rung of the ladder. */
export type Rung = typeof LADDER[number];

/** One role: what it does, what it takes, and where it leads. */
export interface RoleProfile {
  /** What the article says the role does. */
  readonly duties: readonly string[];
  /** The levels expected of the third rung, who works alone. */
  readonly skills: Skills;
  /** The rungs open to this role. */
  readonly ladder: readonly Rung[];
}

/** Levels in the order of {@linkcode SKILL_IDS}. */
function levels(...values: Level[]): Skills {
  return Object.fromEntries(
    SKILL_IDS.map((skill, i) => [skill, values[i]]),
  ) as Record<SkillId, Level>;
}

/** The five roles. Skill levels are an assumption: see the module's note. */
export const PROFILES: Readonly<Record<Role, RoleProfile>> = {
  "deep-learning-expert": {
    duties: ["design-models", "train-models", "optimise-models", "explain"],
    skills: levels(4, 4, 4, 2, 3, 3, 2, 2, 1, 2),
    ladder: LADDER,
  },
  "ml-engineer": {
    duties: ["deploy", "monitor", "maintain", "preprocess", "build-features"],
    skills: levels(2, 3, 3, 3, 2, 3, 4, 3, 1, 2),
    ladder: LADDER,
  },
  "data-scientist": {
    duties: ["collect-data", "clean-data", "analyse-data", "evaluate-models"],
    skills: levels(3, 2, 1, 4, 4, 4, 1, 2, 2, 3),
    ladder: LADDER,
  },
  "software-engineer": {
    duties: ["develop", "integrate", "build-platform"],
    skills: levels(1, 1, 2, 3, 1, 1, 3, 4, 2, 2),
    ladder: LADDER,
  },
  "product-manager": {
    duties: ["plan-product", "design-product", "talk-to-users"],
    skills: levels(1, 1, 0, 1, 2, 3, 1, 1, 4, 4),
    ladder: LADDER.slice(1),
  },
};
