/**
 * Runs every notebook again and compares what it shows with what is stored.
 *
 * @module
 */
import { compareOutputs, describe } from "../lib/jupyter/compare.ts";
import { findNotebooks } from "../lib/jupyter/library.ts";
import { readNotebook } from "../lib/jupyter/notebook.ts";
import { runAll } from "../lib/press/run_all.ts";
import { stopSignal } from "../lib/press/stop_signal.ts";
import type { Count } from "./commands.ts";

/**
 * Checks the notebooks of the course; each is one check.
 *
 * A notebook passes when it runs to its end and shows what is stored in it.
 */
export async function checkNotebooks(): Promise<Count> {
  const chapters = await Promise.all(
    (await findNotebooks()).map(async (place) => ({
      place,
      stored: await readNotebook(place.path),
    })),
  );
  // A GPU rounds otherwise than the machine that stored the outputs.
  Deno.env.set("COURSE_BACKEND", "wasm");
  const problems: string[] = [];
  const failures = await runAll(chapters, {
    signal: stopSignal(),
    done: ({ place, stored }, fresh) => {
      const differences = compareOutputs(stored, fresh);
      if (differences.length > 0) {
        problems.push(
          `${place.shown} shows other outputs than are stored:\n` +
            differences.map(describe).join("\n") +
            `\nIf that is meant: deno task run ${place.name} --write`,
        );
      }
      return Promise.resolve();
    },
  });
  for (const text of [...failures, ...problems]) console.error(`\n${text}`);
  const failed = failures.length + problems.length;
  return { passed: chapters.length - failed, failed };
}
