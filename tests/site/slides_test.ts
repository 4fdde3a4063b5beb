/** Every slide of every deck, looked at in a real browser. */
import axe from "axe-core";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import {
  assert,
  assertEquals,
  assertGreater,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "../assert.ts";
import { printDeck } from "../../lib/press/slides/pdf.ts";
import { paleWords, slideFaults, SMALLEST } from "./slide_faults.ts";
import { open, type Opened, setStage, type Stage } from "./stage.ts";

const SCREEN = { width: 1280, height: 720 };
const LIGHT = { viewport: SCREEN, colorScheme: "light" as const };
const DARK = { viewport: SCREEN, colorScheme: "dark" as const };

let stage: Stage;
Deno.test.beforeAll(async () => {
  stage = await setStage();
});
Deno.test.afterAll(() => stage.close());

const test = (name: string, fn: (t: Deno.TestContext) => Promise<void>) =>
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });

/** The deck that is used where any will do. */
const some = () => stage.decks.find((name) => name.endsWith("10-lstm"))!;

async function present(name: string, view = LIGHT as object, url = stage.url) {
  const opened = await open(stage, name, view, url);
  await opened.page.waitForFunction(() =>
    Reflect.get(globalThis, "Reveal")?.isReady()
  );
  return opened;
}

/** Calls a method of reveal.js in the page. */
function reveal(page: Page, method: string, ...args: unknown[]) {
  return page.evaluate(
    ([method, args]) => {
      const api = Reflect.get(globalThis, "Reveal");
      const answer = api[method](...args);
      return typeof answer === "object" ? undefined : answer;
    },
    [method, args] as [string, unknown[]],
  );
}

/** Waits until the figures in sight are drawn. */
async function drawn(page: Page, where: string) {
  await page.waitForFunction(
    (where) =>
      document.querySelectorAll(
        `${where} figure:is(.chart, .diagram):not(.drawn, .failed)`,
      ).length === 0,
    where,
    { timeout: 60_000 },
  );
}

