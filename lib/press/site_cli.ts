/**
 * `deno task site`: builds the site from the outputs stored in the notebooks,
 * without running anything, and serves it.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findNotebooks } from "../jupyter/library.ts";
import { readNotebook } from "../jupyter/notebook.ts";
import type { NotebookSource } from "./chapters.ts";
import { ROOT } from "./files.ts";
import { serveSite } from "./serve.ts";
import { readDecks } from "./slides/deck.ts";
import { buildSite } from "./site.ts";

const HELP = `Build the site from stored outputs: deno task site [options]

  --no-serve     build _site/ and stop
  --port PORT    first port to try (8000)
  --help         show this text`;

/** Reads every notebook of the course, in order. */
export async function readNotebooks(): Promise<NotebookSource[]> {
  const places = await findNotebooks();
  return await Promise.all(
    places.map(async ({ name, path }) => ({
      name,
      nb: await readNotebook(path),
    })),
  );
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      "no-serve": { type: "boolean", default: false },
      port: { type: "string", default: "8000" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    Deno.exit(0);
  }
  const out = fileURLToPath(new URL("_site", ROOT));
  await buildSite({
    notebooks: await readNotebooks(),
    decks: await readDecks(),
    out,
  });
  console.log(`The site is in ${out}`);
  if (!values["no-serve"]) {
    const { url, finished } = serveSite({
      dir: out,
      port: Number(values.port),
    });
    console.log(`Open ${url} (Ctrl-C ends it)`);
    await finished;
  }
}
