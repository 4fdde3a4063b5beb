/** Every page of the site, looked at in a real browser. */
import axe from "axe-core";
import {
  assert,
  assertEquals,
  assertGreater,
  assertLessOrEqual,
} from "../assert.ts";
import { FIXTURE } from "./fixture.ts";
import {
  drawAll,
  open,
  type Opened,
  setStage,
  type Stage,
  VIEWS,
} from "./stage.ts";

let stage: Stage;
const shown = new Map<string, Promise<Opened>>();

/** A page in light with all charts and diagrams drawn; opened once. */
function look(name: string): Promise<Opened> {
  if (!shown.has(name)) {
    shown.set(
      name,
      open(stage, name).then(async (opened) => {
        await drawAll(opened.page);
        return opened;
      }),
    );
  }
  return shown.get(name)!;
}

Deno.test.beforeAll(async () => {
  stage = await setStage();
});
Deno.test.afterAll(() => stage.close());

const test = (name: string, fn: (t: Deno.TestContext) => Promise<void>) =>
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });

for (const [words, view] of Object.entries(VIEWS)) {
  test(`every page is sound and accessible ${words}`, async (t) => {
    for (const name of stage.pages) {
      await t.step(name, async () => {
        const { page, faults, close } = words === "in light"
          ? await look(name)
          : await open(stage, name, view);
        await drawAll(page);

        const width = await page.evaluate(() =>
          document.documentElement.scrollWidth
        );
        const { viewport } = view;
        assertLessOrEqual(width, viewport!.width, "the page scrolls sideways");

        await page.evaluate(axe.source);
        const violations = await page.evaluate(async () => {
          // deno-lint-ignore no-explicit-any -- axe is a global of that page
          const { violations } = await (globalThis as any).axe.run();
          // deno-lint-ignore no-explicit-any
          return violations.map((v: any) =>
            `${v.impact} ${v.id}: ${v.nodes.length} × ${v.nodes[0].html} ${
              v.nodes[0].failureSummary
            }`
          );
        });
        assertEquals(
          violations.filter((v: string) => /^(serious|critical)/.test(v)),
          [],
        );
        assertEquals(faults, []);
        if (words !== "in light") await close();
      });
    }
  });
}

test("every chart is drawn by plotly and has a text alternative", async (t) => {
  for (const name of stage.pages) {
    await t.step(name, async () => {
      const { page } = await look(name);
      for (const chart of await page.locator("figure.chart").all()) {
        const id = await chart.getAttribute("id");
        assertGreater(await chart.locator(".canvas svg").count(), 0, `${id}`);
        const { title, summary, picture } = await chart.evaluate((figure) => ({
          title: figure.querySelector(".figure-title")?.textContent ?? "",
          summary: figure.querySelector("figcaption")?.textContent ?? "",
          picture: figure.querySelector("img")?.alt,
        }));
        assert(title.trim(), `${id} has no title`);
        assert(summary.trim(), `${id} has no summary`);
        assert(picture === undefined || picture.includes(summary.trim()));
        const named = page.getByRole("img", { name: `${title} ${summary}` });
        assertGreater(await named.count(), 0, `${id} is not named as an image`);
      }
    });
  }
});

test("every diagram is drawn by mermaid and describes itself", async (t) => {
  for (const name of stage.pages) {
    await t.step(name, async () => {
      const { page } = await look(name);
      for (const figure of await page.locator("figure.diagram").all()) {
        const id = await figure.getAttribute("id");
        assertEquals(await figure.locator(".in-light svg").count(), 1, `${id}`);
        assertEquals(await figure.locator(".in-dark svg").count(), 1, `${id}`);
        assert(
          !/syntax error/i.test(await figure.locator(".canvas").innerText()),
          `${id} has a syntax error`,
        );
        for (const part of [".figure-title", "figcaption"]) {
          const words = await figure.locator(part).textContent();
          assert(words?.trim(), `${id} lacks accTitle or accDescr`);
        }
      }
    });
  }
});

test("every picture has a text alternative and every formula is read", async (t) => {
  for (const name of stage.pages) {
    await t.step(name, async () => {
      const { page } = await look(name);
      const bare = await page.$$eval(
        "img",
        (all) => all.filter((img) => !img.alt.trim()).map((img) => img.src),
      );
      assertEquals(bare, []);
      const wrong = await page.$$eval(
        ".katex-error",
        (all) => all.map((e) => `${e.textContent}: ${e.getAttribute("title")}`),
      );
      assertEquals(wrong, []);
      const formulas = await page.locator(".katex").count();
      assertEquals(await page.locator(".katex math").count(), formulas);
    });
  }
});

test("every link inside the site leads somewhere", async () => {
  const broken: string[] = [];
  const ids = new Map<string, Set<string>>();
  const links: [from: string, to: URL][] = [];
  for (const name of stage.pages) {
    const { page } = await look(name);
    const address = `${stage.url}${name}.html`;
    const found = await page.$$eval("[id]", (all) => all.map((e) => e.id));
    ids.set(address, new Set(found));
    assertEquals(ids.get(address)!.size, found.length, `${name}: ids repeat`);
    const hrefs = await page.$$eval(
      "a[href]",
      (all) => all.map((a) => a.getAttribute("href")!),
    );
    for (const href of hrefs) {
      if (href.startsWith("/")) broken.push(`${name}: ${href} is not relative`);
      links.push([name, new URL(href, address)]);
    }
  }
  assertGreater(links.length, 30);
  for (const [from, to] of links) {
    const place = decodeURIComponent(to.hash.slice(1));
    to.hash = "";
    if (!to.href.startsWith(stage.url)) {
      // Some old archives of statistics still answer over http alone.
      if (!/^https?:$/.test(to.protocol)) broken.push(`${from}: ${to.href}`);
      continue;
    }
    const known = ids.get(to.href);
    if (known) {
      if (place && !known.has(place)) {
        broken.push(`${from}: #${place} in ${to}`);
      }
      continue;
    }
    const response = await fetch(to, { method: "HEAD" });
    await response.body?.cancel();
    if (!response.ok) broken.push(`${from}: ${to.href}`);
  }
  assertEquals(broken, []);
});

test("scripts inside outputs never run", async () => {
  const { page } = await look(FIXTURE);
  assertEquals(
    await page.evaluate(() => Reflect.get(globalThis, "attacked")),
    undefined,
  );
  const hostile = page.locator("#hostile");
  assertEquals(
    await hostile.locator("script, svg, iframe, form, style, math").count(),
    0,
  );
  assert((await hostile.innerText()).includes("kept words"));
  // What comes after the broken markup still stands where it belongs.
  assertEquals(await page.locator("article > .pager").count(), 1);
});

test("plotly and mermaid are loaded only where they are used", async () => {
  await using opened = await open(stage, "index");
  const { page } = opened;
  await page.waitForLoadState("networkidle");
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType("resource").map((e) => e.name).join(" ")
  );
  assert(!/plotly|mermaid|katex|minisearch/.test(loaded), loaded);
});