/** Serious findings of axe in a part of the page. */
async function axeFaults(page: Page, where: string, only?: string[]) {
  if (!await page.evaluate(() => "axe" in globalThis)) {
    await page.evaluate(axe.source);
  }
  return await page.evaluate(async ([where, only]) => {
    const options = only ? { runOnly: only } : {};
    // deno-lint-ignore no-explicit-any -- axe is a global of that page
    const { violations } = await (globalThis as any).axe.run(where, options);
    // deno-lint-ignore no-explicit-any
    return violations.filter((v: any) => /serious|critical/.test(v.impact))
      // deno-lint-ignore no-explicit-any
      .map((v: any) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`);
  }, [where, only] as const) as string[];
}

/** What is wrong with a deck as a document and as a lesson. */
async function structureFaults(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    const levels = all(".slide :is(h1, h2, h3, h4)").map((h) => h.localName);
    const ids = all("[id]").map(({ id }) => id);
    const slides = all("section.slide");
    const checks: [string, boolean][] = [
      ["an h1, then h2", /^h1(,h2)*$/.test(levels.join())],
      ["ids that do not repeat", new Set(ids).size === ids.length],
      ["no role that takes keys", all("[role=application]").length === 0],
      ["one exercise", all("section.exercise").length === 1],
      [
        "a link to the exercise",
        all('section.exercise a[href*="#exercise"]').length > 0,
      ],
      [
        "a question and an answer on every slide",
        slides.every((slide) =>
          slide.querySelector("aside.notes .ask") &&
          slide.querySelector("aside.notes .answer")
        ),
      ],
    ];
    return checks.filter(([, holds]) => !holds).map(([what]) =>
      `the deck lacks ${what}`
    );
  });
}

test("every slide fits, is large enough and is sound", async (t) => {
  for (const name of stage.decks) {
    await t.step(name, async () => {
      await using opened: Opened = await present(name);
      const { page, faults } = opened;
      const total = await reveal(page, "getTotalSlides") as number;
      assert(total >= 10 && total <= 16, `${name} has ${total} slides`);
      const found = await structureFaults(page);
      for (let i = 0; i < total; i++) {
        await reveal(page, "slide", i, 0, 99);
        await drawn(page, "section.present");
        const slide = page.locator("section.present");
        const wrong = [
          ...await slide.evaluate(slideFaults, SMALLEST),
          ...await slide.evaluate(paleWords, 4.5),
          ...await axeFaults(page, "section.present"),
        ];
        found.push(...wrong.map((fault) => `slide ${i + 1}: ${fault}`));
      }
      assertEquals(found, []);
      assertEquals(faults, []);
    });
  }
});

test("the checks see what is wrong with a slide", async () => {
  await using opened = await present(some());
  const { page, faults } = opened;
  await reveal(page, "slide", 10, 0, 99);
  await drawn(page, "section.present");
  const slide = page.locator("section.present");
  const seen = async (html: string, check: () => Promise<string[]>) => {
    await slide.evaluate((section, html) => {
      const box = document.createElement("div");
      box.id = "wrong";
      box.className = "block";
      box.innerHTML = html;
      section.querySelector(".body")!.append(box);
    }, html);
    const found = await check();
    await page.evaluate(() => document.querySelector("#wrong")!.remove());
    return found.join("; ");
  };
  const looks = () => slide.evaluate(slideFaults, SMALLEST);
  assertEquals(await looks(), []);
  const wrong: [html: string, fault: string][] = [
    ['<p style="font-size: 20px">small</p>', '20.0 px: "small"'],
    ['<p style="white-space: nowrap">' + "wide ".repeat(50), "leaves"],
    ['<p style="position: fixed; top: 700px">low</p>', "leaves the slide"],
    ['<p style="height: 900px">tall</p>', "the body overflows"],
    ['<p style="overflow: hidden; height: 9px">cut</p>', "cut off: <p"],
    ['<img src="data:image/png;base64,AA==" alt="dot">', "is missing"],
    ['<img src="data:image/png;base64,AA==" alt="">', "no alternative"],
    ['<figure class="chart" id="f"><div class="canvas"></div>', "f is empty"],
    ['<figure class="chart failed"></figure>', "a figure failed"],
    [
      '<svg width="300" height="99"><g class="xaxislayer-above"><g class="xtick">' +
      '<text y="50">first name</text><text x="30" y="50">second',
      'runs into another: "first name"',
    ],
    ['<code class="katex-error">x</code>', "a formula is wrong"],
    [
      '<figure class="diagram" id="f"><div class="canvas">Syntax error in text',
      "f has a syntax error",
    ],
  ];
  for (const [html, fault] of wrong) {
    assertStringIncludes(await seen(html, looks), fault);
  }
  const pale =
    '<div class="canvas"><svg><g class="xtick"><text fill="#eee">pale';
  const words = () => slide.evaluate(paleWords, 4.5);
  assertStringIncludes(await seen(pale, words), '"pale"');
  assertStringIncludes(
    await seen('<p style="color: #eee">faint', words),
    "faint",
  );
  const unlabelled = await seen(
    "<button></button>",
    () => axeFaults(page, "section.present"),
  );
  assertStringIncludes(unlabelled, "button-name");
  await page.evaluate(() =>
    document.querySelector("h2")!.outerHTML = "<h3>x</h3>"
  );
  assertEquals(await structureFaults(page), ["the deck lacks an h1, then h2"]);
  await page.evaluate(() => fetch("https://example.org").catch(() => {}));
  assertGreater(faults.length, 0, "a request to the outside is not seen");
});

test("every slide is legible in dark", async (t) => {
  for (const name of stage.decks) {
    await t.step(name, async () => {
      const view = { ...DARK, viewport: { width: 1400, height: 900 } };
      await using opened = await open(
        stage,
        name,
        view,
        stage.url,
        "?view=all",
      );
      const { page, faults } = opened;
      await drawn(page, "main");
      assertEquals(await page.locator("main").evaluate(paleWords, 4.5), []);
      assertEquals(faults, []);
    });
  }
});

test("links of decks and handouts lead somewhere, the chapter leads back", async () => {
  const broken: string[] = [];
  const pages = new Map<string, Promise<string>>();
  const read = (url: string) => {
    if (!pages.has(url)) {
      pages.set(url, fetch(url).then((r) => r.ok ? r.text() : ""));
    }
    return pages.get(url)!;
  };
  let links = 0;
  for (
    const name of [
      ...stage.decks,
      ...stage.decks.map((d) => d + "-handout"),
    ]
  ) {
    const address = `${stage.url}${name}.html`;
    for (
      const [, href] of (await read(address)).matchAll(/<a href="([^"]+)"/g)
    ) {
      const to = new URL(href, address);
      if (!to.href.startsWith(stage.url)) continue;
      const [place, html] = [
        to.hash.slice(1),
        await read(to.href.split("#")[0]),
      ];
      if (!html || (place && !html.includes(`id="${place}"`))) {
        broken.push(`${name}: ${href}`);
      }
      links++;
    }
  }
  assertGreater(links, 30);
  assertEquals(broken, []);
  assertStringIncludes(
    await read(`${stage.url}10-lstm.html`),
    'href="slides/10-lstm.html"',
  );
  assertStringIncludes(
    await read(`${stage.url}index.html`),
    'href="slides/00-course.html"',
  );
});

test("keys turn slides, show steps and the overview, and switch the theme", async () => {
  await using opened = await present(some());
  const { page, faults } = opened;
  await page.keyboard.press("ArrowRight");
  assertMatch(page.url(), /#\/[\w-]+$/);
  await reveal(page, "slide", 7, 0, -1);
  const marked = () =>
    page.$$eval(
      "section.present .line",
      (all) =>
        all.flatMap((line, i) =>
          line.classList.contains("marked") ? [i + 1] : []
        ),
    );
  const before = await marked();
  await page.keyboard.press("ArrowRight");
  assertNotEquals(await marked(), before, "the marked lines do not step");
  await page.keyboard.press("o");
  assert(await page.locator(".reveal.overview").isVisible());
  await page.keyboard.press("o");
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.keyboard.press("t");
  assertNotEquals(await paper(), light);
  assertEquals(faults, []);
});

test("a swipe turns the slide", async () => {
  await using opened = await present(some(), {
    viewport: { width: 740, height: 416 },
    hasTouch: true,
    isMobile: true,
  });
  const { page, faults } = opened;
  const client = await page.context().newCDPSession(page);
  const touch = (type: string, x?: number) =>
    client.send("Input.dispatchTouchEvent", {
      type: type as "touchStart",
      touchPoints: x === undefined ? [] : [{ x, y: 200 }],
    });
  await touch("touchStart", 600);
  for (const x of [520, 400, 250]) await touch("touchMove", x);
  await touch("touchEnd");
  await page.waitForFunction(() =>
    Reflect.get(globalThis, "Reveal").getIndices().h === 1
  );
  assertEquals(faults, []);
});

test("the speaker's window shows notes and time and turns the slides", async () => {
  const folder = pathToFileURL(stage.folder).href.replace(/\/?$/, "/");
  for (const url of [stage.url, folder]) {
    await using opened = await present(some(), LIGHT, url);
    const { page, faults } = opened;
    const popup = page.waitForEvent("popup");
    await page.keyboard.press("s");
    const speaker = await popup;
    speaker.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    const words = speaker.locator(".words .notes");
    await words.filter({ hasText: "Start with the survey" }).waitFor();
    await speaker.keyboard.press("ArrowRight");
    await words.filter({ hasText: "Exit interviews" }).waitFor();
    await page.waitForURL(/50-000-opinions/);
    assertEquals(await speaker.locator(".place").innerText(), "2 of 16");
    await speaker.locator(".elapsed").filter({ hasText: /0:0[1-9]/ }).waitFor();
    assertMatch(await speaker.locator(".pace").innerText(), /of 50 min/);
    const now = speaker.frameLocator(".current iframe");
    await now.locator("section.present h2", { hasText: "50,000" }).waitFor();
    const next = speaker.frameLocator(".next iframe");
    await next.locator("section.present h2", { hasText: "Words become" })
      .waitFor();
    // In a folder axe itself would read the styles, which is not allowed.
    if (url === stage.url) {
      assertEquals(await axeFaults(speaker, "main"), []);
    }
    assertEquals(faults, []);
  }
});

test("from a slide to its section in the chapter, and back to the slide", async () => {
  await using opened = await present(some());
  const { page, faults } = opened;
  await reveal(page, "slide", 10, 0, 99);
  const slide = await page.waitForFunction(() =>
    /#\/it-stares/.test(location.hash) && location.href
  ).then((handle) => handle.jsonValue());
  await page.locator("section.present footer a").click();
  await page.waitForURL("**/10-lstm.html#train");
  const top = (await page.locator("#train").boundingBox())!.y;
  assert(top > -5 && top < 300, `the cell is at ${top}`);
  await page.goBack();
  assertEquals(page.url(), slide);
  await page.locator("section.present h2", { hasText: "stares" }).waitFor();
  assertEquals(faults, []);
});

test("the handout prints slides with notes and still pictures, light on paper", async (t) => {
  for (const name of stage.decks) {
    await t.step(name, async () => {
      await using opened = await open(stage, `${name}-handout`, {
        ...DARK,
        viewport: { width: 900, height: 1000 },
      });
      const { page, faults } = opened;
      await page.waitForFunction(() =>
        document.querySelectorAll("figure.diagram:not(.drawn)").length === 0
      );
      const cut = await page.$$eval(
        ".sheet",
        (all) =>
          all.filter((sheet) => !sheet.nextElementSibling?.textContent?.trim())
            .length,
      );
      assertEquals(cut, 0, "a slide has no notes");
      for (
        const chart of await page.locator("figure.chart:has(.picture)").all()
      ) {
        assert(await chart.locator(".picture").isVisible());
        assert(!await chart.locator(".canvas").isVisible());
      }
      assertEquals(await axeFaults(page, "main"), []);
      assertEquals(faults, []);
    });
  }
});

test("a deck prints one slide a page", async () => {
  const address = `${stage.url}${some()}.html`;
  assertGreater((await printDeck(stage.browser, address)).length, 50_000);
});

test("a deck opens from the folder, and reads without scripts", async () => {
  const folder = pathToFileURL(stage.folder).href.replace(/\/?$/, "/");
  {
    await using opened = await present(some(), LIGHT, folder);
    const { page, faults } = opened;
    await reveal(page, "slide", 10, 0, 99);
    await drawn(page, "section.present");
    assert(
      await page.locator("section.present .canvas svg").first().isVisible(),
    );
    assertEquals(faults, []);
  }
  await using opened = await open(stage, some(), {
    ...LIGHT,
    javaScriptEnabled: false,
  });
  const { page } = opened;
  assert(await page.locator("h2", { hasText: "stares" }).isVisible());
  assert(await page.locator("img.picture").first().isVisible());
});

test("who wants less motion gets none", async () => {
  await using opened = await present(some(), {
    ...LIGHT,
    reducedMotion: "reduce",
  });
  const transition = await opened.page.evaluate(() =>
    Reflect.get(globalThis, "Reveal").getConfig().transition
  );
  assertEquals(transition, "none");
});
