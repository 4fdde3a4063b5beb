/**
 * `deno task run`: runs notebooks in the kernel, and stores their outputs when
 * asked to.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { KernelError } from "../jupyter/kernel.ts";
import { findNotebooks } from "../jupyter/library.ts";
import {
  NotebookError,
  readNotebook,
  writeNotebook,
} from "../jupyter/notebook.ts";
import { BrowserError } from "./browser.ts";
import { addPictures } from "./pictures.ts";
import { runAll } from "./run_all.ts";
import { STOPPED, stopSignal } from "./stop_signal.ts";

const HELP = `Run notebooks from top to bottom in a fresh kernel.

Usage: deno task run [names] [options]

  names              such as 09-loss, or paths; all notebooks if left out
  --write            store the outputs, with a picture of each chart
  --cell-seconds N   time limit of each cell (600)
  --help             show this text`;

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
    const failures = await run(options, signal);
    for (const failure of failures) console.error(`\n${failure}`);
    return failures.length > 0 ? 1 : 0;
  } catch (error) {
    if (signal.aborted) {
      console.error("Stopped.");
      return STOPPED;
    }
    const told = [NotebookError, KernelError, BrowserError]
      .some((known) => error instanceof known);
    if (!told) throw error;
    console.error((error as Error).message);
    return 1;
  }
}

async function run(
  { names, write, cellSeconds }: ReturnType<typeof parse>,
  signal: AbortSignal,
): Promise<string[]> {
  const places = await findNotebooks(names);
  const chapters = await Promise.all(places.map(async (place) => ({
    place,
    stored: await readNotebook(place.shown),
  })));
  return await runAll(chapters, {
    signal,
    cellSeconds,
    done: async ({ place, stored }, fresh) => {
      if (!write) return;
      await writeNotebook(place.path, await addPictures(fresh, stored));
    },
  });
}

function parse(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      write: { type: "boolean", default: false },
      "cell-seconds": { type: "string", default: "600" },
      help: { type: "boolean", default: false },
    },
  });
  const { write, help, "cell-seconds": seconds } = values;
  const cellSeconds = Number(seconds);
  if (!(cellSeconds > 0)) {
    throw new RangeError(
      `--cell-seconds takes a number above 0, not "${seconds}"`,
    );
  }
  return { names: positionals, write, help, cellSeconds };
}

if (import.meta.main) Deno.exit(await main(Deno.args));
