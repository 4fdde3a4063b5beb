import type { Task } from "../../exercises/spec.ts";
import type { Answers } from "./answers.ts";
import { nextOpen } from "./course.ts";
import { exercisePage } from "./exercise_page.ts";
import { footer } from "./footer.ts";
import { listPage } from "./list_page.ts";
import { Paper } from "./paper.ts";
import type { Progress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";
import type { Verdict } from "./verdict.ts";
import { watch } from "./watch.ts";

/** What a session works with. */
export interface Desk {
  readonly terminal: Terminal;
  readonly answers: Answers;
  readonly progress: Progress;
  readonly tasks: readonly Task[];
  /** The text of an exercise's solution. */
  solution(task: Task): string;
  check(task: Task, path: string, signal: AbortSignal): Promise<Verdict>;
  /** Opens a file in the learner's editor, if one was named. */
  edit?(path: string): void;
}

/** Learning at a terminal: one exercise open at a time, keys to move about. */
export class Session {
  readonly #desk: Desk;
  #task: Task;
  #page: "exercise" | "list" | "reset" = "exercise";
  /** The exercise marked in the list. */
  #chosen: Task;
  #text: string | null = null;
  #verdict?: Verdict;
  /** Whether the check under way is a long one. */
  #slow = false;
  /** Whether hints are shown though the exercise is solved. */
  #help = false;
  #solution = false;
  /** A line that answers the last key. */
  #remark = "";
  /** Ends the watch of the open exercise. */
  #closing = new AbortController();
  readonly #broken = Promise.withResolvers<never>();

  /**
   * @param first The exercise to open.
   * @param remark What to tell the learner at the start.
   */
  constructor(desk: Desk, first: Task, remark = "") {
    this.#desk = desk;
    this.#task = this.#chosen = first;
    this.#remark = remark;
  }

  /**
   * Runs until the learner quits or the keys end.
   *
   * @returns The exercise that was open last.
   */
  async run(keys: AsyncIterator<string>): Promise<Task> {
    this.#desk.terminal.onResize(() => this.#draw());
    try {
      await this.#open(this.#task);
      while (true) {
        const key = await Promise.race([keys.next(), this.#broken.promise]);
        if (key.done || !await this.#press(key.value)) return this.#task;
      }
    } finally {
      this.#closing.abort();
      this.#desk.terminal.onResize(() => {});
    }
  }

  async #open(task: Task) {
    const { answers, progress, edit } = this.#desk;
    this.#closing.abort();
    this.#closing = new AbortController();
    this.#task = this.#chosen = task;
    this.#page = "exercise";
    this.#verdict = undefined;
    this.#help = this.#solution = false;
    await answers.make(task);
    progress.open(task.id);
    this.#text = await answers.read(task);
    this.#draw();
    try {
      edit?.(answers.path(task));
    } catch (error) {
      this.#remark = `The editor did not start: ${(error as Error).message}`;
      this.#draw();
    }
    this.#follow(task, this.#closing.signal).catch(this.#broken.reject);
  }

  /** Checks the file now and after each change, until the exercise is left. */
  async #follow(task: Task, left: AbortSignal) {
    const { answers } = this.#desk;
    let checking = new AbortController();
    for await (const text of watch(() => answers.read(task), left)) {
      checking.abort();
      checking = new AbortController();
      const signal = AbortSignal.any([checking.signal, left]);
      if (text !== this.#text) this.#remark = "";
      this.#text = text;
      this.#verdict = undefined;
      this.#draw();
      if (text === null) continue;
      // Not awaited: a save during a long check starts the next one.
      this.#check(task, signal).catch((error) => {
        if (!signal.aborted) this.#broken.reject(error);
      });
    }
  }

  async #check(task: Task, signal: AbortSignal) {
    const { answers, progress, check } = this.#desk;
    this.#slow = false;
    const clock = setTimeout(() => {
      if (signal.aborted) return;
      this.#slow = true;
      this.#draw();
    }, 1000);
    const verdict = await check(task, answers.path(task), signal)
      .finally(() => clearTimeout(clock));
    signal.throwIfAborted();
    progress.mark(task.id, verdict.kind === "passed");
    this.#verdict = verdict;
    this.#draw();
  }

  /** Does what a key asks for; answers whether to go on. */
  async #press(key: string): Promise<boolean> {
    if (key === "ctrl-c" || key === "ctrl-d") return false;
    this.#remark = "";
    if (this.#page === "reset") this.#answerReset(key);
    else if (key === "q") return false;
    else if (this.#page === "list") await this.#pressInList(key);
    else await this.#pressInExercise(key);
    this.#draw();
    return true;
  }

  async #pressInExercise(key: string) {
    switch (key) {
      case "h":
        return this.#hint();
      case "n":
        return await this.#next();
      case "p":
        return await this.#previous();
      case "l":
        this.#page = "list";
        return;
      case "r":
        this.#page = "reset";
        return;
      case "s":
        return this.#showSolution();
    }
  }

  async #pressInList(key: string) {
    const { tasks } = this.#desk;
    const step = { up: -1, k: -1, down: 1, j: 1 }[key];
    if (step) {
      const at = tasks.indexOf(this.#chosen) + step;
      this.#chosen = tasks[Math.max(0, Math.min(at, tasks.length - 1))];
    } else if (key === "enter") {
      await this.#open(this.#chosen);
    } else if (key === "l" || key === "escape") {
      this.#page = "exercise";
      this.#chosen = this.#task;
    }
  }

  #answerReset(key: string) {
    this.#page = "exercise";
    if (key !== "y") {
      this.#remark = "Nothing was changed.";
      return;
    }
    this.#desk.answers.reset(this.#task);
    this.#desk.progress.reset(this.#task.id);
  }

  #hint() {
    const { id, hints } = this.#task;
    const { progress } = this.#desk;
    const seen = progress.hints(id);
    if (this.#solved && !this.#help && seen > 0) this.#help = true;
    else if (seen < hints.length) {
      progress.hint(id);
      this.#help = true;
    } else {
      this.#remark = "There are no more hints. s shows a solution.";
    }
  }

  #showSolution() {
    const { id, hints } = this.#task;
    const seen = this.#desk.progress.hints(id);
    if (this.#solved || seen >= hints.length) {
      this.#solution = !this.#solution;
    } else {
      this.#remark = `A solution is shown once yours passes, or after the ` +
        `${hints.length} hints (${seen} seen so far).`;
    }
  }

  async #next() {
    const { tasks, progress } = this.#desk;
    const next = nextOpen(tasks, progress, this.#task);
    if (next) return await this.#open(next);
    this.#remark = progress.state(this.#task.id) === "open"
      ? "All the others are done: this is the last one."
      : `That was the last one: all ${tasks.length} exercises are done.`;
  }

  async #previous() {
    const { tasks } = this.#desk;
    const previous = tasks[tasks.indexOf(this.#task) - 1];
    if (previous) await this.#open(previous);
    else this.#remark = "This is the first exercise.";
  }

  get #solved(): boolean {
    return this.#verdict?.kind === "passed";
  }

  #draw() {
    const { terminal } = this.#desk;
    const rows = terminal.rows();
    let lines = this.#lines(false);
    // The cursor takes the last row.
    if (lines.length >= rows) lines = this.#lines(true);
    terminal.show(lines);
  }

  #lines(brief: boolean): string[] {
    const { terminal, tasks, progress } = this.#desk;
    const paper = new Paper(terminal.columns(), terminal.colour);
    if (this.#page === "list") {
      paper.line("Exercises", "strong").line();
      listPage(paper, tasks, progress, this.#chosen, terminal.rows());
      paper.line()
        .keys([["up/down", "move"], ["Enter", "open"], ["l", "back"]]);
    } else {
      this.#drawExercise(paper, brief);
    }
    return paper.lines;
  }

  #drawExercise(paper: Paper, brief: boolean) {
    const { tasks, progress, answers, solution } = this.#desk;
    const task = this.#task;
    exercisePage(paper, {
      task,
      path: answers.shown(task),
      text: this.#text,
      verdict: this.#verdict,
      slow: this.#slow,
      hints: this.#solved && !this.#help ? 0 : progress.hints(task.id),
      solution: this.#solution ? solution(task) : undefined,
      brief,
    });
    footer(paper, {
      task,
      tasks,
      progress,
      remark: this.#remark,
      resetting: this.#page === "reset" ? answers.shown(task) : undefined,
    });
  }
}
