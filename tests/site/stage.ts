/**
 * The stage for the browser tests: the site built from the stored notebooks
 * and the fixture, served under a base path, and a real Chromium.
 *
 * @module
 */
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "../../lib/press/browser.ts";
import { type Served, serveSite } from "../../lib/press/serve.ts";
import { buildSite } from "../../lib/press/site.ts";
import { readDecks } from "../../lib/press/slides/deck.ts";
import { readNotebooks } from "../../lib/press/site_cli.ts";
import { sample } from "../press/bench/sample.ts";
import { FIXTURE, fixture, fixtureMap } from "./fixture.ts";

/** Where the site lies on the server: links must not care. */
const BASE = "some/base/";

export interface Stage {
  /** Folder of the built site. */
  folder: string;
  /** Address of the site, with a slash at its end. */
  url: string;
  /** Names of all pages, without `.html`. */
  pages: string[];
  /** Names of all decks, which lie in `slides/`. */
  decks: string[];
  browser: Browser;
  close(): Promise<void>;
}

/** Builds and serves the site, and starts the browser. */
export async function setStage(): Promise<Stage> {
  const root = await Deno.makeTempDir({ prefix: "site-test-" });
  const folder = join(root, BASE);
  const notebooks = [
    { name: FIXTURE, nb: fixture },
    ...await readNotebooks(),
  ];
  const decks = await readDecks();
  await buildSite({
    notebooks,
    decks,
    out: folder,
    map: await fixtureMap(),
    benches: [sample],
  });
  const server: Served = serveSite({ dir: root, port: 8400 });
  const browser = await launchBrowser();
  return {
    folder,
    url: server.url + BASE,
    pages: ["index", "bench", ...notebooks.map(({ name }) => name)],
    decks: decks.map(({ path }) => path.replace(/\.md$/, "")),
    browser,
    async close() {
      await browser.close();
      await server.close();
      await Deno.remove(root, { recursive: true });
    },
  };
}

/** The ways a reader may look at a page. */
export const VIEWS: Record<string, BrowserContextOptions> = {
  "in light": { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  "in dark": { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  "on a phone": {
    colorScheme: "light",
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  },
};

/** A page in a context of its own, and all that went wrong in it. */
export interface Opened extends AsyncDisposable {
  page: Page;
  faults: string[];
  close(): Promise<void>;
}

/** Opens a page of the site. */
export async function open(
  stage: Stage,
  name: string,
  view: BrowserContextOptions = VIEWS["in light"],
  url = stage.url,
  query = "",
): Promise<Opened> {
  const context = await stage.browser.newContext({
    reducedMotion: "reduce",
    ...view,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on("requestfailed", (request) => {
    faults.push(`failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) {
      faults.push(`${response.status()}: ${response.url()}`);
    }
  });
  page.on("request", (request) => {
    const address = request.url();
    if (!/^(data|blob):/.test(address) && !address.startsWith(url)) {
      faults.push(`leaves the site: ${address}`);
    }
  });
  await page.goto(`${url}${name}.html${query}`);
  const close = () => context.close();
  return { page, faults, close, [Symbol.asyncDispose]: close };
}

/** Scrolls through a page until every chart and diagram is drawn. */
export async function drawAll(page: Page): Promise<void> {
  const figures = page.locator("figure.chart, figure.diagram");
  for (const figure of await figures.all()) {
    await figure.scrollIntoViewIfNeeded();
  }
  await page.waitForFunction(
    () =>
      document.querySelectorAll(
        "figure:is(.chart, .diagram):not(.drawn, .failed)",
      ).length === 0,
    undefined,
    { timeout: 60_000 },
  );
  await page.evaluate(() => scrollTo(0, 0));
}
