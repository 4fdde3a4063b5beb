/**
 * What the outputs of a notebook depend on, as one hash. While the hash stays,
 * there is no need to run the notebook again.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { extractAll, modulePath } from "./extract.ts";
import { root } from "./library.ts";
import { formatNotebook, type Notebook, readNotebook } from "./notebook.ts";

/**
 * Hashes, for each notebook: all of it but its outputs; every local module its
 * cells reach, and the files of a folder `binary/` beside one; every file in `data/` but `data/bench/`, which no notebook reads
 * (cards there stand for the large files in packages); `deno.json`, `deno.lock`
 * and the version of Deno.
 *
 * @param names Names of notebooks; all if left out.
 * @returns Hash by name, in hexadecimal.
 * @throws {NotebookError} If there is no such notebook, or it is corrupt.
 */
export async function contentHash(
  names: string[] = [],
): Promise<Map<string, string>> {
  const data = join(root, "data");
  const common = [
    join(root, "deno.json"),
    join(root, "deno.lock"),
    ...(await filesIn(data)).filter((path) =>
      !path.startsWith(join(data, "bench"))
    ),
  ];
  const hashes = (await extractAll(names)).map(async ({ place }) => {
    const modules = await localModules(modulePath(place.name));
    const hash = createHash("sha256").update(Deno.version.deno);
    hash.update(formatNotebook(withoutOutputs(await readNotebook(place.path))));
    for (const path of [...common, ...modules]) {
      const bytes = await Deno.readFile(path);
      hash.update(`\0${relative(root, path)}\0${bytes.length}\0`).update(bytes);
    }
    return [place.name, hash.digest("hex")] as const;
  });
  return new Map(await Promise.all(hashes));
}

/**
 * Paths of the modules that a module reaches, itself included, and of the files
 * that they load from a folder `binary/` beside them; in order.
 */
async function localModules(path: string): Promise<string[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", path],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  if (!success) {
    throw new Error(`deno info failed on ${path}: ${decoder.decode(stderr)}`);
  }
  const { modules } = JSON.parse(decoder.decode(stdout)) as {
    modules: { specifier: string; error?: string }[];
  };
  const paths = modules
    .filter(({ specifier, error }) => specifier.startsWith("file:") && !error)
    .map(({ specifier }) => fileURLToPath(specifier));
  const folders = new Set(paths.map((path) => join(dirname(path), "binary")));
  const binaries = await Promise.all([...folders].map(filesIn));
  return [...paths, ...binaries.flat()].toSorted();
}

/** All files in a folder, in order; none where there is no such folder. */
async function filesIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  if (!existsSync(folder)) return paths;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    paths.push(...isDirectory ? await filesIn(path) : [path]);
  }
  return paths.toSorted();
}

function withoutOutputs(nb: Notebook): Notebook {
  const cells = nb.cells.map((cell) =>
    cell.cell_type === "code"
      ? { ...cell, execution_count: null, outputs: [] }
      : cell
  );
  return { ...nb, cells };
}
