import type { Random } from "../text/random.ts";

/** One set of arguments and the answer they must give. */
export interface Case<A extends readonly unknown[], R> {
  /** What this case looks at, in a few words: `"a certain, wrong logit"`. */
  readonly name: string;
  /** The arguments. Each run gets its own copy, so a solution may change it. */
  readonly given: A;
  /** The answer, worked out apart from the reference. */
  readonly expected: R;
}

/**
 * Something that holds for any arguments, whatever the numbers are.
 *
 * It is tried on several draws. Where it relates several answers ("adding a
 * constant to each logit changes nothing"), one draw makes several calls.
 */
export interface Property<A extends readonly unknown[], R> {
  /** What holds, as a sentence without a full stop. */
  readonly name: string;
  /** Draws the arguments of one call, or of several that belong together. */
  draw(random: Random): readonly A[];
  /**
   * Says whether it holds. Only the kind of each answer (number, list, …) has
   * been looked at; an exception counts as no.
   *
   * @param answers One for each call of the draw.
   * @param given The arguments of each call.
   */
  holds(answers: readonly R[], given: readonly A[]): boolean;
}

/**
 * A case that no learner has seen: its arguments are drawn anew for each class,
 * and its answer comes from the reference.
 */
export interface Hidden<A extends readonly unknown[]> {
  /** What this case looks at; the learner's report shows it. */
  readonly name: string;
  draw(random: Random): A;
}

/** A believable mistake, kept so that a test can prove the cases catch it. */
export interface WrongSolution<A extends readonly unknown[], R> {
  /** What the person who writes this believes. */
  readonly misconception: string;
  solution(...args: A): R | Promise<R>;
}

/**
 * What a learner sees of an exercise.
 *
 * `A` is the tuple of arguments that the learner's function takes, `R` its
 * answer: a number, boolean, string, null, or lists and plain objects of them.
 * Functions are declared as methods so that a `Task<[number[]], number>` can
 * stand in a list of `Task`.
 */
export interface Task<
  A extends readonly unknown[] = readonly unknown[],
  R = unknown,
> {
  /** Chapter and number: `"09.2"`. */
  readonly id: string;
  /** Name of the notebook without its ending: `"09-loss"`. */
  readonly chapter: string;
  readonly title: string;
  /** The task, in Markdown with `$…$` formulas. */
  readonly prompt: string;
  /** The function to complete, as the notebook shows it; calls `todo`. */
  readonly stub: string;
  /** What a solution may import, by room: `{ "@course/nn": ["sigmoid"] }`. */
  readonly uses?: Readonly<Record<string, readonly string[]>>;
  /** From a nudge to nearly the answer, in Markdown. */
  readonly hints: readonly [string, string, string];
  readonly cases: readonly Case<A, R>[];
  readonly properties: readonly Property<A, R>[];
  /**
   * A number passes when |got − expected| ≤ absolute + relative · |expected|.
   * Default: relative 1e-6, absolute 1e-9.
   */
  readonly tolerance?: Tolerance;
}

/** What a learner does not see of an exercise. */
export interface Key<
  A extends readonly unknown[] = readonly unknown[],
  R = unknown,
> {
  /** The stub, solved: TypeScript that stands alone but for the task's `uses`. */
  readonly solution: string;
  /** A correct solution, which gives the answers to hidden cases. */
  reference(...args: A): R | Promise<R>;
  readonly hidden: readonly Hidden<A>[];
  /** At least three solutions that must fail. */
  readonly wrong: readonly WrongSolution<A, R>[];
}

/** One exercise of a chapter: the task and its key. */
export interface Exercise<
  A extends readonly unknown[] = readonly unknown[],
  R = unknown,
> extends Task<A, R>, Key<A, R> {}

/**
 * Puts a task and its key together.
 *
 * @returns The whole exercise, for tools and tests; notebooks know tasks only.
 */
export function withKey<A extends readonly unknown[], R>(
  task: Task<A, R>,
  key: Key<A, R>,
): Exercise<A, R> {
  return { ...task, ...key };
}

/** How far a number may lie from the expected one. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}
