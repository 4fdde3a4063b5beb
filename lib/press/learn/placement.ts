import { functionName } from "../../exercises/answer_file.ts";
import { compare } from "../../exercises/compare.ts";
import { show } from "../../exercises/explain.ts";
import type { Exercise } from "../../exercises/spec.ts";
import type { Random } from "../../text/random.ts";

/** A question: what does the function answer to these arguments? */
export interface Question {
  /** The call: `"myMeanLoss([1], [0.8])"`. */
  readonly call: string;
  /** In the order in which they are offered. */
  readonly options: readonly Option[];
}

/** One answer that is offered. */
export interface Option {
  readonly text: string;
  /** What someone believes who chooses it; `null` for the right one. */
  readonly misconception: string | null;
}

/** Questions that must be answered to skip an exercise. */
const QUESTIONS = 2;
/** Wrong answers beside the right one. */
const WRONG = 3;

/**
 * The questions of the placement test for one exercise. They are made from its
 * cases, and the wrong answers from the mistakes that it knows.
 *
 * @returns Those with the most wrong answers first; none when the exercise does
 *   not lend itself to it.
 */
export async function questionsFor(
  exercise: Exercise,
  random: Random,
): Promise<Question[]> {
  const questions: Question[] = [];
  for (const { given, expected } of exercise.cases) {
    const right = { text: show(expected), misconception: null };
    const wrong = await wrongOptions(exercise, given, expected);
    if (wrong.length === 0) continue;
    questions.push({
      call: `${functionName(exercise)}(${
        given.map((a) => show(a)).join(", ")
      })`,
      options: random.shuffle([right, ...wrong]),
    });
  }
  return questions
    .sort((a, b) => b.options.length - a.options.length)
    .slice(0, QUESTIONS);
}

async function wrongOptions(
  { wrong, tolerance }: Exercise,
  given: readonly unknown[],
  expected: unknown,
): Promise<Option[]> {
  const options = new Map<string, Option>();
  for (const { misconception, solution } of wrong) {
    let answer;
    try {
      answer = await solution(...structuredClone(given));
    } catch {
      continue; // this mistake shows itself in another way here
    }
    const text = show(answer);
    const differs = compare(answer, expected, tolerance) !== null;
    if (!differs || text === show(expected) || options.has(text)) continue;
    options.set(text, { text, misconception });
    if (options.size === WRONG) break;
  }
  return [...options.values()];
}
