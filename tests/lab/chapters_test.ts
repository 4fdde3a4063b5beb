/** Each chapter, run by "Restart Kernel and Run All Cells" in JupyterLab. */
import { join } from "node:path";
import { assert, assertEquals } from "../assert.ts";
import { findNotebooks, root } from "../../lib/jupyter/library.ts";
import type { Cell } from "../../lib/jupyter/notebook.ts";
import { readNotebook } from "../../lib/jupyter/notebook.ts";
import { FOLDER, Stage } from "./stage.ts";

/** What must be seen of a cell, as a CSS selector each. */
function expected(cell: Cell): string[] {
  if (cell.cell_type === "markdown") {
    return [
      ...cell.source.includes("```mermaid") ? [MERMAID] : [],
      ...cell.source.includes("$$") ? ["mjx-container[display]"] : [],
    ];
  }
  if (cell.cell_type !== "code") return [];
  return cell.outputs.flatMap((output) => {
    if (!("data" in output)) return [];
    if ("application/vnd.plotly.v1+json" in output.data) return [PLOTLY];
    if ("text/vnd.mermaid" in output.data) return [MERMAID];
    if ("text/html" in output.data) return [".jp-RenderedHTML > *"];
    return [];
  });
}

const SECONDS_TO_START = 30;
// What plotly draws of the traces: on plain axes, on polar ones, and flows.
const PLOTLY =
  ".js-plotly-plot .main-svg :is(.mlayer, .scatterlayer, .sankey) > *";
const MERMAID = ".jp-RenderedMermaid img";

Deno.test("Chapters in JupyterLab", async (t) => {
  await using stage = await Stage.open("chapters");
  // Chapters read ../data, as seen from their folder.
  const data = join(FOLDER, "data");
  await Deno.remove(data).catch(() => {});
  await Deno.symlink(join(root, "data"), data, { type: "junction" });
  for (const { name, path } of await findNotebooks()) {
    const chapter = await readNotebook(path);
    const { secondsRun } = chapter.metadata.course!;

    await t.step(`${name} opens with its stored charts`, async () => {
      await stage.show(`${name}.ipynb`, chapter);
      for (const [i, cell] of chapter.cells.entries()) {
        if (!expected(cell).includes(PLOTLY)) continue;
        const picture = await stage.reveal(i, ".plot-img");
        const fits = await picture.evaluate((image) =>
          image.clientWidth > 0 &&
          image.clientWidth <= image.parentElement!.clientWidth
        );
        assert(fits, `the chart of "${cell.id}" is wider than its cell`);
      }
    });

    await t.step(`${name} runs from top to bottom`, async () => {
      await stage.restartAndRunAll(SECONDS_TO_START + 3 * secondsRun);
      const cells = await stage.cells();
      const errors = cells.flatMap((cell) => cell.outputs)
        .filter((output) => output.output_type === "error");
      assertEquals(errors, []);
      const runs = cells.filter((cell) => cell.source.trim());
      assertEquals(
        runs.map((cell) => cell.execution_count),
        runs.map((_, i) => i + 1),
      );
    });

    await t.step(`${name} draws charts, diagrams and formulas`, async () => {
      let drawn = 0;
      for (const [i, cell] of (await stage.allCells()).entries()) {
        for (const selector of expected(cell)) {
          await stage.reveal(i, selector);
          drawn++;
          if (![PLOTLY, MERMAID].includes(selector)) continue;
          await stage.picture(`${name}-${cell.id}`);
        }
      }
      console.log(`${name}: ${drawn} charts, diagrams, tables and formulas`);
      assert(drawn > 0, `${name} has nothing to draw`);
    });
  }
});
