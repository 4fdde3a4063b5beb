/**
 * `deno task run`: runs notebooks in the kernel, and stores their outputs when
 * asked to.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { CellError } from "../jupyter/cell_error.ts";
import { findNotebooks, type Place } from "../jupyter/library.ts";
import {
  type Notebook,
  NotebookError,
  readNotebook,
  writeNotebook,
} from "../jupyter/notebook.ts";
import { Progress } from "../jupyter/progress.ts";
import { runNotebook } from "../jupyter/runner.ts";
import { addPictures } from "./pictures.ts";
import { STOPPED, stopSignal } from "./stop_signal.ts";

const HELP = `Run notebooks from top to bottom in a fresh kernel.

Usage: deno task run [names] [options]

  names               such as 09-loss, or paths; all notebooks if left out
  --write             store the outputs, with a picture of each chart
  --cell-seconds N    time limit of each cell (600)
  --help              show this text`;

async function main(args: string[]): Promise<number> {
  let options;
  try {
    options = parse(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  const { names, write, cellSeconds, help } = options;
  if (help) {
    console.log(HELP);
    return 0;
  }
  const signal = stopSignal();
  const chapters: { place: Place; stored: Notebook }[] = [];
  try {
    for (const place of await findNotebooks(names)) {
      chapters.push({ place, stored: await readNotebook(place.shown) });
    }
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    console.error(error.message);
    return 1;
  }

  const failures: string[] = [];
  using progress = new Progress(chapters.map(({ place, stored }) => ({
    name: place.name,
    total: stored.cells.filter((cell) => cell.cell_type === "code").length,
  })));
  for (const { place: { name, path, shown, folder }, stored } of chapters) {
    try {
      const fresh = await runNotebook(stored, {
        cwd: folder,
        cellSeconds,
        signal,
        onProgress: ({ done }) => progress.update(name, done),
      });
      if (write) await writeNotebook(path, await addPictures(fresh, stored));
      progress.end(name, "done");
    } catch (error) {
      progress.end(name, "failed");
      if (signal.aborted) break;
      if (!(error instanceof CellError)) throw error;
      failures.push(error.render(shown));
    }
  }
  progress.close();
  if (signal.aborted) {
    console.error("Stopped.");
    return STOPPED;
  }
  for (const failure of failures) console.error(`\n${failure}`);
  return failures.length > 0 ? 1 : 0;
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
  const cellSeconds = Number(values["cell-seconds"]);
  if (!(cellSeconds > 0)) {
    throw new RangeError(
      `--cell-seconds takes a number above 0, not "${values["cell-seconds"]}"`,
    );
  }
  return {
    names: positionals,
    write: values.write,
    help: values.help,
    cellSeconds,
  };
}

if (import.meta.main) Deno.exit(await main(Deno.args));
