import { type Role, ROLES } from "../people/person.ts";
import {
  type Level,
  PROFILES,
  SKILL_IDS,
  type SkillId,
  type Skills,
} from "./roles.ts";

/**
 * How alike two skill profiles are.
 *
 * The Ruzicka index: what both can do, over what either can do,
 * $\sum \min(a, b) / \sum \max(a, b)$. It is symmetric.
 *
 * Source: M. Ružička, "Anwendung mathematisch-statistischer Methoden in der
 * Geobotanik", Biológia 13 (1958), 647–661.
 *
 * @returns 0 (nothing in common) to 1 (the same profile).
 */
export function overlap(a: Skills, b: Skills): number {
  let shared = 0;
  let either = 0;
  for (const skill of SKILL_IDS) {
    shared += Math.min(a[skill], b[skill]);
    either += Math.max(a[skill], b[skill]);
  }
  return either === 0 ? 1 : shared / either;
}

/**
 * How ready somebody with skills `from` is for a role that asks for `to`:
 * the share of the asked levels already there,
 * $\sum \min(from, to) / \sum to$. It is not symmetric: moving from A to B can
 * be easier than from B to A.
 *
 * @returns 0 to 1.
 */
export function readiness(from: Skills, to: Skills): number {
  let there = 0;
  let asked = 0;
  for (const skill of SKILL_IDS) {
    there += Math.min(from[skill], to[skill]);
    asked += to[skill];
  }
  return asked === 0 ? 1 : there / asked;
}

/**
 * What is missing: the levels asked and not there, largest first.
 *
 * @param have Levels of a person or a role.
 * @param asked Levels of the role aimed at.
 * @returns One entry per skill that falls short; none when all is met.
 */
export function skillGap(
  have: Skills,
  asked: Skills,
): { skill: SkillId; have: Level; asked: Level; missing: number }[] {
  return SKILL_IDS
    .map((skill) => ({
      skill,
      have: have[skill],
      asked: asked[skill],
      missing: Math.max(0, asked[skill] - have[skill]),
    }))
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing);
}

/**
 * The roles somebody could move to, the readiest first.
 *
 * @param from A role, or somebody's own levels.
 * @returns The other roles with {@linkcode readiness} for each.
 */
export function neighbours(
  from: Role | Skills,
): { role: Role; readiness: number }[] {
  const skills = typeof from === "string" ? PROFILES[from].skills : from;
  return ROLES
    .filter((role) => role !== from)
    .map((role) => ({
      role,
      readiness: readiness(skills, PROFILES[role].skills),
    }))
    .sort((a, b) => b.readiness - a.readiness);
}
