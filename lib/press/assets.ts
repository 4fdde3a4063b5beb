import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./files.ts";

/** Our own files, as they lie in `lib/press/assets`. */
const OWN = [
  "bench.css",
  "chapter.css",
  "charts.js",
  "deck.js",
  "diagrams.js",
  "fonts.css",
  "frame.css",
  "handout.css",
  "home.css",
  "icon.svg",
  "live.js",
  "outputs.css",
  "page.js",
  "print.css",
  "search.js",
  "slide_parts.css",
  "slide_show.css",
  "slides.css",
  "speaker.css",
  "speaker.js",
  "theme.js",
  "tokens.css",
];

/** Files of packages: where they lie in node_modules, what they become. */
const VENDOR: [from: string, to: string][] = [
  ["plotly.js-dist-min/plotly.min.js", "plotly.min.js"],
  ["mermaid/dist/mermaid.min.js", "mermaid.min.js"],
  ["minisearch/dist/umd/index.js", "minisearch.js"],
  ["katex/dist/katex.min.css", "katex/katex.min.css"],
  ["reveal.js/dist/reveal.js", "reveal.js"],
  ["reveal.js/dist/reveal.css", "reveal.css"],
];

/**
 * Copies what pages load into the site: styles, scripts, fonts, and the
 * packages that draw charts and diagrams. Pages load the big ones only when
 * they use them.
 *
 * @param folder the site's asset folder
 * @throws {Error} when a package is not installed
 */
export async function copyAssets(folder: string): Promise<void> {
  const copies: [URL, string][] = [];
  for (const name of OWN) {
    copies.push([new URL(`assets/${name}`, import.meta.url), name]);
  }
  const modules = new URL("node_modules/", ROOT);
  for (const [from, to] of VENDOR) copies.push([new URL(from, modules), to]);

  const katex = new URL("katex/dist/fonts/", modules);
  for await (const { name } of listed(katex)) {
    if (name.endsWith(".woff2")) {
      copies.push([new URL(name, katex), `katex/fonts/${name}`]);
    }
  }
  const css = await Deno.readTextFile(
    new URL("assets/fonts.css", import.meta.url),
  );
  for (const [, file] of css.matchAll(/url\("fonts\/([^"]+)"\)/g)) {
    copies.push([new URL(fontPath(file), modules), `fonts/${file}`]);
  }

  for (const to of new Set(copies.map(([, to]) => dirname(join(folder, to))))) {
    await Deno.mkdir(to, { recursive: true });
  }
  await Promise.all(
    copies.map(async ([from, to]) => {
      try {
        await Deno.copyFile(from, join(folder, to));
      } catch (error) {
        throw missing(from, error);
      }
    }),
  );
}

/** `inter-latin-wght-normal.woff2` lies in the package `inter`. */
function fontPath(file: string): string {
  const name = /^(source-serif-4|inter|jetbrains-mono)-/.exec(file)?.[1];
  return `@fontsource-variable/${name}/files/${file}`;
}

async function* listed(folder: URL): AsyncGenerator<Deno.DirEntry> {
  try {
    yield* Deno.readDir(folder);
  } catch (error) {
    throw missing(folder, error);
  }
}

function missing(path: URL, cause: unknown): unknown {
  if (!(cause instanceof Deno.errors.NotFound)) return cause;
  return new Error(
    `${
      fileURLToPath(path)
    } is missing: run \`deno install\` to get the packages`,
    { cause },
  );
}
