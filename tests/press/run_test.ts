import { assertEquals, assertStringIncludes } from "../assert.ts";
import {
  type Notebook,
  readNotebook,
  writeNotebook,
} from "../../lib/jupyter/notebook.ts";
import {
  brief,
  code,
  notebook,
  prose,
  runs,
  until,
} from "../jupyter/fixtures.ts";

const program = new URL("../../lib/press/run.ts", import.meta.url).pathname;

/** A folder of its own for a run: notebooks in it, temporary files beside. */
async function stage(notebooks: Record<string, Notebook | string>) {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/tmp`);
  for (const [name, nb] of Object.entries(notebooks)) {
    const path = `${folder}/${name}`;
    if (typeof nb === "string") await Deno.writeTextFile(path, nb);
    else await writeNotebook(path, nb);
  }
  const start = (...args: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", program, ...args],
      cwd: folder,
      env: { NO_COLOR: "1", TMPDIR: `${folder}/tmp` },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  return {
    folder,
    start,
    run: async (...args: string[]) => {
      const { code, stdout, stderr } = await start(...args).output();
      const decoder = new TextDecoder();
      return { code, words: decoder.decode(stdout) + decoder.decode(stderr) };
    },
    files: () => [...Deno.readDirSync(folder)].map(({ name }) => name).sort(),
    left: () => [...Deno.readDirSync(`${folder}/tmp`)].map(({ name }) => name),
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
    },
  };
}

const good = notebook(prose("title"), code("sum", "1 + 1"));
const canary = notebook(
  prose("title"),
  code("canary", `throw new Error("no")`),
);
const endless = notebook(
  code("pid", `Deno.writeTextFileSync("pid", String(Deno.pid));`),
  code("forever", "await new Promise(() => {});"),
);

Deno.test("run leaves a notebook alone; --write stores its outputs", async () => {
  await using scene = await stage({ "good.ipynb": good });
  const path = `${scene.folder}/good.ipynb`;
  const { code, words } = await scene.run("good.ipynb");
  assertEquals(code, 0, words);
  assertStringIncludes(words, "good 1/1 cells");
  assertEquals(await readNotebook(path), good);
  assertEquals((await scene.run("good.ipynb", "--write")).code, 0);
  const [, cell] = (await readNotebook(path)).cells;
  assertEquals(cell.cell_type === "code" && brief(cell.outputs), ["result:2"]);
  assertEquals(scene.files(), ["good.ipynb", "tmp"]);
  assertEquals(scene.left(), []);
});

Deno.test("run fails on a cell that throws, names it, and runs the others", async () => {
  await using scene = await stage({ "a.ipynb": canary, "b.ipynb": good });
  const before = await Deno.readTextFile(`${scene.folder}/a.ipynb`);
  const { code, words } = await scene.run("a.ipynb", "b.ipynb", "--write");
  assertEquals(code, 1);
  assertStringIncludes(words, 'a.ipynb, cell 2 "canary", line 1');
  assertStringIncludes(words, `>   1 | throw new Error("no")`);
  assertStringIncludes(words, "b   1/1 cells");
  assertEquals(await Deno.readTextFile(`${scene.folder}/a.ipynb`), before);
});

Deno.test("run ends a cell that never ends", async () => {
  await using scene = await stage({ "endless.ipynb": endless });
  const { code, words } = await scene.run(
    "endless.ipynb",
    "--cell-seconds=0.5",
  );
  assertEquals(code, 1);
  assertStringIncludes(words, 'cell 2 "forever"');
  assertStringIncludes(words, "longer than 0.5 s");
  const pid = Number(await Deno.readTextFile(`${scene.folder}/pid`));
  assertEquals(await runs(pid), false);
});

Deno.test("run refuses what it does not know or cannot read", async () => {
  await using scene = await stage({ "corrupt.ipynb": `{"cells": [` });
  for (
    const [args, code, words] of [
      [["99-none"], 1, 'No notebook "99-none". There are: '],
      [["corrupt.ipynb"], 1, "Cannot use corrupt.ipynb: not JSON"],
      [["none.ipynb"], 1, "Cannot read none.ipynb"],
      [["--fast"], 2, "Unknown option '--fast'"],
      [["--cell-seconds", "soon"], 2, 'a number above 0, not "soon"'],
      [["--help"], 0, "Usage: deno task run"],
    ] as const
  ) {
    const result = await scene.run(...args);
    assertStringIncludes(result.words, words);
    assertEquals(result.code, code);
  }
});

for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
  Deno.test(`run leaves nothing behind when stopped by ${signal}`, async () => {
    await using scene = await stage({ "endless.ipynb": endless });
    const path = `${scene.folder}/endless.ipynb`;
    const before = await Deno.readTextFile(path);
    const process = scene.start("endless.ipynb", "--write");
    const output = process.output();
    await until(() => scene.files().includes("pid"));
    await until(() => Deno.readTextFileSync(`${scene.folder}/pid`) !== "");
    const pid = Number(await Deno.readTextFile(`${scene.folder}/pid`));
    assertEquals(await runs(pid), true);
    process.kill(signal);
    // In a terminal under `deno task`, one Ctrl-C arrives twice.
    if (signal === "SIGINT") process.kill(signal);
    const { code, stderr } = await output;
    if (signal !== "SIGKILL") {
      assertEquals(code, 130);
      assertStringIncludes(new TextDecoder().decode(stderr), "Stopped.");
    }
    await until(async () => !await runs(pid));
    assertEquals(await Deno.readTextFile(path), before);
    assertEquals(scene.files(), ["endless.ipynb", "pid", "tmp"]);
    assertEquals(scene.left(), []);
  });
}
