/**
 * Submissions whose mark is known: right and wrong ones.
 *
 * @module
 */
import {
  answerFile,
  functionName,
} from "../../../lib/exercises/answer_file.ts";
import type { Exercise } from "../../../lib/exercises/spec.ts";
import type { Solution } from "../../../lib/exercises/run_cases.ts";
import { ROOT } from "../../../lib/press/files.ts";

/** A submission, and the mark that it deserves. */
export interface Program {
  readonly name: string;
  readonly source: string;
  /** `"all"`, `"none"`, or as many as this function gets. */
  readonly deserves: "all" | "none" | Solution;
}

/** The solution of an exercise, as a learner would hand it in. */
export function right(exercise: Exercise): Program {
  const source = answerFile(exercise, exercise.solution);
  return { name: "the solution", source, deserves: "all" };
}

/** The wrong solutions of every exercise, in one module without imports. */
async function bundleWrong(): Promise<string> {
  const key = new URL("lib/exercises/answer_key.ts", ROOT);
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      entry,
      `export { findExercise } from ${JSON.stringify(key.href)};`,
    );
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--quiet", "--platform=browser", "--minify", entry],
      cwd: ROOT,
    }).output();
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(entry);
  }
}

let bundled: Promise<string> | undefined;

/** The wrong solutions of an exercise as submissions. */
export async function wrong(exercise: Exercise): Promise<Program[]> {
  const bundle = await (bundled ??= bundleWrong());
  const find = bundle.match(/([\w$]+) as findExercise/)?.[1];
  return exercise.wrong.map(({ misconception, solution }, i) => ({
    name: misconception,
    source: `${bundle}
export const ${functionName(exercise)} = (...given) =>
  ${find}("${exercise.id}").wrong[${i}].solution(...given);`,
    deserves: solution as Solution,
  }));
}
