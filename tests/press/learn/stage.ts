import { findExercise } from "../../../lib/exercises/answer_key.ts";
import { answerFile } from "../../../lib/exercises/answer_file.ts";
import { tasks } from "../../../lib/exercises/registry.ts";
import { Answers } from "../../../lib/press/learn/answers.ts";
import { Progress } from "../../../lib/press/learn/progress.ts";
import { type Desk, Session } from "../../../lib/press/learn/session.ts";
import type { Terminal } from "../../../lib/press/learn/terminal.ts";
import { checkAnswer } from "../../../lib/press/learn/verdict.ts";

/** The tasks that the tests work on, so that new chapters change nothing. */
export const some = tasks.filter(({ id }) => /^(09|10)\./.test(id));

/** The file that solves an exercise. */
export function solved(id: string): string {
  const exercise = findExercise(id);
  return answerFile(exercise, exercise.solution);
}

/** The file of an exercise with this body in its function. */
export function withBody(id: string, body: string): string {
  const stub = findExercise(id).stub;
  const head = stub.slice(0, stub.indexOf("{\n") + 2);
  return `export ${head}${body}\n}\n`;
}

/** A terminal without one: what it shows, and a way to press keys. */
export class FakeTerminal implements Terminal {
  readonly colour = false;
  /** Every page that was shown; the last is on the screen. */
  readonly pages: string[] = [];
  #waiting: ((key: string | null) => void)[] = [];
  #pressed: (string | null)[] = [];

  constructor(readonly width = 80, readonly height = 50) {}

  columns = () => this.width;
  rows = () => this.height;
  onResize() {}

  show(lines: readonly string[]) {
    this.pages.push(lines.join("\n"));
  }

  /** What is on the screen. */
  get page(): string {
    return this.pages.at(-1) ?? "";
  }

  /** Presses keys, one after the other; `null` ends the input. */
  press(...keys: (string | null)[]) {
    for (const key of keys) {
      const waits = this.#waiting.shift();
      if (waits) waits(key);
      else this.#pressed.push(key);
    }
  }

  async *keys(): AsyncGenerator<string> {
    while (true) {
      const key = this.#pressed.length > 0
        ? this.#pressed.shift()!
        : await new Promise<string | null>((go) => this.#waiting.push(go));
      if (key === null) return;
      yield key;
    }
  }

  /** Waits until the screen holds a text. */
  async sees(text: string): Promise<void> {
    const end = performance.now() + 10_000;
    // Where a line breaks depends on how long the path in it is.
    const flat = (words: string) => words.replace(/\s+/g, " ");
    while (!flat(this.page).includes(flat(text))) {
      if (performance.now() > end) {
        throw new Error(`"${text}" never came. On the screen:\n${this.page}`);
      }
      await new Promise((go) => setTimeout(go, 10));
    }
  }
}

/** A folder of its own for a learner, and a session in it. */
export async function stage(
  { from = "09.1", terminal = new FakeTerminal() } = {},
) {
  const folder = await Deno.makeTempDir();
  const answers = new Answers(folder);
  const progress = new Progress(folder);
  const checks: string[] = [];
  const desk: Desk = {
    terminal,
    answers,
    progress,
    tasks: some,
    solution: ({ id }) => solved(id),
    check(task, path, signal) {
      checks.push(task.id);
      return checkAnswer(task, path, signal, 2);
    },
  };
  const first = some.find(({ id }) => id === from)!;
  const ended = new Session(desk, first).run(terminal.keys());
  return {
    folder,
    terminal,
    progress,
    /** The ids of the exercises that were checked, in order. */
    checks,
    ended,
    save: (id: string, text: string) =>
      Deno.writeTextFile(`${folder}/${id}.ts`, text),
    read: (id: string) => Deno.readTextFile(`${folder}/${id}.ts`),
    async [Symbol.asyncDispose]() {
      terminal.press(null);
      await ended;
      await Deno.remove(folder, { recursive: true });
    },
  };
}
