/**
 * `deno task slides`: builds the decks with the site from stored outputs and
 * serves them, building anew whatever is edited; or prints them.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launchBrowser } from "../browser.ts";
import { ROOT } from "../files.ts";
import { type Served, serveSite } from "../serve.ts";
import { buildSite } from "../site.ts";
import { readNotebooks } from "../site_cli.ts";
import { DeckError, readDecks } from "./deck.ts";
import { Listeners } from "./live.ts";
import { printDeck } from "./pdf.ts";

const HELP = `Show the slides: deno task slides [options] [name]

  --pdf          write each deck, or the one named, as PDF and stop
  --port PORT    first port to try (8000)
  --help         show this text

Pages load again by themselves when a deck or a notebook is saved.`;

const OUT = fileURLToPath(new URL("_site", ROOT));

async function build(live: boolean): Promise<string[]> {
  const decks = await readDecks();
  const notebooks = await readNotebooks();
  await buildSite({ notebooks, decks, out: OUT, live });
  return decks.map(({ path }) => path.slice("slides/".length, -".md".length));
}

async function print(names: string[]): Promise<void> {
  const site = serveSite({ dir: OUT, port: 8000 });
  const browser = await launchBrowser();
  try {
    for (const name of names) {
      const pdf = await printDeck(browser, `${site.url}slides/${name}.html`);
      const file = `_site/slides/${name}.pdf`;
      await Deno.writeFile(new URL(`${file}.part`, ROOT), pdf);
      await Deno.rename(
        new URL(`${file}.part`, ROOT),
        new URL(file, ROOT),
      );
      console.log(`${file} (${(pdf.length / 1e6).toFixed(1)} MB)`);
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Builds again when something is saved; a mistake is told and waited out. */
async function watch(listeners: Listeners): Promise<void> {
  const places = ["slides", "notebooks", "lib/press/assets"];
  const changes = Deno.watchFs(
    places.map((place) => fileURLToPath(new URL(place, ROOT))),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Promise.resolve();
  const rebuild = async () => {
    try {
      await build(true);
      listeners.tell();
      console.log("Built again");
    } catch (error) {
      console.error(error instanceof DeckError ? error.message : error);
    }
  };
  for await (const { kind } of changes) {
    if (kind === "access") continue;
    clearTimeout(timer);
    timer = setTimeout(() => last = last.then(rebuild), 150);
  }
}

async function main(): Promise<number> {
  const { values, positionals: [name] } = parseArgs({
    allowPositionals: true,
    options: {
      pdf: { type: "boolean", default: false },
      port: { type: "string", default: "8000" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  let names: string[];
  try {
    names = await build(!values.pdf);
  } catch (error) {
    if (!(error instanceof DeckError)) throw error;
    console.error(error.message);
    return 1;
  }
  if (name !== undefined && !names.includes(name)) {
    console.error(`There is no deck "${name}". There are: ${names.join(", ")}`);
    return 2;
  }
  if (values.pdf) {
    await print(name ? [name] : names);
    return 0;
  }
  const listeners = new Listeners();
  const site: Served = serveSite({
    dir: OUT,
    port: Number(values.port),
    special: (path) => path === "/live" ? listeners.answer() : undefined,
  });
  for (const each of name ? [name] : names) {
    console.log(`${site.url}slides/${each}.html`);
  }
  console.log("Ctrl-C ends it");
  await watch(listeners);
  return 0;
}

if (import.meta.main) Deno.exit(await main());
