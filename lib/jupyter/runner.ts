/**
 * Runs a notebook from top to bottom in a fresh kernel.
 *
 * @module
 */

import { CellError } from "./cell_error.ts";
import { Kernel } from "./kernel.ts";
import type { CodeCell, Notebook } from "./notebook.ts";
import { findLine } from "./source.ts";

/** How to run a notebook. */
export interface RunOptions {
  /** The kernel's working directory; cells import from there. */
  cwd: string;
  /** Time limit of each cell. */
  cellSeconds?: number;
  /** Called before the first cell and after each. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** Stops the run and ends the kernel. */
  signal?: AbortSignal;
}

/**
 * Runs every code cell, in order.
 *
 * @param nb The notebook; it is not changed.
 * @param options See {@linkcode RunOptions}.
 * @returns A copy with fresh outputs.
 * @throws {CellError} At the first cell that fails.
 * @throws {KernelError} If the kernel cannot be started.
 * @throws The signal's reason, if it stopped the run.
 */
export async function runNotebook(
  nb: Notebook,
  { cwd, cellSeconds = 600, onProgress, signal }: RunOptions,
): Promise<Notebook> {
  const fresh = structuredClone(nb);
  const cells = fresh.cells.flatMap((cell, i) =>
    cell.cell_type === "code" ? [{ cell, number: i + 1 }] : []
  );
  const total = cells.length;
  onProgress?.({ done: 0, total });
  await using kernel = await Kernel.start({ cwd });
  const stop = () => kernel.kill();
  signal?.addEventListener("abort", stop);
  try {
    for (const [done, { cell, number }] of cells.entries()) {
      signal?.throwIfAborted();
      await runCell(kernel, cell, number, cellSeconds);
      onProgress?.({ done: done + 1, total });
    }
    return fresh;
  } catch (error) {
    signal?.throwIfAborted(); // the cell failed because we ended its kernel
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

async function runCell(
  kernel: Kernel,
  cell: CodeCell,
  number: number,
  seconds: number,
) {
  cell.execution_count = null;
  cell.outputs = [];
  if (cell.source.trim() === "") return;
  const { outputs, executionCount, error } = await kernel.execute(
    cell.source,
    seconds,
  );
  if (error) {
    const line = await findLine(cell.source, error.traceback);
    throw new CellError(number, cell, error, line);
  }
  cell.execution_count = executionCount;
  cell.outputs = outputs; // a later cell may still update what is displayed
}
