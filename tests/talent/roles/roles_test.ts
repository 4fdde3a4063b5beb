import { ROLES } from "../../../lib/talent/people/mod.ts";
import {
  coverage,
  coveredShare,
  neighbours,
  overlap,
  PROFILES,
  readiness,
  SKILL_IDS,
  skillGap,
  type Skills,
} from "../../../lib/talent/roles/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";

const level = (value: number, own: Partial<Skills> = {}) =>
  ({
    ...Object.fromEntries(SKILL_IDS.map((skill) => [skill, value])),
    ...own,
  }) as Skills;

Deno.test("PROFILES has the five roles, each with duties, skills and a ladder", () => {
  assertEquals(Object.keys(PROFILES), [...ROLES]);
  for (const role of ROLES) {
    const { duties, skills, ladder } = PROFILES[role];
    assert(duties.length >= 3 && ladder.length >= 4, role);
    assertEquals(Object.keys(skills), [...SKILL_IDS]);
    assert(Object.values(skills).includes(4), `${role} is best at nothing`);
  }
});

Deno.test("overlap() is 1 with itself, symmetric, and shared over either", () => {
  for (const a of ROLES) {
    assertEquals(overlap(PROFILES[a].skills, PROFILES[a].skills), 1);
    for (const b of ROLES) {
      const there = overlap(PROFILES[a].skills, PROFILES[b].skills);
      assertEquals(there, overlap(PROFILES[b].skills, PROFILES[a].skills));
    }
  }
  const [a, b] = [level(0, { serving: 4 }), level(0, { serving: 1 })];
  assertEquals(overlap(a, b), 0.25);
  assertEquals(overlap(level(0), level(0)), 1);
});

Deno.test("readiness() depends on the direction", () => {
  const [expert, novice] = [level(4), level(1)];
  assertEquals(readiness(expert, novice), 1);
  assertEquals(readiness(novice, expert), 0.25);
  assertEquals(readiness(novice, level(0)), 1);
});

Deno.test("skillGap() lists what is missing, largest first", () => {
  const gap = skillGap(
    level(2),
    level(2, { serving: 4, statistics: 3, communication: 1 }),
  );
  assertEquals(gap, [
    { skill: "serving", have: 2, asked: 4, missing: 2 },
    { skill: "statistics", have: 2, asked: 3, missing: 1 },
  ]);
  assertEquals(skillGap(level(4), level(4)), []);
});

Deno.test("neighbours() puts the readiest role first and leaves the own out", () => {
  const list = neighbours("ml-engineer");
  assertEquals(list.length, 4);
  assert(!list.some(({ role }) => role === "ml-engineer"));
  for (let i = 1; i < 4; i++) {
    assert(list[i - 1].readiness >= list[i].readiness);
  }
  assertEquals(neighbours(level(4)).length, 5);
});

Deno.test("coverage() does not add up half-skills", () => {
  const asked = level(0, { serving: 3, mathematics: 4 });
  const team = [
    level(2),
    level(2, { serving: 3 }),
    level(2, { serving: 4, mathematics: 4 }),
  ];
  const cover = coverage(team, asked);
  assertEquals(cover.map(({ skill, people }) => [skill, people]), [
    ["mathematics", 1],
    ["serving", 2],
  ]);
  assertEquals(cover.map((c) => c.single), [true, false]);
  assertEquals(cover.map((c) => c.best), [4, 4]);
  assertEquals(coveredShare(cover), 1);
  assertEquals(coveredShare(cover, 2), 0.5);
  const [gone] = coverage([level(3)], asked);
  assert(gone.missing && gone.people === 0 && gone.best === 3);
});

Deno.test("coverage() refuses an empty team and a level of 5", () => {
  assertThrows(() => coverage([], level(1)), TypeError, "nobody");
  assertThrows(
    () => coverage([level(1), level(1, { serving: 5 as never })], level(1)),
    TypeError,
    "Person 2 of the team has level 5 in serving",
  );
  assertThrows(
    () => coverage([level(1)], level(NaN)),
    TypeError,
    "What is asked has level NaN",
  );
});

Deno.test("a team of one of each role covers every skill at its best level", () => {
  const team = ROLES.map((role) => PROFILES[role].skills);
  assertAlmostEquals(coveredShare(coverage(team, level(3))), 1, 1e-12);
});
