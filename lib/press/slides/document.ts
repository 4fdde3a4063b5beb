/**
 * The pages of a deck: the slides, the handout, and the speaker view that all
 * decks share. A slide is 1280 by 720 pixels wherever it's shown.
 *
 * @module
 */
import type { Chapter } from "../chapters.ts";
import { type Html, markup } from "../html.ts";
import { COURSE, POLICY } from "../layout.ts";
import type { Need } from "../page.ts";
import type { Deck } from "./deck.ts";
import { pageOf } from "./reference.ts";
import type { Block, Slide } from "./slide.ts";

/** What the pages of a deck are made from. */
export interface DeckPages {
  deck: Deck;
  slides: Slide[];
  needs: ReadonlySet<Need>;
  /** Its chapter, when that has a page; the course's own deck has none. */
  chapter?: Chapter;
  /** Reload the page when the deck is edited. */
  live?: boolean;
}

/** The style of slides. */
const SLIDES = ["slides", "slide_parts", "slide_show"];

/** The deck itself: reveal.js shows it; without scripts it is a long page. */
export function deckPage(pages: DeckPages): string {
  const { deck, slides, needs, live } = pages;
  return shell({
    title: deck.title,
    needs,
    styles: SLIDES,
    scripts: ["reveal", "deck", live && "live"],
    reveal: true,
    body: markup`
      <main class="reveal" data-minutes="${deck.minutes}">
      <div class="slides">
      ${slides.map((_, i) => section(pages, i, true))}
      </div>
      </main>
    `,
  });
}

/** Slides and notes one below the other, for paper. */
export function handoutPage(pages: DeckPages): string {
  const { deck, slides, needs, live } = pages;
  return shell({
    title: `Handout: ${deck.title}`,
    needs,
    styles: [...SLIDES, "handout"],
    scripts: [live && "live"],
    body: markup`
      <main class="handout">
      <header>
      <h1>${deck.title}</h1>
      <p>${slides.length} slides, ${deck.minutes} minutes, with the speaker's notes. <a href="${deck.name}.html">Open the slides</a></p>
      </header>
      ${
      slides.map((slide, i) =>
        markup`
          <article aria-labelledby="${slide.id}-title">
          <div class="sheet">${section(pages, i, false)}</div>
          <div class="notes">${slide.notes}</div>
          </article>
        `
      )
    }
      </main>
    `,
  });
}

/** The speaker's window: what is shown, what comes, notes and the time. */
export function speakerPage(live?: boolean): string {
  return shell({
    title: "Speaker view",
    needs: new Set(),
    styles: ["slides", "speaker"],
    scripts: ["speaker", live && "live"],
    policy: `${POLICY}; frame-src 'self'`,
    body: markup`
      <main class="speaker">
        <h1 class="hidden">Speaker view</h1>
        <section class="current" aria-labelledby="current-title">
          <h2 id="current-title">Now: <span class="place"></span></h2>
          <div class="frame"></div>
        </section>
        <section class="next" aria-labelledby="next-title">
          <h2 id="next-title">Next</h2>
          <div class="frame"></div>
        </section>
        <section class="time" aria-labelledby="time-title">
          <h2 id="time-title">Time</h2>
          <p class="elapsed">0:00</p>
          <p class="pace"></p>
          <p class="clock"></p>
          <p>
            <button type="button" class="pause">Start</button>
            <button type="button" class="reset">Back to 0:00</button>
          </p>
        </section>
        <section class="words" aria-labelledby="notes-title" tabindex="0">
          <h2 id="notes-title">Notes</h2>
          <div class="notes"></div>
        </section>
        <p class="lost" role="status"></p>
      </main>
    `,
  });
}

function section(pages: DeckPages, index: number, live: boolean): Html {
  const { deck, slides, chapter } = pages;
  const { id, layout, heading, blocks, notes, see } = slides[index];
  const link = see && markup`
    <a href="${pageOf(see)}">Notebook ${
    see.notebook.slice(0, 2)
  }: ${see.cell}</a>
  `;
  const kicker = layout === "title"
    ? markup`<p class="kicker">${
      chapter ? `Chapter ${chapter.number}` : "The course"
    }</p>`
    : layout === "exercise" && markup`<p class="kicker">Exercise</p>`;
  const title = live && layout === "title"
    ? markup`<h1 id="${id}-title">${heading}</h1>`
    : markup`<h2 id="${id}-title">${heading}</h2>`;
  return markup`
    <section id="${id}" class="slide ${layout}" role="group" aria-roledescription="slide" aria-labelledby="${id}-title">
    <header>${kicker}${title}</header>
    <div class="body">
    ${arrange(layout, blocks)}
    ${live && layout === "title" && ways(deck, chapter)}</div>
    <footer><span>${link}</span> <span class="number">${
    index + 1
  } / ${slides.length}</span></footer>
    ${live && markup`<aside class="notes">${notes}</aside>`}
    </section>
  `;
}

/** A split slide has its words at the left and the rest at the right. */
function arrange(layout: Slide["layout"], blocks: Block[]): Html[] {
  if (layout !== "split") return blocks.map(wrap);
  const words = blocks.filter(({ kind }) =>
    kind === "text" || kind === "formula"
  );
  const rest = blocks.filter((block) => !words.includes(block));
  return [words, rest].map((side) =>
    markup`<div class="side">${side.map(wrap)}</div>`
  );
}

function wrap({ kind, html, step }: Block): Html {
  return markup`<div class="block ${kind}${step && " fragment"}">${html}</div>`;
}

/** Where one can go from a deck's first slide. */
function ways(deck: Deck, chapter?: Chapter): Html {
  const page = chapter
    ? markup`<a href="../${chapter.slug}.html">Chapter page</a>`
    : markup`<a href="../index.html">Course page</a>`;
  return markup`
    <p class="ways">${page} <a href="${deck.name}-handout.html">Handout</a> <button
      type="button" class="open-speaker needs-js">Speaker view <kbd>S</kbd></button> <button type="button" class="theme-toggle needs-js"
        aria-pressed="false">Dark <kbd>T</kbd></button></p>
  `;
}

interface Shell {
  title: string;
  needs: ReadonlySet<Need>;
  styles: string[];
  scripts: (string | false | undefined)[];
  /** Load reveal.js's own style; its script switches it on. */
  reveal?: boolean;
  policy?: string;
  body: Html;
}

function shell(page: Shell): string {
  const { needs } = page;
  const scripts = [
    ...page.scripts,
    needs.has("charts") && "charts",
    needs.has("diagrams") && "diagrams",
  ].filter((name) => typeof name === "string");
  const styles = [
    needs.has("math") && "katex/katex.min",
    "fonts",
    "tokens",
    "outputs",
    ...page.styles,
  ].filter((name) => name !== false);
  return markup`
    <!doctype html>
    <html lang="en">
      <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${
    page.policy ?? POLICY
  }">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${page.title} · ${COURSE}</title>
    <link rel="icon" href="../assets/icon.svg" type="image/svg+xml">
    <script src="../assets/theme.js"></script>
    ${
    page.reveal &&
    markup`<link rel="stylesheet" href="../assets/reveal.css" media="not all">\n`
  }${
    styles.map((name) =>
      markup`<link rel="stylesheet" href="../assets/${name}.css">\n`
    )
  }${
    scripts.map((name) =>
      markup`<script defer src="../assets/${name}.js"></script>\n`
    )
  }</head>
      <body class="deck${!page.reveal && " eager"}">
    ${page.body}
      </body>
    </html>
  `.text.trim() + "\n";
}
