/**
 * A learner's own answers as tests: `deno task exercises`. What is still to be
 * solved is listed as ignored.
 *
 * Answers in another folder: `deno task exercises -- --dir PATH`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { tasks } from "../../lib/exercises/registry.ts";
import { ANSWERS, Answers, isUnsolved } from "../../lib/press/learn/answers.ts";
import { writeVerdict } from "../../lib/press/learn/exercise_page.ts";
import { Paper } from "../../lib/press/learn/paper.ts";
import { checkAnswer } from "../../lib/press/learn/verdict.ts";

const { values } = parseArgs({
  options: { dir: { type: "string", default: ANSWERS } },
});
const answers = new Answers(values.dir);

for (const task of tasks) {
  const text = await answers.read(task);
  const ignore = isUnsolved(task, text);
  const title = `${task.id} ${task.title}`;
  const name = ignore ? `${title} (to be solved)` : title;
  Deno.test({ name, ignore }, async () => {
    const { signal } = new AbortController();
    const verdict = await checkAnswer(task, answers.path(task), signal);
    if (verdict.kind === "passed") return;
    const paper = new Paper(80, false);
    const path = answers.shown(task);
    writeVerdict(paper, { task, path, text, verdict, hints: 0 }, verdict);
    // A trace would lead here; the text names the place in the learner's file.
    Error.stackTraceLimit = 0;
    throw new Error(`${title}\n${paper.lines.join("\n")}`);
  });
}
