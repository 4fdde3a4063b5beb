/**
 * `deno task grade`: marks what a class handed in.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { exercises } from "../../exercises/answer_key.ts";
import type { Exercise } from "../../exercises/spec.ts";
import { STOPPED, stopSignal } from "../stop_signal.ts";
import { Bar } from "./bar.ts";
import { DeskError, markClass, tryDesk } from "./class.ts";
import { hashOf, Journal } from "./journal.ts";
import type { Limits } from "./limits.ts";
import { type Paper, setPaper } from "./mark.ts";
import { Rooms } from "./rooms.ts";
import { Sandbox } from "./sandbox.ts";
import { findSubmissions, SubmissionsError } from "./submissions.ts";
import { checkPlaces, PlaceError, placesFor, writeReports } from "./write.ts";

const HELP = `Grade the exercises that a class handed in.

Usage: deno task grade <folder> [options]

  <folder>           one folder for each learner, with a file for each exercise:
                     submissions/ada/09.1.ts, submissions/ada/09.2.ts, …
  --out FILE         where the table goes (grades.csv); beside it go grades.json
                     and grades-pages/ with an HTML page for each learner
  --exercises LIST   chapters or exercises, such as 09,10.2 (all)
  --jobs N           how many submissions run at once (the number of cores)
  --seconds N        computing time of each submission (5)
  --memory N         megabytes each submission may use (256)
  --seed TEXT        what the hidden cases are drawn from (drawn anew)
  --fresh            start over, though an earlier run was stopped half-way
  --help             show this text

Every submission runs in a process of its own, which may use no file, no network
and no environment. It gets the arguments only; the answers are compared out
here. Points, from 0 to 1 an exercise, are the share of cases and properties that
pass, and no more than the share of cases. A run that was stopped goes on where it
was when the same command is given again.`;

/** A command line that asks for what is not there. */
class UsageError extends Error {}

/** What can go wrong without a fault in the program. */
const failures = [SubmissionsError, PlaceError, DeskError];

const defaults = {
  out: "grades.csv",
  jobs: String(navigator.hardwareConcurrency),
  seconds: "5",
  memory: "256",
};

async function main(args: string[]): Promise<number> {
  try {
    const options = parse(args);
    if (options !== null) return await grade(options);
    console.log(HELP);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}.\n\n${HELP}`);
      return 2;
    }
    if (failures.some((failure) => error instanceof failure)) {
      console.error(`${(error as Error).message}.`);
      return 1;
    }
    throw error;
  }
}

interface Options {
  readonly folder: string;
  readonly out: string;
  readonly chosen: readonly Exercise[];
  readonly jobs: number;
  readonly limits: Limits;
  readonly seed: string | undefined;
  readonly fresh: boolean;
}

async function grade(options: Options): Promise<number> {
  const { folder, out, chosen, jobs, limits, fresh } = options;
  const places = placesFor(out);
  await checkPlaces(places);
  const { submissions, strays } = await findSubmissions(
    folder,
    chosen.map(({ id }) => id),
  );
  if (strays.length > 0) {
    console.error(
      `Not in a learner's folder, so left out: ${strays.join(", ")}`,
    );
  }

  const stopped = fresh ? null : await Journal.seed(places.journal);
  const seed = options.seed ?? stopped ?? crypto.randomUUID().slice(0, 13);
  const papers = new Map<string, Paper>();
  for (const exercise of chosen) {
    papers.set(exercise.id, await setPaper(exercise, seed));
  }
  const calls = [...papers.values()].map(({ calls }) => calls);
  const hash = await hashOf(JSON.stringify([limits, calls]));

  await using rooms = await Rooms.open();
  const sandbox = await Sandbox.open(limits);
  if (!sandbox.bounded) {
    console.error(
      "On this system neither the memory nor the computing time of a " +
        "submission is bounded, only its time: that takes Linux and prlimit.",
    );
  }
  const desk = { sandbox, rooms, limits };
  const signal = stopSignal();
  try {
    await tryDesk(desk, papers.values(), signal);
    if (fresh) await Deno.writeTextFile(places.journal, "");
    using journal = await Journal.open(places.journal, { seed, hash });
    if (journal.size > 0) {
      console.error(
        `Going on where the last run was stopped: ${journal.size} are marked.`,
      );
    }
    using bar = new Bar(submissions.length);
    const onMark = () => bar.step();
    const reports = await markClass(
      desk,
      submissions,
      { papers, journal, jobs, signal, onMark },
    );
    await writeReports(places, reports, chosen, {
      seed,
      seconds: limits.seconds,
      megabytes: sandbox.bounded ? limits.megabytes : null,
    });
    await journal.finish();
    console.log(
      `Graded ${reports.length} ${
        reports.length === 1 ? "learner" : "learners"
      }: ` +
        `${places.csv}, ${places.json}, ${places.pages}/`,
    );
    return 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error("Stopped. The same command goes on from here.");
    return STOPPED;
  }
}

function parse(args: string[]): Options | null {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: "string", default: defaults.out },
        exercises: { type: "string" },
        jobs: { type: "string", default: defaults.jobs },
        seconds: { type: "string", default: defaults.seconds },
        memory: { type: "string", default: defaults.memory },
        seed: { type: "string" },
        fresh: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\.$/, ""));
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  if (positionals.length !== 1) {
    throw new UsageError(
      positionals.length === 0
        ? "Which folder holds the submissions? Name it"
        : `One folder at a time, not ${positionals.length}`,
    );
  }
  return {
    folder: positionals[0],
    out: values.out,
    chosen: choose(values.exercises),
    jobs: count("jobs", values.jobs),
    limits: {
      seconds: count("seconds", values.seconds),
      megabytes: count("memory", values.memory),
      outputBytes: 4_000_000,
    },
    seed: values.seed,
    fresh: values.fresh,
  };
}

function count(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new UsageError(
    `--${option} takes a whole number above 0, not "${text}"`,
  );
}

function choose(list: string | undefined): Exercise[] {
  if (list === undefined) return [...exercises];
  const wanted = list.split(",").map((item) => item.trim());
  for (const item of wanted) {
    if (exercises.some((exercise) => asks(item, exercise))) continue;
    const ids = exercises.map(({ id }) => id).join(", ");
    throw new UsageError(`There is no exercise "${item}". There are: ${ids}`);
  }
  return exercises.filter((exercise) =>
    wanted.some((item) => asks(item, exercise))
  );
}

/** Whether an item of the list means this exercise: `09` or `09.2`. */
function asks(item: string, { id }: Exercise): boolean {
  return item === id || item === id.split(".")[0];
}

if (import.meta.main) Deno.exit(await main(Deno.args));
