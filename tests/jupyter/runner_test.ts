import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { CellError } from "../../lib/jupyter/cell_error.ts";
import { settles } from "../../lib/jupyter/patience.ts";
import { runNotebook } from "../../lib/jupyter/runner.ts";
import { brief, code, notebook, prose, runs, until } from "./fixtures.ts";

const cwd = new URL("../../notebooks", import.meta.url).pathname;

/** A cell that tells us the kernel's process id, through a file. */
async function tellPid() {
  const file = await Deno.makeTempFile();
  return {
    cell: code("pid", `Deno.writeTextFileSync("${file}", String(Deno.pid));`),
    read: async () => {
      const pid = Number(await Deno.readTextFile(file));
      await Deno.remove(file);
      return pid;
    },
    told: async () => (await Deno.readTextFile(file)) !== "",
  };
}

Deno.test("runNotebook() fills a copy with fresh outputs", async () => {
  const stale = [{
    output_type: "stream" as const,
    name: "stdout" as const,
    text: "old",
  }];
  const nb = notebook(
    prose("title"),
    code("set", "const a: number = 20;", stale),
    code("empty", " \n", stale),
    code("use", "a + 1"),
  );
  const before = structuredClone(nb);
  const steps: string[] = [];
  const fresh = await runNotebook(nb, {
    cwd,
    onProgress: ({ done, total }) => steps.push(`${done}/${total}`),
  });
  assertEquals(nb, before);
  assertEquals(steps, ["0/3", "1/3", "2/3", "3/3"]);
  assertEquals(
    fresh.cells.map((cell) =>
      cell.cell_type === "code" && [cell.execution_count, brief(cell.outputs)]
    ),
    [false, [1, []], [null, []], [2, ["result:21"]]],
  );
});

Deno.test("live() shows a display and replaces it in place", async () => {
  const nb = notebook(
    code("imports", `import { live } from "@course/jupyter";`),
    code(
      "show",
      `const show = (text: string) => (
        { [Symbol.for("Jupyter.display")]: () => ({ "text/plain": text }) }
      );
      const shown = await live(show("0 of 2"));
      await shown.update(show("1 of 2"));`,
    ),
    code("later", `await shown.update(show("2 of 2"));`),
  );
  const { cells } = await runNotebook(nb, { cwd });
  assertEquals(
    cells.map((cell) => cell.cell_type === "code" && brief(cell.outputs)),
    [[], ["display:2 of 2"], []],
  );
});

Deno.test("runNotebook() stops at a cell that throws, and says where", async () => {
  const pid = await tellPid();
  const nb = notebook(
    prose("title"),
    pid.cell,
    code("gradient", `interface Pair {\n  p: number;\n}\n\nnull!.p;\n1`),
    code("after", `throw new Error("never reached");`),
  );
  const error = await assertRejects(() => runNotebook(nb, { cwd }), CellError);
  assertEquals(
    [error.number, error.id, error.line, error.sourceLine, error.ename],
    [3, "gradient", 5, "null!.p;", "TypeError"],
  );
  const text = error.render("notebooks/x.ipynb");
  assertStringIncludes(text, `notebooks/x.ipynb, cell 3 "gradient", line 5`);
  assertStringIncludes(text, ">   5 | null!.p;");
  assertStringIncludes(text, "TypeError: Cannot read properties of null");
  assertEquals(await runs(await pid.read()), false);
});

Deno.test("runNotebook() shows the line of a syntax error", async () => {
  const nb = notebook(code("broken", "const a = 1;\nconst b = ;"));
  const error = await assertRejects(() => runNotebook(nb, { cwd }), CellError);
  assertEquals(
    error.message,
    'cell 1 "broken", line 2: SyntaxError: Expression expected',
  );
});

Deno.test("runNotebook() ends a cell that never ends, and the kernel", async () => {
  const pid = await tellPid();
  const nb = notebook(
    pid.cell,
    code("forever", "await new Promise(() => {});"),
  );
  const error = await assertRejects(
    () => runNotebook(nb, { cwd, cellSeconds: 0.5 }),
    CellError,
  );
  assertEquals(
    error.message,
    'cell 2 "forever": TimeLimit: The cell ran longer than 0.5 s and the ' +
      "kernel was ended",
  );
  assertEquals(await runs(await pid.read()), false);
});

Deno.test("runNotebook() stops on a signal, and ends the kernel", async () => {
  const pid = await tellPid();
  const controller = new AbortController();
  const forever = "await new Promise((resolve) => setTimeout(resolve, 1e8));";
  const nb = notebook(pid.cell, code("forever", forever));
  const run = runNotebook(nb, { cwd, signal: controller.signal });
  await until(pid.told);
  controller.abort(new Error("enough"));
  assert(await settles(run, 5), "it goes on after the signal");
  await assertRejects(() => run, Error, "enough");
  assertEquals(await runs(await pid.read()), false);
});

Deno.test("runNotebook() runs nothing if the signal came before", async () => {
  const pid = await tellPid();
  const run = runNotebook(notebook(pid.cell), {
    cwd,
    signal: AbortSignal.abort(new Error("enough")),
  });
  await assertRejects(() => run, Error, "enough");
  assertEquals(await pid.told(), false);
});
