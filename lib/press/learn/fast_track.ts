import type { Exercise } from "../../exercises/spec.ts";
import type { Random } from "../../text/random.ts";
import { chapters } from "./course.ts";
import { Paper } from "./paper.ts";
import { type Question, questionsFor } from "./placement.ts";
import type { Progress } from "./progress.ts";
import { plain } from "./prose.ts";
import type { Terminal } from "./terminal.ts";

/** What the test works with. */
interface Desk {
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly exercises: readonly Exercise[];
  readonly random: Random;
}

/** What a learner did with a question. */
type Reply = "right" | "wrong" | "chapter" | "quit";

/**
 * The placement test: two questions for each open exercise, and an exercise
 * whose questions are all answered rightly is marked as known.
 *
 * @returns `false` when the learner quits the program.
 */
export async function fastTrack(
  { terminal, progress, exercises, random }: Desk,
  keys: AsyncIterator<string>,
): Promise<boolean> {
  const asked = exercises.filter(({ id }) => progress.state(id) === "open");
  const known: string[] = [];
  chapters: for (const { tasks } of chapters(asked)) {
    for (const exercise of tasks as Exercise[]) {
      const questions = await questionsFor(exercise, random);
      let right = 0;
      for (const question of questions) {
        const reply = await ask(exercise, question);
        if (reply === "quit") return false;
        if (reply === "chapter") continue chapters;
        if (reply === "wrong") break;
        right++;
      }
      if (questions.length === 0 || right < questions.length) continue;
      progress.know(exercise.id);
      known.push(exercise.id);
    }
  }
  const reached = known.length === 0
    ? "Nothing is skipped: the exercises begin at the first open one."
    : `You know ${known.join(", ")}: skipped. The list (key l) still opens ` +
      "them.";
  const last = await press(() =>
    sheet().text("Fast track", "strong").line().text(reached).line()
      .keys([["any key", "begin"], ["q", "quit"]])
  );
  return last !== "quit";

  async function ask(exercise: Exercise, question: Question): Promise<Reply> {
    const { options } = question;
    while (true) {
      const key = await press(() =>
        questionPage(exercise, question).keys([
          [`1-${options.length}`, "answer"],
          ["0", "I do not know"],
          ["n", "next chapter"],
          ["q", "quit"],
        ])
      );
      if (key === "quit") return "quit";
      if (key === "n") return "chapter";
      if (key === "0") return "wrong";
      const option = options[Number(key) - 1];
      if (!option) continue;
      if (option.misconception === null) return "right";
      const right = options.find(({ misconception }) => misconception === null);
      const belief = plain(option.misconception);
      const after = await press(() =>
        questionPage(exercise, question)
          .text(`${key} is not right: the answer is ${right!.text}.`, "bad")
          .text(`${option.text} comes from the belief: ${belief}`)
          .line().keys([["any key", "go on"], ["q", "quit"]])
      );
      return after === "quit" ? "quit" : "wrong";
    }
  }

  function questionPage(
    exercise: Exercise,
    { call, options }: Question,
  ): Paper {
    const { id, chapter, title, prompt, stub } = exercise;
    const paper = sheet();
    paper.text(`Fast track: ${chapter}`, "quiet");
    paper.text(`${id} ${title}`, "strong").line().text(plain(prompt)).line();
    const signature = stub.slice(0, stub.indexOf("{\n")).trimEnd();
    for (const line of signature.split("\n")) {
      paper.text(line.trimStart(), "quiet", line.match(/^ */)![0]);
    }
    paper.line().text(`What does ${call} return?`).line();
    options.forEach(({ text }, i) => paper.item(` ${i + 1} `, text, "strong"));
    return paper.line();
  }

  function sheet(): Paper {
    return new Paper(terminal.columns(), terminal.colour);
  }

  /** Shows a page and waits for a key. */
  async function press(page: () => Paper): Promise<string> {
    const draw = () => terminal.show(page().lines);
    terminal.onResize(draw);
    draw();
    const { done, value } = await keys.next();
    const quit = done || ["q", "ctrl-c", "ctrl-d"].includes(value);
    return quit ? "quit" : value;
  }
}
