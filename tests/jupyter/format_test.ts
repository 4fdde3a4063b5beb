import { assertEquals } from "../assert.ts";
import { unformattedCells } from "../../lib/jupyter/format.ts";
import { writeNotebook } from "../../lib/jupyter/notebook.ts";
import { code, notebook, prose } from "./fixtures.ts";

Deno.test("unformattedCells() names the cells that are not formatted", async () => {
  const path = await Deno.makeTempFile({ suffix: ".ipynb" });
  await writeNotebook(
    path,
    notebook(
      prose("title", "# Loss\n\n- one\n- two"),
      code("good", "const a = 1;\na;"),
      code("bad", "const b=1"),
      prose("also-bad", "*  one"),
    ),
  );
  const faults = await unformattedCells([path]);
  assertEquals(
    faults.map((fault) => fault.slice(fault.indexOf("cell"))),
    ['cell 3 "bad"', 'cell 4 "also-bad"'],
  );
  await Deno.remove(path);
});
