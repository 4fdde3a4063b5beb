import { assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import {
  extractAll,
  extractModule,
  modulePath,
  pointToCells,
} from "../../lib/jupyter/extract.ts";
import { writeNotebook } from "../../lib/jupyter/notebook.ts";
import { code, notebook, prose } from "./fixtures.ts";

const cells = notebook(
  prose("title"),
  code("imports", `import { assert } from "@std/assert";\nassert(true);`),
  prose("why"),
  code("wrong", `const a: number = 1;\n\nconst b: string = a;\nb;`),
  code("unused", `let never = 0;\nnever = await Promise.resolve(1);`),
);

/** Checks the cells with a Deno command; gives its words, pointed to cells. */
async function report(command: string): Promise<string> {
  const name = `test-${crypto.randomUUID()}`;
  const path = `${await Deno.makeTempDir()}/${name}.ipynb`;
  await writeNotebook(path, cells);
  const modules = await extractAll([path]);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [command, modulePath(name)],
    env: { NO_COLOR: "1" },
  }).output();
  await Deno.remove(modulePath(name));
  await Deno.remove(path);
  const words = [stdout, stderr].map((b) => new TextDecoder().decode(b));
  return pointToCells(words.join(""), modules).replaceAll(name, "x")
    .replaceAll(/\S*x\.ipynb/g, "x.ipynb");
}

Deno.test("extractModule() joins the code cells and knows each line", () => {
  const place = { name: "x", path: "/x.ipynb", folder: "/", shown: "x.ipynb" };
  const { code, origins } = extractModule(cells, place);
  const lines = code.trimEnd().split("\n");
  assertEquals(lines.length, origins.length);
  const at = lines.indexOf("const b: string = a;");
  assertEquals(origins[at], { number: 4, id: "wrong", line: 3 });
  assertEquals(origins[0], undefined);
  assertEquals(lines.at(-1), "export {};");
});

Deno.test("pointToCells() makes `deno check` name cell and line", async () => {
  const words = await report("check");
  assertStringIncludes(words, "Type 'number' is not assignable");
  assertStringIncludes(words, `at x.ipynb, cell 4 "wrong", line 3`);
});

Deno.test("pointToCells() makes `deno lint` name cell and line", async () => {
  const words = await report("lint");
  assertStringIncludes(words, "error[no-unused-vars]");
  assertStringIncludes(words, `x.ipynb, cell 5 "unused", line 1`);
  assertMatch(words, /^ *1 \| let never = 0;/m);
});
