/**
 * Whether the cells of notebooks are formatted.
 *
 * `deno fmt --check` cannot tell (seen in Deno 2.9.6): it refuses every cell
 * that does not end in an empty line, although `deno fmt` itself leaves such
 * cells alone, and it stops to refuse them once `deno fmt` has seen the file.
 * So we let `deno fmt` loose on copies, and see what it changes.
 *
 * @module
 */

import { findNotebooks } from "./library.ts";
import { readNotebook } from "./notebook.ts";

/**
 * Finds cells that `deno fmt` would change.
 *
 * @param names Names of notebooks; all if left out.
 * @returns One line for each: the notebook, the cell's number and id.
 * @throws {Error} If `deno fmt` cannot read a cell.
 * @throws {NotebookError} If there is no such notebook, or it is corrupt.
 */
export async function unformattedCells(
  names: string[] = [],
): Promise<string[]> {
  const faults: string[] = [];
  const folder = await Deno.makeTempDir({ prefix: "format-" });
  try {
    for (const { name, path, shown } of await findNotebooks(names)) {
      const copy = `${folder}/${name}.ipynb`;
      await Deno.copyFile(path, copy);
      const { success, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["fmt", "--quiet", "--no-config", copy],
        env: { NO_COLOR: "1" },
      }).output();
      if (!success) throw new Error(new TextDecoder().decode(stderr));
      const { cells } = await readNotebook(copy);
      (await readNotebook(path)).cells.forEach(({ id, source }, i) => {
        if (source === cells[i].source) return;
        faults.push(`${shown}, cell ${i + 1} "${id}"`);
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return faults;
}
