import {
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "../assert.ts";
import {
  formatNotebook,
  type Notebook,
  NotebookError,
  parseNotebook,
  readNotebook,
  writeNotebook,
} from "../../lib/jupyter/notebook.ts";
import { code, notebook, prose } from "./fixtures.ts";

const example: Notebook = notebook(
  prose("title", "# Loss\n\nWhat it costs to be wrong."),
  code("result", "const loss = 0.22314355;\nloss;", [
    { output_type: "stream", name: "stdout", text: "a\nb\n" },
    {
      output_type: "execute_result",
      execution_count: 1,
      data: {
        "application/vnd.plotly.v1+json": { data: [{ y: [1, 2] }], layout: {} },
        "image/png": "iVBOR\nw0KGgo",
        "text/html": "<p>\n1</p>",
        "text/plain": "",
      },
      metadata: {},
    },
    { output_type: "error", ename: "E", evalue: "x", traceback: ["E: x"] },
  ], { tags: ["varies"] }),
);

Deno.test("parseNotebook() gives back what formatNotebook() took", () => {
  assertEquals(parseNotebook(formatNotebook(example), "x.ipynb"), example);
});

Deno.test("formatNotebook() writes lines and sorted keys, as Jupyter does", () => {
  const text = formatNotebook(notebook(prose("b", "one\ntwo")));
  assertStringIncludes(
    text,
    `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "b",
   "metadata": {},
   "source": [
    "one\\n",
    "two"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Deno",`,
  );
  assertEquals(text.at(-1), "\n");
  // A picture stays one string, other text becomes lines.
  const stored = JSON.parse(formatNotebook(example)).cells[1].outputs[1].data;
  assertEquals(stored["image/png"], "iVBOR\nw0KGgo");
  assertEquals(stored["text/html"], ["<p>\n", "1</p>"]);
  assertEquals(stored["text/plain"], []);
});

Deno.test("`deno fmt` leaves a written notebook as it is", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/x.ipynb`;
  await writeNotebook(path, example);
  const before = await Deno.readTextFile(path);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", path],
  }).output();
  assertEquals(success, true);
  assertEquals(await Deno.readTextFile(path), before);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("parseNotebook() refuses what is no notebook, with the reason", () => {
  const cell = { cell_type: "code", id: "a", metadata: {}, source: "" };
  const good = { ...cell, outputs: [], execution_count: null };
  const with_ = (...cells: unknown[]) =>
    JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
  for (
    const [text, reason] of [
      [formatNotebook(example).slice(0, -20), "not JSON"],
      ["", "not JSON"],
      ["[]", "not a notebook"],
      [`{"nbformat": 4}`, "cells or metadata are missing"],
      [
        `{"cells": [], "metadata": {}, "nbformat": 3}`,
        "nbformat 3, expected 4",
      ],
      [`{"cells": [], "metadata": {}}`, "nbformat undefined"],
      [with_(null), "cell 1: not an object"],
      [with_({ ...good, cell_type: "cod" }), 'cell 1: unknown cell_type "cod"'],
      [with_({ ...good, id: undefined }), "cell 1: id is missing"],
      [with_({ ...good, source: 3 }), "cell 1: source is neither"],
      [with_(good, good), 'cell 2: the id "a" is taken'],
      [with_(cell), "cell 1: outputs are missing"],
      [
        with_({ ...good, outputs: [{ output_type: "stream" }] }),
        "cell 1: output 1: text is missing",
      ],
      [
        with_({ ...good, outputs: [{ output_type: "show" }] }),
        'cell 1: output 1: unknown output_type "show"',
      ],
    ]
  ) {
    const error = assertThrows(
      () => parseNotebook(text, "notebooks/x.ipynb"),
      NotebookError,
      reason,
    );
    assertStringIncludes(error.message, "notebooks/x.ipynb");
  }
});

Deno.test("readNotebook() names a file it cannot read", async () => {
  await assertRejects(
    () => readNotebook("no/such.ipynb"),
    NotebookError,
    "Cannot read no/such.ipynb",
  );
});

Deno.test("writeNotebook() puts a whole new file in the place of the old", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/x.ipynb`;
  await writeNotebook(path, notebook(prose("old")));
  const before = await Deno.readTextFile(path);
  await Deno.link(path, `${folder}/old`); // what a reader holds on to
  await writeNotebook(path, example);
  assertEquals(await readNotebook(path), example);
  assertEquals(await Deno.readTextFile(`${folder}/old`), before);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("writeNotebook() keeps the old file when it fails", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/x.ipynb`;
  await writeNotebook(path, example);
  const before = await Deno.readTextFile(path);
  const broken = notebook(code("a", "1"));
  Object.assign(broken.metadata, { huge: 1n }); // JSON cannot hold it
  await assertRejects(() => writeNotebook(path, broken), TypeError);
  assertEquals(await Deno.readTextFile(path), before);
  // A folder in the way lets the draft be written, but not renamed.
  await Deno.mkdir(`${folder}/y.ipynb/z`, { recursive: true });
  await assertRejects(() => writeNotebook(`${folder}/y.ipynb`, example));
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  assertEquals(names.toSorted(), ["x.ipynb", "y.ipynb"]);
  await Deno.remove(folder, { recursive: true });
});
