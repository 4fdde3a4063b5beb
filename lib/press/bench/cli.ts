/**
 * `deno task bench`: how fast the engine is beside others, on this machine.
 *
 * @module
 */
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { DISPLAY, type Display } from "@course/viz";
import { STOPPED, stopSignal } from "../stop_signal.ts";
import { contestants } from "./contestants.ts";
import { describeMachine, isBusy, load, type Machine } from "./machine.ts";
import { type Part, type PartId, PARTS } from "./parts.ts";
import { findPython } from "./python.ts";
import { absentLines, barsTable, missedLines, timesTable } from "./report.ts";
import { type Bench, type PartRun, threadCounts } from "./results.ts";
import { measure } from "./rounds.ts";
import { StatusLine } from "./status_line.ts";
import { writePart } from "./store.ts";

const HELP = `Measure the engine beside others: deno task bench [options]

  --only PART    lstm, transformer, sgemm or inference (may be repeated)
  --among NAME   engine, engine-native, tfjs, onnxruntime, keras or torch
                 alone (may be repeated)
  --threads N    with N threads alone; else with 1 and with all cores
  --rounds N     turns of each contestant (5)
  --quick        three rounds, all cores, two products
  --no-python    leave Keras and PyTorch out
  --write        keep the results in data/bench/, for the site
  --help         show this text

Ratios hold within one run; times hold only on a machine that does nothing
else. Ctrl-C stops and shows what was measured. COURSE_PYTHON names the Python
that has Keras and PyTorch.`;

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
  const bench: Bench = { machine: await describeMachine(), parts: {} };
  console.log(machineLine(bench.machine));
  try {
    await measureAll(options, bench, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error("Stopped. What was measured until then:");
  }
  for (const part of PARTS) {
    const run = bench.parts[part.id];
    if (run) printPart(part, run);
  }
  print(barsTable(bench));
  for (const line of missedLines(bench)) console.log(line);
  if (signal.aborted) return STOPPED;
  const failed = Object.values(bench.parts)
    .some(({ absent }) => absent.some(({ failure }) => failure));
  return failed ? 1 : 0;
}

/** Measures the parts, and keeps each as soon as it is complete. */
async function measureAll(
  options: ReturnType<typeof parse>,
  bench: Bench,
  signal: AbortSignal,
): Promise<void> {
  const { parts, among, threads, rounds, quick, write } = options;
  const python = options.python
    ? await findPython(["keras", "tensorflow", "torch", "numpy"])
    : null;
  const chosen = contestants(python)
    .filter(({ id }) => among.length === 0 || among.includes(id));
  using status = new StatusLine();
  for (const part of parts) {
    const run: PartRun = {
      date: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
      deno: Deno.version.deno,
      load: load(),
      results: [],
      absent: [],
    };
    bench.parts[part.id] = run;
    if (isBusy(bench.machine, run.load)) {
      status.note(
        `This machine is busy (load ${run.load}): times will be too long, and ` +
          "ratios rough.",
      );
    }
    await measure(part, run, {
      contestants: chosen,
      cases: quick ? part.quick : part.cases,
      threads,
      rounds,
      signal,
      onProgress: (heading, detail) => status.show(heading, detail),
    });
    if (!write) continue;
    const path = await writePart(bench.machine, part.id, run);
    status.note(`${part.title}: kept in ${relative(Deno.cwd(), path)}`);
  }
}

function printPart(part: Part, run: PartRun): void {
  for (const threads of threadCounts(run)) {
    print(timesTable(part, run, threads));
  }
  for (const line of absentLines(run)) console.log(line);
}

function print(shown: Display | undefined): void {
  if (shown) console.log(`\n${shown[DISPLAY]()["text/plain"]}`);
}

function machineLine({ cpu, cores, vectors, memory, system }: Machine): string {
  return `${cpu}, ${cores} cores${vectors ? `, ${vectors}` : ""}, ` +
    `${memory} GiB, ${system}, Deno ${Deno.version.deno}`;
}

function parse(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", multiple: true, default: [] },
      among: { type: "string", multiple: true, default: [] },
      threads: { type: "string" },
      rounds: { type: "string" },
      quick: { type: "boolean", default: false },
      "no-python": { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  known("part", values.only, PARTS);
  known("contestant", values.among, contestants(undefined));
  const cores = navigator.hardwareConcurrency;
  const { quick, write, help } = values;
  const threads = values.threads !== undefined
    ? [whole("--threads", values.threads)]
    : quick || cores === 1
    ? [cores]
    : [1, cores];
  return {
    parts: values.only.length === 0
      ? PARTS
      : PARTS.filter(({ id }) => values.only.includes(id as PartId)),
    among: values.among,
    threads,
    rounds: whole("--rounds", values.rounds ?? (quick ? "3" : "5")),
    python: !values["no-python"],
    quick,
    write,
    help,
  };
}

/** Refuses a name that is not in the list. */
function known(what: string, names: string[], list: { id: string }[]): void {
  const ids = list.map(({ id }) => id);
  const lost = names.find((name) => !ids.includes(name));
  if (lost === undefined) return;
  throw new RangeError(
    `There is no ${what} "${lost}"; there are: ${ids.join(", ")}`,
  );
}

function whole(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`${option} takes a whole number from 1, not "${text}"`);
}

if (import.meta.main) Deno.exit(await main(Deno.args));
