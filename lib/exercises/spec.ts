/** One set of arguments and the answer they must give. */
export interface Case<A extends readonly unknown[], R> {
  /** What this case looks at, in a few words: `"a certain, wrong logit"`. */
  readonly name: string;
  /** The arguments. Each run gets its own copy, so a solution may change it. */
  readonly given: A;
  /** The answer, worked out apart from `reference`. */
  readonly expected: R;
}

/** A believable mistake, kept so that a test can prove the cases catch it. */
export interface WrongSolution<A extends readonly unknown[], R> {
  /** What the person who writes this believes. */
  readonly misconception: string;
  solution(...args: A): R | Promise<R>;
}

/**
 * One exercise of a chapter.
 *
 * `A` is the tuple of arguments that the learner's function takes, `R` its
 * answer: a number, boolean, string, null, or lists and plain objects of them.
 * Functions are declared as methods so that an `Exercise<[number[]], number>`
 * can stand in a list of `Exercise`.
 */
export interface Exercise<
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
  /** From a nudge to nearly the answer, in Markdown. */
  readonly hints: readonly [string, string, string];
  readonly cases: readonly Case<A, R>[];
  /**
   * A number passes when |got − expected| ≤ absolute + relative · |expected|.
   * Default: relative 1e-6, absolute 1e-9.
   */
  readonly tolerance?: Tolerance;
  /** A correct solution. */
  reference(...args: A): R | Promise<R>;
  /** At least three solutions that must fail. */
  readonly wrong: readonly WrongSolution<A, R>[];
}

/** How far a number may lie from the expected one. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}
