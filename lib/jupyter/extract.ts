/**
 * Notebooks as modules, so that `deno check`, `deno lint` and `deno info`,
 * which pass notebooks by, see their cells.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { findNotebooks, type Place, root } from "./library.ts";
import { type Notebook, readNotebook } from "./notebook.ts";

/** Where a line of a module comes from. */
export interface CellLine {
  /** Position of the cell in the notebook, from 1, prose counted. */
  number: number;
  id: string;
  /** Line in the cell, from 1. */
  line: number;
}

/** A notebook's code as one module. */
export interface ExtractedModule {
  /** Where the notebook is. */
  place: Place;
  /** The module's text. */
  code: string;
  /** Origin of each line of the module; undefined for lines we added. */
  origins: (CellLine | undefined)[];
}

/**
 * Joins the code cells of a notebook, in order, each under a comment that
 * names it. Imports stay where they are: they work anywhere in a module.
 *
 * @param nb The notebook.
 * @param place Where it is.
 */
export function extractModule(nb: Notebook, place: Place): ExtractedModule {
  const lines: string[] = [];
  const origins: ExtractedModule["origins"] = [];
  const add = (text: string, origin?: CellLine) => {
    lines.push(text);
    origins.push(origin);
  };
  add(`// The cells of ${place.name}, for the checker.`);
  nb.cells.forEach(({ cell_type, id, source }, i) => {
    if (cell_type !== "code") return;
    const number = i + 1;
    add(`// cell ${number} "${id}"`);
    source.split("\n").forEach((text, j) =>
      add(text, { number, id, line: j + 1 })
    );
  });
  add("export {};"); // a module even without imports, so `await` is allowed
  return { place, code: lines.join("\n") + "\n", origins };
}

/** Where the module of a notebook is written: git does not see it. */
export function modulePath(name: string): string {
  return join(root, ".cache", "notebooks", `${name}.ts`);
}

/**
 * Writes the module of each notebook into `.cache/notebooks/`.
 *
 * @param names Names of notebooks; all if left out.
 * @returns The modules; their files are at `modulePath(place.name)`.
 * @throws {NotebookError} If there is no such notebook, or it is corrupt.
 */
export async function extractAll(
  names: string[] = [],
): Promise<ExtractedModule[]> {
  const modules = await Promise.all(
    (await findNotebooks(names)).map(async (place) =>
      extractModule(await readNotebook(place.path), place)
    ),
  );
  for (const { place, code } of modules) {
    const path = modulePath(place.name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(path, code);
  }
  return modules;
}

/**
 * Makes what `deno check` or `deno lint` say of modules speak of notebooks:
 *
 *     at file:///…/.cache/notebooks/09-loss.ts:87:3
 *     at notebooks/09-loss.ipynb, cell 7 "bce-gradient", line 3
 *
 * @param report Their output, without colours (`NO_COLOR=1`).
 * @param modules The modules they were run on.
 */
export function pointToCells(
  report: string,
  modules: ExtractedModule[],
): string {
  let shift = 0; // lines of the module before the cell last pointed to
  return report.split("\n").map((text) => {
    // The line numbers beside a source excerpt follow the place they belong to.
    const excerpt = text.match(/^( *)(\d+)( \|.*)$/s);
    if (excerpt) {
      const [, indent, line, source] = excerpt;
      const width = indent.length + line.length;
      return String(Number(line) - shift).padStart(width) + source;
    }
    return text.replace(modulePlace, (whole, name, text) => {
      const module = modules.find(({ place }) => place.name === name);
      const line = Number(text);
      const origin = module?.origins[line - 1];
      if (!module || !origin) return whole;
      shift = line - origin.line;
      return `${module.place.shown}, cell ${origin.number} "${origin.id}", ` +
        `line ${origin.line}`;
    });
  }).join("\n");
}

// A module's path or URL, then line and column.
const modulePlace =
  /(?:file:\/\/)?\S*\.cache[\\/]notebooks[\\/]([^\s:]+)\.ts:(\d+)(?::\d+)?/;
