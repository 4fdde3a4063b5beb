/**
 * Runs several notebooks, one after the other, with their progress shown.
 *
 * @module
 */
import { CellError } from "../jupyter/cell_error.ts";
import type { Place } from "../jupyter/library.ts";
import type { Notebook } from "../jupyter/notebook.ts";
import { Progress } from "../jupyter/progress.ts";
import { runNotebook } from "../jupyter/runner.ts";

/** A notebook to run. */
export interface Chapter {
  place: Place;
  stored: Notebook;
}

/**
 * Runs notebooks; one that fails does not stop the next.
 *
 * @param chapters What to run.
 * @param options `signal` stops the run; `cellSeconds` limits each cell;
 * `done` receives each fresh notebook as soon as it is complete.
 * @returns What went wrong, rendered for a terminal: one text a notebook that
 * failed.
 * @throws The signal's reason, when it stopped the run.
 */
export async function runAll(
  chapters: Chapter[],
  { signal, cellSeconds, done }: {
    signal: AbortSignal;
    cellSeconds?: number;
    done: (chapter: Chapter, fresh: Notebook) => Promise<void>;
  },
): Promise<string[]> {
  const failures: string[] = [];
  using progress = new Progress(chapters.map(({ place, stored }) => ({
    name: place.name,
    total: stored.cells.filter((cell) => cell.cell_type === "code").length,
  })));
  for (const chapter of chapters) {
    const { name, shown, folder } = chapter.place;
    try {
      const fresh = await runNotebook(chapter.stored, {
        cwd: folder,
        cellSeconds,
        signal,
        onProgress: ({ done }) => progress.update(name, done),
      });
      await done(chapter, fresh);
      progress.end(name, "done");
    } catch (error) {
      progress.end(name, "failed");
      if (signal.aborted || !(error instanceof CellError)) throw error;
      failures.push(error.render(shown));
    }
  }
  return failures;
}
