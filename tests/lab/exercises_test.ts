/** An exercise, as a learner solves it in JupyterLab. */
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import { brief } from "../jupyter/fixtures.ts";
import { findNotebooks } from "../../lib/jupyter/library.ts";
import { readNotebook } from "../../lib/jupyter/notebook.ts";
import { Stage } from "./stage.ts";

/** The answer's cell with this as the function's body. */
function answer(...body: string[]): string {
  return [
    "function myMeanLoss(y: number[], yHat: number[]): number {",
    ...body.map((line) => `  ${line}`),
    "}",
    "",
    `await check("09.1", myMeanLoss);`,
  ].join("\n");
}

Deno.test("An exercise in JupyterLab", async (t) => {
  await using stage = await Stage.open("exercises");
  const [{ path }] = await findNotebooks(["09-loss"]);
  const chapter = await readNotebook(path);
  const place = (id: string) => chapter.cells.findIndex((c) => c.id === id);
  const exercise = place("exercise-1-check");
  await stage.show("09-loss.ipynb", chapter);

  /** What a cell shows after a run. */
  async function run(index: number): Promise<string> {
    await stage.run(index);
    const cell = (await stage.allCells())[index];
    assert(cell.cell_type === "code");
    return brief(cell.outputs).join();
  }

  /** What the exercise's cell shows with a given answer. */
  async function tryOut(...body: string[]): Promise<string> {
    await stage.write(exercise, answer(...body));
    return await run(exercise);
  }

  /** A part of the exercise's output as it is drawn. */
  const drawn = (selector: string) =>
    stage.reveal(exercise, `.jp-Cell-outputArea ${selector}`);

  await t.step("says which cell to run first", async () => {
    assertStringIncludes(await run(exercise), "check is not defined");
    const text = await (await drawn("pre")).innerText();
    assertStringIncludes(text, "was the cell that makes it run");
  });

  await t.step("is not attempted at first, and gives hints", async () => {
    await run(place("imports"));
    assertStringIncludes(await run(exercise), "Not attempted yet");
    for (const number of [1, 2, 3, 3]) {
      const shown = await run(place("hint-1"));
      assertStringIncludes(shown, `Hint ${number} of 3`);
    }
  });

  await t.step("tells a wrong answer in lines that fit", async () => {
    await stage.page.setViewportSize({ width: 1024, height: 768 });
    const shown = await tryOut("return y[0] * Math.log(yHat[0]);");
    assertStringIncludes(shown, "the size is right and the sign is not");
    const pre = await drawn("pre");
    await stage.picture("exercise-wrong");
    const lines = (await pre.innerText()).trimEnd().split("\n");
    // A line that does not fit is broken, and the box is one line higher.
    const high = await pre.evaluate((box) =>
      box.clientHeight / parseFloat(getComputedStyle(box).lineHeight)
    );
    assertEquals(Math.round(high), lines.length);
    await stage.page.setViewportSize({ width: 1280, height: 1000 });
  });

  await t.step("shows the line that threw, and no line of ours", async () => {
    await tryOut("let sum = 0;", "", "sum += yhat[0];", "return sum;");
    const text = await (await drawn("pre")).innerText();
    assertStringIncludes(text, "line 4 |   sum += yhat[0];");
    assert(!text.includes("check.ts"), text);
  });

  await t.step("stops an endless loop, and goes on", async () => {
    await stage.write(exercise, answer("while (true);"));
    const running = stage.run(exercise);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await stage.interrupt();
    await running;
    const shown = await tryOut("return NaN;");
    assertStringIncludes(shown, "expected 0.223144, got NaN");
  });

  await t.step("shows a table when it is solved", async () => {
    const shown = await tryOut(
      "const p = yHat.map((q, i) => y[i] === 1 ? q : 1 - q);",
      "return p.reduce((sum, p_i) => sum - Math.log(p_i), 0) / p.length;",
    );
    assertStringIncludes(shown, "all 7 cases pass");
    for (const cell of ["tbody th", "tbody td"]) {
      const align = await (await drawn(cell))
        .evaluate((cell) => getComputedStyle(cell).textAlign);
      assertEquals(align, "left");
    }
    await stage.picture("exercise-solved");
  });
});
