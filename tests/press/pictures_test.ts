import { assert, assertEquals } from "../assert.ts";
import type { CodeCell, Notebook } from "../../lib/jupyter/notebook.ts";
import { addPictures, keepPictures } from "../../lib/press/pictures.ts";
import { chart, DISPLAY } from "../../lib/viz/mod.ts";

function notebook(y: number[], png?: string): Notebook {
  const figure = chart([{ y }], { title: "T", x: "x", y: "y", summary: "S" });
  const cell: CodeCell = {
    cell_type: "code",
    id: "curve",
    metadata: {},
    source: "",
    execution_count: 1,
    outputs: [{
      output_type: "display_data",
      data: { ...figure[DISPLAY](), ...(png && { "image/png": png }) },
      metadata: png ? { "image/png": { width: 760, height: 420 } } : {},
    }],
  };
  return { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

// deno-lint-ignore no-explicit-any -- a test may look into any output
const output = (nb: Notebook): any => (nb.cells[0] as CodeCell).outputs[0];

Deno.test("keepPictures() keeps the picture of an unchanged figure", () => {
  const fresh = notebook([1, 2]);
  const kept = output(keepPictures(fresh, notebook([1, 2], "abc")));
  assertEquals(kept.data["image/png"], "abc");
  assertEquals(kept.metadata["image/png"], { width: 760, height: 420 });
  assertEquals("image/png" in output(fresh).data, false, "the input changed");
});

Deno.test("keepPictures() drops the picture of a figure that changed", () => {
  const kept = keepPictures(notebook([1, 3]), notebook([1, 2], "abc"));
  assertEquals("image/png" in output(kept).data, false);
});

Deno.test("addPictures() needs no browser when nothing changed", async () => {
  const path = Deno.env.get("CHROME_PATH");
  Deno.env.set("CHROME_PATH", "/nowhere");
  try {
    const kept = await addPictures(notebook([1]), notebook([1], "abc"));
    assert("image/png" in output(kept).data);
  } finally {
    if (path === undefined) Deno.env.delete("CHROME_PATH");
    else Deno.env.set("CHROME_PATH", path);
  }
});
