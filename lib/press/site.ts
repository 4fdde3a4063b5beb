import { dirname, join, resolve } from "node:path";
import { formatNotebook } from "../jupyter/notebook.ts";
import { copyAssets } from "./assets.ts";
import { benchPage } from "./bench/page.ts";
import type { Bench } from "./bench/results.ts";
import { readBenches } from "./bench/store.ts";
import { chapterPage, type Entry } from "./chapter_page.ts";
import {
  type Chapter,
  type CourseMap,
  joinChapters,
  type NotebookSource,
  readMap,
} from "./chapters.ts";
import { Highlighter } from "./code.ts";
import { ROOT } from "./files.ts";
import { homePage } from "./home_page.ts";
import { json } from "./html.ts";
import { Page } from "./page.ts";
import { buildDecks } from "./slides/build.ts";
import { type DeckSource, parseDeck } from "./slides/deck.ts";

/** What to build. */
export interface SiteOptions {
  /** Executed notebooks; their own outputs are shown. */
  notebooks: NotebookSource[];
  /** Folder to build; an earlier site there is replaced. */
  out: string;
  /** The chapter map; the course's own when left out. */
  map?: CourseMap;
  /** Results of the bench; the course's own when left out. */
  benches?: Bench[];
  /** Decks; none when left out. */
  decks?: DeckSource[];
  /** Pages of decks reload when they are built again. */
  live?: boolean;
}

/**
 * Builds the site: a home page, a page for each notebook, one on the engine's
 * speed, the decks, a search index, and all that they load. It is built beside `out` and moved there when complete,
 * so an interrupted build leaves the earlier site as it was.
 *
 * @param options notebooks and target folder
 * @throws {Error} when a notebook is not on the map or cannot be shown
 * @throws {DeckError} when a deck cannot be shown
 */
export async function buildSite(options: SiteOptions): Promise<void> {
  const { notebooks } = options;
  const out = resolve(options.out);
  const map = options.map ?? await readMap();
  const chapters = joinChapters(map, notebooks);
  const decks = (options.decks ?? []).map(parseDeck);
  const part = `${out}.part`;
  await removeFolder(part);
  await Deno.mkdir(part, { recursive: true });

  const highlighter = await Highlighter.open();
  const entries: Entry[] = [];
  const ready = chapters.filter((c) => c.nb);
  for (const [i, chapter] of ready.entries()) {
    const page = new Page(chapter.slug, highlighter);
    try {
      const built = await chapterPage(page, chapter as ReadyChapter, {
        part: map.parts.find(({ id }) => id === chapter.part)?.title,
        previous: ready[i - 1],
        next: ready[i + 1],
        deck: decks.find(({ name }) => name === chapter.slug),
      });
      entries.push(...built.entries);
      await write(part, `${chapter.slug}.html`, built.html);
      await write(part, `${chapter.slug}.ipynb`, formatNotebook(chapter.nb!));
      for (const [path, bytes] of page.files) await write(part, path, bytes);
      for (const path of page.linked) {
        await write(part, path, await Deno.readFile(new URL(path, ROOT)));
      }
    } catch (error) {
      throw new Error(`The page of "${chapter.slug}" could not be built`, {
        cause: error,
      });
    }
  }
  await buildDecks({
    decks,
    chapters,
    highlighter,
    live: options.live,
    write: (path, content) => write(part, path, content),
  });
  await write(part, "index.html", homePage(map, chapters, decks));
  const benches = options.benches ?? await readBenches();
  await write(part, "bench.html", benchPage(benches));
  await write(
    part,
    "assets/search-index.js",
    `globalThis.courseIndex = ${json(entries)};\n`,
  );
  await copyAssets(join(part, "assets"));
  await highlighter.save();
  await replaceFolder(part, out);
}

type ReadyChapter = Chapter & { nb: NonNullable<Chapter["nb"]> };

async function write(
  folder: string,
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  const target = join(folder, path);
  await Deno.mkdir(dirname(target), { recursive: true });
  if (typeof content === "string") await Deno.writeTextFile(target, content);
  else await Deno.writeFile(target, content);
}

/** Puts `from` where `to` is; `to` is away for two renames only. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const old = `${to}.old`;
  await removeFolder(old);
  try {
    await Deno.rename(to, old);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  await Deno.rename(from, to);
  await removeFolder(old);
}

async function removeFolder(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
