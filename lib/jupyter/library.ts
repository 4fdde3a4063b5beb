/**
 * The notebooks of the course, by name.
 *
 * @module
 */

import { basename, dirname, join, relative, resolve } from "node:path";
import { NotebookError } from "./notebook.ts";

/** The repository's root folder. */
export const root = dirname(dirname(import.meta.dirname!));

/** Where a notebook is. */
export interface Place {
  /** For example "09-loss". */
  name: string;
  /** Absolute path of the file. */
  path: string;
  /** Its folder, which is the kernel's working directory. */
  folder: string;
  /** The path to show: relative to where we are, when that is shorter. */
  shown: string;
}

/**
 * Finds notebooks.
 *
 * @param wanted Names such as "09-loss", or paths that end in ".ipynb". None
 * means all of the course, in order.
 * @throws {NotebookError} If there is no notebook of that name.
 */
export async function findNotebooks(wanted: string[] = []): Promise<Place[]> {
  const folder = join(root, "notebooks");
  const files = await Array.fromAsync(Deno.readDir(folder));
  const names = files.map((file) => file.name)
    .filter((name) => name.endsWith(".ipynb"))
    .map((name) => basename(name, ".ipynb")).toSorted();
  if (wanted.length === 0) wanted = names;
  return wanted.map((name) => {
    if (name.endsWith(".ipynb")) return place(resolve(name));
    if (names.includes(name)) return place(join(folder, `${name}.ipynb`));
    throw new NotebookError(
      `No notebook "${name}". There are: ${names.join(", ") || "none"}`,
    );
  });
}

function place(path: string): Place {
  const near = relative(Deno.cwd(), path);
  return {
    name: basename(path, ".ipynb"),
    path,
    folder: dirname(path),
    shown: near.length < path.length ? near : path,
  };
}
