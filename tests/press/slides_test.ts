import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "../assert.ts";
import type { Notebook } from "../../lib/jupyter/notebook.ts";
import { Highlighter } from "../../lib/press/code.ts";
import { Page } from "../../lib/press/page.ts";
import { DeckError, parseDeck } from "../../lib/press/slides/deck.ts";
import { countPages } from "../../lib/press/slides/pdf.ts";
import { readSlide } from "../../lib/press/slides/slide.ts";
import { fixture } from "../site/fixture.ts";

const FRONT = "---\ntitle: A deck\nchapter: 0\nminutes: 5\n---\n\n";
const highlighter = await Highlighter.open();
const notebooks = new Map<string, Notebook>([["01-some", fixture]]);

/** A deck with one slide after the front matter, which ends on line 5. */
const deckOf = (body: string) =>
  parseDeck({ path: "slides/x.md", text: FRONT + body });

async function slideOf(body: string) {
  const deck = deckOf(`${body}\n\nNotes:\n\nWords.\n`);
  const page = new Page("x", highlighter, "../");
  const slide = await readSlide({ deck, page, notebooks }, deck.slides[0]);
  return { slide, page, html: slide.blocks.map(({ html }) => html).join("\n") };
}

const refused = (body: string) => assertRejects(() => slideOf(body), DeckError);

Deno.test("parseDeck() cuts a deck into slides with their notes and lines", () => {
  const deck = deckOf(
    "# One\n\nNotes:\n\nSay one.\n\n---\n\n## Two\n\nNotes:\n\nSay two.\n",
  );
  assertEquals(
    { name: deck.name, title: deck.title, minutes: deck.minutes },
    { name: "x", title: "A deck", minutes: 5 },
  );
  assertEquals(deck.slides.map(({ line }) => line), [6, 14]);
  assertMatch(deck.slides[1].notes, /Say two/);
  assertEquals(deck.slides[1].notesLine, 18);
});

Deno.test("parseDeck() leaves --- inside code alone", () => {
  const { slides } = deckOf(
    "# One\n\n```yaml\n---\na: 1\n---\n```\n\nNotes:\n\nSay.\n",
  );
  assertEquals(slides.length, 1);
});

Deno.test("parseDeck() says what front matter lacks", () => {
  const parse = (text: string) => () =>
    parseDeck({ path: "slides/x.md", text });
  assertThrows(parse("# No front matter"), DeckError, "slides/x.md:1");
  assertThrows(
    parse("---\ntitle: A\nchapter: 1\n---\n\n# A\n"),
    DeckError,
    '"minutes"',
  );
  assertThrows(
    parse("---\ntitle: A\nauthor: me\n---\n\n# A\n"),
    DeckError,
    "slides/x.md:3",
  );
});

Deno.test("parseDeck() asks for speaker notes on every slide", () => {
  assertThrows(
    () => deckOf("# One\n\nNotes:\n\nSay.\n\n---\n\n## Two\n"),
    DeckError,
    "slides/x.md:15: The slide has no speaker notes",
  );
});

Deno.test("a slide shows the chart of a cell, its still picture and a link to it", async () => {
  const { slide, page, html } = await slideOf(
    "## Falling\n\n![A falling curve](notebook:01-some#loss-curve)",
  );
  assertEquals(slide.blocks[0].kind, "chart");
  assertEquals(slide.see, { notebook: "01-some", cell: "loss-curve" });
  assertStringIncludes(html, 'aria-label="A falling curve"');
  assertMatch(html, /src="\.\.\/pictures\/01-some\/loss-curve-\d\.png"/);
  assert(page.needs.has("charts"));
  assert([...page.files.keys()].every((path) => !path.startsWith("..")));
});

Deno.test("a figure that does not exist is told with the deck's line", async () => {
  const cell = await refused(
    "## A\n\nWords.\n\n![A](notebook:01-some#nowhere)",
  );
  assertStringIncludes(cell.message, 'slides/x.md:11: Notebook "01-some" has');
  const notebook = await refused("## A\n\n![A](notebook:99-none#x)");
  assertStringIncludes(notebook.message, "slides/x.md:9: There is no notebook");
  const link = await refused("## A\n\n[See](notebook:01-some#nowhere)");
  assertStringIncludes(link.message, "slides/x.md:9:");
  const alt = await refused("## A\n\n![](notebook:01-some#loss-curve)");
  assertStringIncludes(alt.message, "text alternative");
  const file = await refused("## A\n\n![A](picture.png)");
  assertStringIncludes(file.message, "is no figure");
});

Deno.test("a cell that shows nothing is told, and so is a formula that cannot be read", async () => {
  const nothing = await refused("## A\n\n![A](notebook:01-some#charts)");
  assertStringIncludes(nothing.message, 'slides/x.md:9: Cell "charts" is text');
  const formula = await refused("## A\n\n$$\\frac{1}{$$");
  assertStringIncludes(formula.message, "slides/x.md:9: A formula");
});

Deno.test("an unknown comment, a second heading and none are refused", async () => {
  assertStringIncludes(
    (await refused("## A\n\n<!-- spilt -->")).message,
    "spilt",
  );
  assertStringIncludes((await refused("## A\n\n## B")).message, "one heading");
  assertStringIncludes((await refused("Words.")).message, "no heading");
});

Deno.test("code steps through its lines", async () => {
  const { html } = await slideOf(
    "## A\n\n```ts {1|2-3}\nlet a = 1;\na++;\na--;\n```",
  );
  assertEquals(html.match(/class="line"/g)?.length, 3);
  assertEquals(
    [...html.matchAll(/class="(mark[^"]*)" data-lines="([^"]*)"/g)]
      .map(([, kind, lines]) => [kind, lines]),
    [["mark", "1"], ["mark fragment", "2 3"]],
  );
  const beyond = await refused("## A\n\n```ts {4}\nlet a = 1;\n```");
  assertStringIncludes(beyond.message, "slides/x.md:9: There are no lines 4");
});

Deno.test("code can come from a cell, whole or in part", async () => {
  const { slide, html } = await slideOf(
    "## A\n\n```ts notebook:01-some#failure lines 1-1\n```",
  );
  assertStringIncludes(html.replace(/<[^>]*>/g, ""), "throw new RangeError();");
  assertEquals(slide.see?.cell, "failure");
  const beyond = await refused(
    "## A\n\n```ts notebook:01-some#failure lines 1-99\n```",
  );
  assertStringIncludes(beyond.message, "slides/x.md:9:");
});

Deno.test("steps hold back the items of a list, or one block", async () => {
  const { slide } = await slideOf(
    "## A\n\n<!-- step -->\n\n- one\n- two\n\n<!-- step -->\n\nLast.",
  );
  const [list, last] = slide.blocks;
  assertEquals(list.html.text.match(/<li class="fragment">/g)?.length, 2);
  assertEquals([list.step, last.step], [false, true]);
});

Deno.test("questions and answers stand out in the notes", async () => {
  const deck = deckOf("# A\n\nNotes:\n\nSay.\n\nAsk: Why?\n\nAnswer: So.\n");
  const page = new Page("x", highlighter, "../");
  const { notes } = await readSlide({ deck, page, notebooks }, deck.slides[0]);
  assertStringIncludes(notes.text, '<p class="ask">Why?</p>');
  assertStringIncludes(notes.text, '<p class="answer">So.</p>');
});

Deno.test("countPages() counts pages, not the tree that holds them", () => {
  const pdf =
    "1 0 obj <</Type /Pages /Count 2>> <</Type /Page\n>> <</Type/Page>>";
  assertEquals(countPages(new TextEncoder().encode(pdf)), 2);
});
