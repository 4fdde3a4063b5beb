/**
 * An exercise as a list of trials: calls to make, and a judge of the answers.
 *
 * The calls and the judge are apart, so a tool can make the calls in another
 * process, where the judge and what it knows never enter.
 *
 * @module
 */
import { Random } from "../text/random.ts";
import { parameterNames } from "./answer_file.ts";
import { compare, kindOf } from "./compare.ts";
import { explain, show } from "./explain.ts";
import type { Case, Exercise, Property, Task } from "./spec.ts";

/** What came back from one call: a value, or the reason why there is none. */
export type Answer =
  | { readonly value: unknown }
  /** `got` is short, for a table; `problem` is a sentence. */
  | {
    readonly got: string;
    readonly problem: string;
    /** What the call threw, if it was made in this process. */
    readonly error?: unknown;
  };

/** What one trial found. */
export interface Outcome {
  readonly kind: Trial["kind"];
  readonly name: string;
  readonly given: string;
  readonly expected: string;
  readonly got: string;
  /** `null` when the trial passes, else the reason in words. */
  readonly problem: string | null;
  /** What the function threw, if it did and that is known. */
  readonly error?: unknown;
}

/** One thing to find out about a solution. */
export interface Trial {
  readonly kind: "case" | "property" | "hidden";
  readonly name: string;
  /** The arguments of each call. Pass a copy: a solution may change them. */
  readonly calls: readonly (readonly unknown[])[];
  /** @param answers One for each call, in order. */
  judge(answers: readonly Answer[]): Outcome;
}

/** How many draws a property is tried on. */
const DRAWS = 20;

/**
 * The trials that a learner may see: the cases, then the properties.
 *
 * @param seed Decides what the properties draw.
 */
export function openTrials(task: Task, seed = ""): Trial[] {
  return [
    ...task.cases.map((item) => caseTrial(task, "case", item)),
    ...task.properties.map((property) =>
      propertyTrial(task, property, randomFor(seed, task.id, property.name))
    ),
  ];
}

/**
 * The trials that a learner may not see, with answers by the reference.
 *
 * @param seed Decides what is drawn. Whoever knows it can foresee the cases.
 */
export async function hiddenTrials(
  exercise: Exercise,
  seed: string,
): Promise<Trial[]> {
  const trials = [];
  for (const { name, draw } of exercise.hidden) {
    const given = draw(randomFor(seed, exercise.id, name));
    const expected = await exercise.reference(...structuredClone(given));
    trials.push(caseTrial(exercise, "hidden", { name, given, expected }));
  }
  return trials;
}

function caseTrial(
  task: Task,
  kind: "case" | "hidden",
  { name, given, expected }: Case<readonly unknown[], unknown>,
): Trial {
  const shown = { given: list(task, given), expected: show(expected) };
  const texts = { kind, name, ...shown };
  return {
    kind,
    name,
    calls: [given],
    judge([answer]) {
      if (!("value" in answer)) return { ...texts, ...answer };
      const mismatch = compare(answer.value, expected, task.tolerance);
      return {
        ...texts,
        got: show(answer.value),
        problem: mismatch && explain(mismatch),
      };
    },
  };
}

function propertyTrial(
  task: Task,
  property: Property<readonly unknown[], unknown>,
  random: Random,
): Trial {
  const draws = Array.from({ length: DRAWS }, () => property.draw(random));
  const { name } = property;
  const kind = "property";
  const texts = { kind, name, expected: "holds" } as const;
  return {
    kind,
    name,
    calls: draws.flat(),
    judge(answers) {
      let next = 0;
      for (const calls of draws) {
        const some = answers.slice(next, next += calls.length);
        const fault = faultOf(task, property, calls, some);
        if (fault) {
          const given = calls.map((call) => list(task, call)).join("; ");
          return { ...texts, given, ...fault };
        }
      }
      const given = `${DRAWS} draws`;
      return { ...texts, given, got: "holds", problem: null };
    },
  };
}

/** What is wrong with the answers to one draw; `null` when nothing is. */
function faultOf(
  task: Task,
  property: Property<readonly unknown[], unknown>,
  calls: readonly (readonly unknown[])[],
  answers: readonly Answer[],
): { got: string; problem: string; error?: unknown } | null {
  const values: unknown[] = [];
  for (const answer of answers) {
    if (!("value" in answer)) return answer;
    values.push(answer.value);
  }
  const got = values.map((value) => show(value)).join("; ");
  const { expected } = task.cases[0];
  for (const value of values) {
    if (kindOf(value) === kindOf(expected)) continue;
    const path = "";
    const kind = value === undefined ? "missing" : "type";
    return { got, problem: explain({ kind, path, expected, got: value }) };
  }
  const held = holds(property, values, calls);
  return held
    ? null
    : { got, problem: `This does not hold: ${property.name}.` };
}

function holds(
  property: Property<readonly unknown[], unknown>,
  answers: readonly unknown[],
  given: readonly (readonly unknown[])[],
): boolean {
  try {
    return property.holds(answers, given) === true;
  } catch {
    return false; // an answer of the right kind, but of another make
  }
}

/** The arguments of one call by their names: `"y = [1], yHat = [0.8]"`. */
function list(task: Task, given: readonly unknown[]): string {
  const names = parameterNames(task);
  return given.map((value, i) => `${names[i]} = ${show(value)}`).join(", ");
}

/** FNV-1a over the parts, as a seed. */
function randomFor(...parts: string[]): Random {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(JSON.stringify(parts))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return new Random(hash);
}
