/** The kernel, as a reader meets it in JupyterLab. */
import { assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import { brief, code, notebook, until } from "../jupyter/fixtures.ts";
import { Stage } from "./stage.ts";

const ROUNDS = 20;
const CELLS = 60;

/** A notebook of code cells with these sources. */
function cells(...sources: string[]) {
  return notebook(...sources.map((source, i) => code(`cell-${i}`, source)));
}

Deno.test("JupyterLab with our kernel", async (t) => {
  await using stage = await Stage.open("kernel");
  const shown = async (index: number) =>
    brief((await stage.cells())[index].outputs);

  await t.step("picks our kernel without a question", async () => {
    await stage.show("a.ipynb", cells("1 + 1"));
    assertEquals(await stage.kernelName(), "Deno (Talent & Transformers)");
  });

  await t.step(
    `runs all ${CELLS} cells ${ROUNDS} times, each output in its place`,
    async () => {
      const source = (_: unknown, i: number) => `console.log("a${i}"); "r${i}"`;
      await stage.show(
        "b.ipynb",
        cells(...Array.from({ length: CELLS }, source)),
      );
      const wrong: string[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        await stage.command("notebook:clear-all-cell-outputs");
        await stage.command("notebook:run-all-cells", 120);
        for (const [i, { outputs }] of (await stage.cells()).entries()) {
          const expected = [`stdout:a${i}\n`, `result:"r${i}"`];
          const found = brief(outputs);
          if (found.join() === expected.join()) continue;
          wrong.push(`round ${round}, cell ${i}: ${JSON.stringify(found)}`);
        }
      }
      const all = ROUNDS * CELLS;
      console.log(
        `${wrong.length} of ${all} cells with lost or strange outputs`,
      );
      assertEquals(wrong.slice(0, 10), []);
      await stage.picture("run-all");
    },
  );

  await t.step("stops a busy loop and keeps variables", async () => {
    await stage.show(
      "c.ipynb",
      cells("const kept = 42;", "while (true);", "kept"),
    );
    await stage.run(0);
    const running = stage.run(1);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await stage.interrupt();
    await running;
    assertEquals(await shown(1), [
      "error:KeyboardInterrupt: The cell was interrupted.",
    ]);
    await stage.run(2);
    assertEquals(await shown(2), ["result:42"]);
    await stage.picture("interrupt-loop");
  });

  await t.step("stops a pending await and keeps variables", async () => {
    await stage.show(
      "d.ipynb",
      cells("const kept = 42;", "await new Promise(() => {});", "kept"),
    );
    await stage.run(0);
    const running = stage.run(1);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await stage.interrupt();
    await running;
    assertEquals(await shown(1), [
      "error:KeyboardInterrupt: The cell was interrupted.",
    ]);
    await stage.run(2);
    assertEquals(await shown(2), ["result:42"]);
    await stage.picture("interrupt-await");
  });

  await t.step("drops the rest of Run All after an error", async () => {
    await stage.show(
      "e.ipynb",
      cells("1", "throw new RangeError('Enough')", "'never'", "'nor this'"),
    );
    await stage.command("notebook:run-all-cells");
    assertEquals(await shown(1), ["error:RangeError: Enough"]);
    for (const { outputs, execution_count } of (await stage.cells()).slice(2)) {
      assertEquals({ outputs, execution_count }, {
        outputs: [],
        execution_count: null,
      });
    }
    await stage.picture("stop-on-error");
  });

  await t.step("shows where a syntax error is", async () => {
    await stage.show("f.ipynb", cells("const a = 1;\nlet b = = 2;"));
    await stage.run(0);
    assertEquals(await shown(0), ["error:SyntaxError: Expression expected"]);
    const text = await stage.page.locator(".jp-OutputArea-output").innerText();
    assertStringIncludes(text, "line 2 | let b = = 2;");
    await stage.picture("syntax-error");
  });

  await t.step("restarts, and forgets", async () => {
    await stage.show(
      "g.ipynb",
      cells("globalThis.word = 'old'", "globalThis.word"),
    );
    await stage.run(0);
    await stage.page.click('[data-command="notebook:restart-kernel"]');
    await stage.page.click(".jp-Dialog .jp-mod-accept");
    await stage.page.waitForFunction(() => {
      // deno-lint-ignore no-explicit-any -- JupyterLab's own objects
      const { shell } = (globalThis as any).jupyterapp;
      return shell.currentWidget.sessionContext.session.kernel.status ===
        "idle";
    });
    await stage.run(1);
    assertEquals(await shown(1), []);
  });

  await t.step("says so when a cell ends the kernel, and goes on", async () => {
    await stage.show("h.ipynb", cells("Deno.exit(3)", "'alive'"));
    await stage.run(0);
    assertMatch((await shown(0))[0], /KernelRestarted.*exit code 3.*lost/);
    await stage.run(1);
    assertEquals(await shown(1), ['result:"alive"']);
  });

  await t.step("asks for a line of text", async () => {
    await stage.show("i.ipynb", cells("prompt('Name?')"));
    const running = stage.run(0);
    await stage.page.fill(".jp-Stdin-input", "Ada");
    await stage.page.press(".jp-Stdin-input", "Enter");
    await running;
    await until(async () => (await shown(0)).includes('result:"Ada"'));
  });

  await t.step("draws a chart again that changes in place", async () => {
    await stage.show(
      "j.ipynb",
      cells(
        `import { live } from "@course/jupyter";
import { chart } from "@course/viz";`,
        `const line = (y: number[]) =>
  chart([{ y, mode: "markers" }], {
    title: "Dots",
    x: "x",
    y: "y",
    summary: "Dots in a row",
  });
const shown = await live(line([1]));
for (let n = 2; n <= 5; n++) {
  await shown.update(line(Array(n).fill(n)));
  await new Promise((resolve) => setTimeout(resolve, 200));
}`,
      ),
    );
    await stage.command("notebook:run-all-cells");
    const dots = stage.page.locator(".js-plotly-plot .point");
    await until(async () => await dots.count() === 5);
    await stage.picture("live-chart");
  });
});
