/**
 * `deno task start`: from a fresh clone to the course in a browser.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { contentHash } from "../jupyter/hash.ts";
import { findNotebooks } from "../jupyter/library.ts";
import {
  type Notebook,
  NotebookError,
  readNotebook,
  writeNotebook,
} from "../jupyter/notebook.ts";
import { examine, machineTable } from "./doctor.ts";
import { exists, ROOT } from "./files.ts";
import { keepPictures } from "./pictures.ts";
import { type Chapter, runAll } from "./run_all.ts";
import { serveSite } from "./serve.ts";
import { DeckError, readDecks } from "./slides/deck.ts";
import { buildSite } from "./site.ts";
import { STOPPED, stopSignal } from "./stop_signal.ts";

const HELP = `Run the course and serve it: deno task start [options]

  --only NAME    run this notebook alone, such as 09-loss (may be repeated)
  --no-serve     build the site into _site/ and stop
  --port PORT    first port to try (8000)
  --help         show this text

A notebook whose cells, lib modules and data are unchanged is not run again.`;

/** Finished runs, one file a notebook and content. */
const RUNS = new URL(".cache/runs/", ROOT);

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
  try {
    return await start(options, signal);
  } catch (error) {
    if (signal.aborted) {
      console.error("Stopped.");
      return STOPPED;
    }
    const told = error instanceof NotebookError || error instanceof DeckError;
    if (!told) throw error;
    console.error(error.message);
    return 1;
  }
}

async function start(
  { only, port, serve }: ReturnType<typeof parse>,
  signal: AbortSignal,
): Promise<number> {
  const places = await findNotebooks();
  const wanted = new Set(
    (await findNotebooks(only)).map((place) => place.name),
  );

  console.log("This machine\n");
  const findings = await examine();
  console.log(machineTable(findings));
  if (findings.some(({ fatal }) => fatal)) return 1;

  const chapters: Chapter[] = await Promise.all(places.map(async (place) => ({
    place,
    stored: await readNotebook(place.shown),
  })));
  const runs = await findRuns(chapters);
  const stale: Chapter[] = [];
  for (const chapter of chapters) {
    const { name } = chapter.place;
    if (wanted.has(name) && !await exists(runs.get(name)!)) stale.push(chapter);
  }
  console.log(
    stale.length > 0
      ? `\nRunning ${stale.length} of ${wanted.size} notebooks\n`
      : "\nNo notebook has changed since its last run",
  );
  await Deno.mkdir(RUNS, { recursive: true });
  const failures = await runAll(stale, {
    signal,
    done: ({ place }, fresh) => writeNotebook(runs.get(place.name)!, fresh),
  });
  for (const failure of failures) console.error(`\n${failure}`);
  await dropOldRuns(runs);

  const out = fileURLToPath(new URL("_site", ROOT));
  const notebooks = await Promise.all(chapters.map(async (chapter) => ({
    name: chapter.place.name,
    nb: await freshest(chapter, runs.get(chapter.place.name)!),
  })));
  const decks = await readDecks();
  await buildSite({ notebooks, decks, out });
  signal.throwIfAborted();
  if (!serve) {
    console.log(`\nThe site is in ${out}`);
    return failures.length > 0 ? 1 : 0;
  }
  const site = serveSite({ dir: out, port });
  console.log(`\nThe course is at ${site.url} (Ctrl-C ends it)`);
  signal.addEventListener("abort", () => site.close());
  await site.finished;
  return failures.length > 0 ? 1 : 0;
}

/** Where each notebook's run is kept: its content is in the file's name. */
async function findRuns(chapters: Chapter[]): Promise<Map<string, string>> {
  const hashes = await contentHash();
  return new Map(chapters.map(({ place: { name } }) => [
    name,
    fileURLToPath(
      new URL(`${name}-${hashes.get(name)!.slice(0, 16)}.ipynb`, RUNS),
    ),
  ]));
}

/** Removes the runs of earlier contents. */
async function dropOldRuns(runs: Map<string, string>): Promise<void> {
  const kept = new Set(runs.values());
  for await (const { name } of Deno.readDir(RUNS)) {
    const path = fileURLToPath(new URL(name, RUNS));
    if (!kept.has(path)) await Deno.remove(path);
  }
}

/** A notebook's last run, or what is stored in it where that failed. */
async function freshest({ stored }: Chapter, run: string): Promise<Notebook> {
  if (!await exists(run)) return stored;
  // For print: a figure that is as it was when stored keeps its still picture.
  return keepPictures(await readNotebook(run), stored);
}

function parse(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", multiple: true, default: [] },
      "no-serve": { type: "boolean", default: false },
      port: { type: "string", default: "8000" },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new RangeError(
      `--port takes a number from 1 to 65535, not "${values.port}"`,
    );
  }
  return {
    only: values.only,
    port,
    serve: !values["no-serve"],
    help: values.help,
  };
}

if (import.meta.main) Deno.exit(await main(Deno.args));
