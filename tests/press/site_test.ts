import { join } from "node:path";
import {
  assert,
  assertEquals,
  assertFalse,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import type { Notebook } from "../../lib/jupyter/notebook.ts";
import { exists } from "../../lib/press/files.ts";
import { lineFigure } from "../../lib/press/line_figure.ts";
import { markup, raw } from "../../lib/press/html.ts";
import { buildSite } from "../../lib/press/site.ts";
import { FIXTURE, fixture, fixtureMap } from "../site/fixture.ts";

async function inTemp(fn: (out: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await fn(join(folder, "_site"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("buildSite() writes home, chapter, notebook, pictures and index", async () => {
  await inTemp(async (out) => {
    const notebooks = [{ name: FIXTURE, nb: fixture }];
    await buildSite({ notebooks, out, map: await fixtureMap() });
    const page = await Deno.readTextFile(join(out, `${FIXTURE}.html`));
    for (const cell of fixture.cells) {
      assertStringIncludes(page, `id="${cell.id}"`);
    }
    const home = await Deno.readTextFile(join(out, "index.html"));
    assertStringIncludes(home, `<a href="${FIXTURE}.html">`);
    assertStringIncludes(home, "coming");
    assertFalse(home.includes('href="19-questions.html"'));
    assert(await exists(join(out, `${FIXTURE}.ipynb`)));
    assert(await exists(join(out, `pictures/${FIXTURE}/loss-curve-1.png`)));
    const index = await Deno.readTextFile(join(out, "assets/search-index.js"));
    assertStringIncludes(index, "xylophone");
  });
});

Deno.test("buildSite() replaces the earlier site as a whole", async () => {
  await inTemp(async (out) => {
    await Deno.mkdir(out);
    await Deno.writeTextFile(join(out, "old.html"), "old");
    await buildSite({ notebooks: [], out });
    assertFalse(await exists(join(out, "old.html")));
    assertEquals([...Deno.readDirSync(join(out, ".."))].length, 1);
  });
});

Deno.test("buildSite() leaves the earlier site alone when a page fails", async () => {
  await inTemp(async (out) => {
    await Deno.mkdir(out);
    await Deno.writeTextFile(join(out, "old.html"), "old");
    const nb: Notebook = {
      ...fixture,
      cells: [{
        cell_type: "markdown",
        id: "bad",
        metadata: {},
        source: "![a](b.png)",
      }],
    };
    const map = await fixtureMap();
    const error = await assertRejects(
      () => buildSite({ notebooks: [{ name: FIXTURE, nb }], out, map }),
      Error,
      `The page of "${FIXTURE}" could not be built`,
    );
    assertStringIncludes(
      String((error.cause as Error).message),
      'Cell 1 ("bad")',
    );
    assert(await exists(join(out, "old.html")));
  });
});

Deno.test("buildSite() refuses a notebook that is not on the map", async () => {
  await assertRejects(
    () =>
      buildSite({ notebooks: [{ name: "x", nb: fixture }], out: "/nowhere" }),
    Error,
    'Notebook "x" is not on the map: add it to data/chapters.json',
  );
});

Deno.test("markup escapes text and lets markup through", () => {
  const list = ["a", "<"].map((item) => markup`<li>${item}</li>`);
  assertEquals(
    markup`<ul title="${'"'}">${list}${null}${false}${raw("<hr>")}</ul>`.text,
    '<ul title="&quot;"><li>a</li><li>&lt;</li><hr></ul>',
  );
});

Deno.test("lineFigure() draws lines and nothing else", () => {
  const layout = { title: { text: "T" }, meta: { summary: "S" } };
  const line = { x: [0, 1, 2], y: [0, null, 2], name: "loss" };
  const drawing = lineFigure({ data: [line], layout })!.text;
  assertStringIncludes(drawing, 'aria-label="T. S"');
  assertStringIncludes(drawing, 'd="M46 334L584 36"');
  assertEquals(
    lineFigure({ data: [{ type: "bar", y: [1, 2] }], layout }),
    undefined,
  );
  assertEquals(
    lineFigure({
      data: [line],
      layout: { ...layout, yaxis: { type: "log" } } as typeof layout,
    }),
    undefined,
  );
});
