/** Using the site: search, theme, keyboard, print, no scripts, no server. */
import axe from "axe-core";
import { pathToFileURL } from "node:url";
import {
  assert,
  assertEquals,
  assertGreater,
  assertMatch,
  assertNotEquals,
} from "../assert.ts";
import { FIXTURE } from "./fixture.ts";
import { drawAll, open, setStage, type Stage, VIEWS } from "./stage.ts";

let stage: Stage;
Deno.test.beforeAll(async () => {
  stage = await setStage();
});
Deno.test.afterAll(() => stage.close());

const test = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });

test("the search opens with /, finds a word and leads to it", async () => {
  await using opened = await open(stage, "index");
  const { page, faults } = opened;
  await page.keyboard.press("/");
  await page.keyboard.type("xylophone");
  const first = page.locator(".search-results a").first();
  await first.waitFor();
  assertMatch(await first.innerText(), /Every kind of output/);
  assertMatch(
    await page.locator(".search-status").innerText(),
    /1 place found/,
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    // deno-lint-ignore no-explicit-any -- axe is a global of that page
    (globalThis as any).axe.run("dialog")
  );
  assertEquals(violations, []);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/${FIXTURE}.html#*`);
  assertEquals(faults, []);
});

test("the search says so when nothing is found, and closes with Escape", async () => {
  await using opened = await open(stage, FIXTURE);
  const { page } = opened;
  await page.getByRole("button", { name: "Search" }).click();
  await page.keyboard.type("qqqqzzzz");
  const status = page.locator(".search-status");
  await status.filter({ hasText: "Nothing found" }).waitFor();
  assertEquals(await page.locator(".search-results a").count(), 0);
  await page.keyboard.press("Escape");
  assertEquals(await page.locator("dialog[open]").count(), 0);
});

test("arrow keys walk through what the search found", async () => {
  await using opened = await open(stage, "index");
  const { page } = opened;
  await page.keyboard.press("/");
  await page.keyboard.type("output");
  await page.locator(".search-results a").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const place = await page.evaluate(() =>
    [...document.querySelectorAll(".search-results a")]
      .indexOf(document.activeElement as HTMLAnchorElement)
  );
  assertEquals(place, 1);
});

test("the theme follows the system, can be switched and is remembered", async () => {
  await using opened = await open(stage, FIXTURE, VIEWS["in dark"]);
  const { page } = opened;
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const ink = () =>
    page.locator("#loss-curve .xtick text").first()
      .evaluate((text) => getComputedStyle(text).fill);
  await drawAll(page);
  const [dark, darkInk] = [await paper(), await ink()];
  const toggle = page.getByRole("button", { name: "Dark theme" });
  assertEquals(await toggle.getAttribute("aria-pressed"), "true");
  await toggle.click();
  assertEquals(await toggle.getAttribute("aria-pressed"), "false");
  const light = await paper();
  assertNotEquals(light, dark);
  await page.waitForFunction(
    (old) =>
      getComputedStyle(document.querySelector("#loss-curve .xtick text")!)
        .fill !== old,
    darkInk,
  );
  await page.reload();
  assertEquals(await paper(), light, "the choice is not remembered");
  await page.goto(`${stage.url}index.html`);
  assertEquals(await paper(), light, "the choice holds on one page only");
});

test("the first Tab shows a link that skips to the text", async () => {
  await using opened = await open(stage, FIXTURE);
  const { page } = opened;
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the text" });
  assert(await skip.evaluate((link) => link === document.activeElement));
  assertGreater((await skip.boundingBox())!.y, -1, "it is not seen");
  await page.keyboard.press("Enter");
  assertEquals(await page.evaluate(() => document.activeElement?.id), "main");
});

test("the contents mark the section that is read", async () => {
  await using opened = await open(stage, FIXTURE);
  const { page } = opened;
  const link = page.locator(".contents").getByRole("link", { name: "Tables" });
  await link.click();
  await page.waitForFunction(() =>
    document.querySelector(".contents [aria-current]")?.textContent === "Tables"
  );
});

test("a cell can be named in an address", async () => {
  await using opened = await open(stage, `${FIXTURE}`);
  const { page } = opened;
  await page.goto(`${stage.url}${FIXTURE}.html#failure`);
  const box = await page.locator("#failure").boundingBox();
  assert(box && box.y >= 0 && box.y < 400, "the cell is not in view");
});

test("the copy button copies the code, and the command without its dollar", async () => {
  const view = { permissions: ["clipboard-read", "clipboard-write"] };
  await using opened = await open(stage, FIXTURE, view);
  const { page } = opened;
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.locator("#failure .copy").click();
  await page.getByText("Copied").waitFor();
  assertEquals(await copied(), "throw new RangeError();");
  await page.goto(`${stage.url}index.html`);
  await page.locator(".command .copy").first().click();
  await page.getByText("Copied").waitFor();
  assertMatch(await copied(), /^npx -y deno@[\d.]+ task start$/);
});

test("in print a chart is its still picture and nothing can be pressed", async () => {
  await using opened = await open(stage, FIXTURE, VIEWS["in dark"]);
  const { page } = opened;
  await drawAll(page);
  await page.emulateMedia({ media: "print" });
  const chart = page.locator("#loss-curve .chart");
  assert(await chart.locator("img.picture").isVisible());
  assert(!await chart.locator(".canvas").isVisible());
  // A chart without a picture prints its drawing.
  assert(await page.locator("#two-charts .canvas").first().isVisible());
  assert(await page.locator(".in-light").first().isVisible());
  assert(!await page.locator(".in-dark").first().isVisible());
  for (const part of ["header.bar", ".contents", ".copy", ".pager"]) {
    assert(!await page.locator(part).first().isVisible(), `${part} is printed`);
  }
  const ink = await page.evaluate(() => getComputedStyle(document.body).color);
  assertEquals(ink, "rgb(27, 28, 32)", "print must be dark on white");
  assertGreater((await page.pdf()).length, 10_000);
});

test("without scripts the text, the pictures and the links are there", async () => {
  const view = {
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 900 },
  };
  await using opened = await open(stage, FIXTURE, view);
  const { page } = opened;
  assert(await page.locator("#loss-curve img.picture").isVisible());
  assert(
    await page.locator("#map .source, .diagram .source").first().isVisible(),
  );
  assert(!await page.locator(".theme-toggle").isVisible());
  assert(!await page.locator(".copy").first().isVisible());
});

test("the pages also open straight from the folder", async () => {
  const url = pathToFileURL(stage.folder).href.replace(/\/?$/, "/");
  await using opened = await open(stage, FIXTURE, VIEWS["in light"], url);
  const { page, faults } = opened;
  await drawAll(page);
  await page.keyboard.press("/");
  await page.keyboard.type("xylophone");
  await page.locator(".search-results a").first().waitFor();
  assertEquals(faults, []);
});
