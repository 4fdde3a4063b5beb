/**
 * `deno task learn`: the exercises in a terminal, checked at each save.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { answerFile } from "../exercises/answer_file.ts";
import { exercises, findExercise } from "../exercises/answer_key.ts";
import { findTask, tasks } from "../exercises/registry.ts";
import type { Task } from "../exercises/spec.ts";
import { Random } from "../text/random.ts";
import { ANSWERS, Answers, isUnsolved } from "./learn/answers.ts";
import { nextOpen } from "./learn/course.ts";
import { exercisePage } from "./learn/exercise_page.ts";
import { fastTrack } from "./learn/fast_track.ts";
import { Paper } from "./learn/paper.ts";
import { Progress } from "./learn/progress.ts";
import { type Desk, Session } from "./learn/session.ts";
import { RealTerminal } from "./learn/terminal.ts";
import { checkAnswer } from "./learn/verdict.ts";
import { welcome } from "./learn/welcome.ts";
import { STOPPED, stopSignal } from "./stop_signal.ts";

const HELP = `Learn by doing, one exercise at a time.

Usage: deno task learn [exercise] [options]

Opens the next unsolved exercise as a file, and checks the file each time you
save it in your editor. Without a terminal it checks once and ends: status 0
when the exercise is solved, 1 when not.

  exercise       where to start, such as 09.2
  --fast         answer questions first and skip what you know
  --edit CMD     open each exercise with this command, such as "code"
  --dir PATH     folder of your answers (notebooks/exercises)
  --help         show this text

Keys: h hint, n next, p previous, l list, r reset, s solution, q quit.
Your progress is kept beside your answers, in progress.json.`;

async function main(args: string[]): Promise<number> {
  let options;
  try {
    options = parse(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const signal = stopSignal();
  const terminal = Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
  try {
    const answers = new Answers(options.dir);
    const progress = await openProgress(answers, signal);
    return terminal
      ? await learn(options, answers, progress, signal)
      : await checkOnce(options, answers, progress, signal);
  } catch (error) {
    if (signal.aborted) {
      console.error("Stopped.");
      return STOPPED;
    }
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
    console.error(`Your answers cannot be written: ${error.message}`);
    return 1;
  }
}

type Options = ReturnType<typeof parse>;

async function learn(
  options: Options,
  answers: Answers,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  let last: Task | undefined;
  {
    using terminal = new RealTerminal();
    const keys = endingWith(terminal.keys(), signal);
    const desk: Desk = {
      terminal,
      answers,
      progress,
      tasks,
      solution,
      check: checkAnswer,
      edit: options.edit ? (path) => edit(options.edit!, path) : undefined,
    };
    if (await begin(options, desk, keys)) {
      const first = startOf(options, progress);
      const remark = progress.broken &&
        `progress.json could not be read and is now ${progress.broken}. ` +
          "Your answers were checked anew.";
      last = await new Session(desk, first, remark).run(keys);
    }
  }
  if (signal.aborted) return STOPPED;
  const next = last ? ` Next time it goes on at ${last.id}.` : "";
  console.log(`\nYour progress is kept.${next}`);
  return 0;
}

/** What comes before the first exercise; answers whether to go on to it. */
async function begin(
  { id, fast }: Options,
  { terminal, answers, progress }: Desk,
  keys: AsyncIterator<string>,
): Promise<boolean> {
  if (progress.fresh && !id && !fast) {
    const choice = await welcome(terminal, keys, answers.shownFolder);
    if (choice === "quit") return false;
    fast = choice === "fast";
  }
  const random = new Random(Date.now());
  return !fast ||
    await fastTrack({ terminal, progress, exercises, random }, keys);
}

/** Checks one answer and prints what was found. */
async function checkOnce(
  options: Options,
  answers: Answers,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  const task = startOf(options, progress);
  await answers.make(task);
  progress.open(task.id);
  const verdict = await checkAnswer(task, answers.path(task), signal);
  progress.mark(task.id, verdict.kind === "passed");
  const paper = new Paper(80, false);
  exercisePage(paper, {
    task,
    path: answers.shown(task),
    text: await answers.read(task),
    verdict,
    hints: 0,
  });
  console.log(paper.lines.join("\n"));
  return verdict.kind === "passed" ? 0 : 1;
}

/**
 * Reads the progress. Where there is none to read, answers that are there are
 * checked, so nothing that was solved is lost.
 */
async function openProgress(
  answers: Answers,
  signal: AbortSignal,
): Promise<Progress> {
  await Deno.mkdir(answers.folder, { recursive: true });
  const progress = new Progress(answers.folder);
  if (!progress.fresh && !progress.broken) return progress;
  for (const task of tasks) {
    if (isUnsolved(task, await answers.read(task))) continue;
    console.error(`Checking your answer to ${task.id}`);
    const { kind } = await checkAnswer(task, answers.path(task), signal);
    if (kind === "passed") progress.mark(task.id, true);
  }
  return progress;
}

/** The exercise to start with. */
function startOf({ id }: Options, progress: Progress): Task {
  if (id) return findTask(id);
  const last = tasks.find((task) => task.id === progress.at);
  if (last && progress.state(last.id) === "open") return last;
  return nextOpen(tasks, progress, last) ?? last ?? tasks[0];
}

function solution({ id }: Task): string {
  const exercise = findExercise(id);
  return answerFile(exercise, exercise.solution).trimEnd();
}

/** Opens a file in an editor that has a window of its own. */
function edit(command: string, path: string): void {
  const [program, ...args] = command.split(" ");
  try {
    new Deno.Command(program, {
      args: [...args, path],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn().unref();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`there is no program "${program}"`);
  }
}

/** Keys until a signal asks to stop. */
async function* endingWith(
  keys: AsyncGenerator<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const stopped = new Promise<{ done: true; value: undefined }>((stop) =>
    signal.addEventListener(
      "abort",
      () => stop({ done: true, value: undefined }),
    )
  );
  while (true) {
    const { done, value } = await Promise.race([keys.next(), stopped]);
    if (done) return;
    yield value;
  }
}

function parse(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      fast: { type: "boolean", default: false },
      edit: { type: "string" },
      dir: { type: "string", default: ANSWERS },
      help: { type: "boolean", default: false },
    },
  });
  const [number, more] = positionals;
  if (more !== undefined) {
    throw new RangeError(`One exercise at a time, not "${more}" as well`);
  }
  const id = number?.replace(/^\d\./, "0$&"); // 9.2 is 09.2, too
  if (id !== undefined) findTask(id);
  return { id, ...values };
}

if (import.meta.main) Deno.exit(await main(Deno.args));
