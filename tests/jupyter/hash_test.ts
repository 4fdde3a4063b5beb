import { assertEquals, assertNotEquals } from "../assert.ts";
import { contentHash } from "../../lib/jupyter/hash.ts";
import { writeNotebook } from "../../lib/jupyter/notebook.ts";
import { modulePath } from "../../lib/jupyter/extract.ts";
import { code, notebook, prose } from "./fixtures.ts";

Deno.test("contentHash() changes with all that the outputs depend on", async (t) => {
  const folder = await Deno.makeTempDir();
  const name = `test-${crypto.randomUUID()}`;
  const path = `${folder}/${name}.ipynb`;
  const nb = notebook(
    prose("title"),
    code("imports", `import { a } from "file://${folder}/near.ts";\na;`),
  );
  const hash = async () => (await contentHash([path])).get(name)!;
  await Deno.writeTextFile(
    `${folder}/near.ts`,
    `export { a } from "./far.ts";`,
  );
  await Deno.writeTextFile(`${folder}/far.ts`, "export const a = 1;");
  await writeNotebook(path, nb);
  const first = await hash();

  await t.step("not with its outputs", async () => {
    const run = structuredClone(nb);
    Object.assign(
      run.cells[1],
      code("imports", run.cells[1].source, [
        { output_type: "stream", name: "stdout", text: "1" },
      ]),
    );
    await writeNotebook(path, run);
    assertEquals(await hash(), first);
  });

  await t.step("with a module that a module imports", async () => {
    await Deno.writeTextFile(`${folder}/far.ts`, "export const a = 2;");
    const second = await hash();
    assertNotEquals(second, first);
    await Deno.writeTextFile(`${folder}/far.ts`, "export const a = 1;");
    assertEquals(await hash(), first);
  });

  await t.step("with what lies in a module's folder binary/", async () => {
    await Deno.mkdir(`${folder}/binary`);
    await Deno.writeTextFile(`${folder}/binary/kernels.wasm`, "1");
    const second = await hash();
    assertNotEquals(second, first);
    await Deno.writeTextFile(`${folder}/binary/kernels.wasm`, "2");
    assertNotEquals(await hash(), second);
    await Deno.remove(`${folder}/binary`, { recursive: true });
    assertEquals(await hash(), first);
  });

  await t.step("with a cell's source, and with its metadata", async () => {
    const edited = structuredClone(nb);
    edited.cells[1].source += "\n";
    await writeNotebook(path, edited);
    assertNotEquals(await hash(), first);
    const tagged = structuredClone(nb);
    tagged.cells[1].metadata.tags = ["varies"];
    await writeNotebook(path, tagged);
    assertNotEquals(await hash(), first);
  });

  await Deno.remove(folder, { recursive: true });
  await Deno.remove(modulePath(name));
});
