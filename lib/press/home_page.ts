import type { Chapter, CourseMap } from "./chapters.ts";
import { type Html, markup } from "./html.ts";
import { plainText } from "./figures.ts";
import { commandLine, document, RUN } from "./layout.ts";
import type { Deck } from "./slides/deck.ts";
import { findFigure, lineFigure } from "./line_figure.ts";

const READERS = [
  {
    who: "People and hiring leads",
    what:
      "leave with a retention model of their own company: who leaves, when and why, and what each remedy buys.",
  },
  {
    who: "Engineers",
    what:
      "leave with every formula derived and checked and an LSTM they trained on real reviews. A Transformer, exported and served, is coming.",
  },
  {
    who: "Instructors",
    what:
      "leave with decks, exercises that grade themselves, and one text that serves page, notebook and slides.",
  },
];

/**
 * Writes the home page: what the course is, for whom, how to run it, and its
 * chapters as a path.
 *
 * @param map the chapter map
 * @param chapters all chapters, those with a notebook carrying it
 * @param decks the decks there are
 */
export function homePage(
  map: CourseMap,
  chapters: Chapter[],
  decks: Deck[] = [],
): string {
  const ready = chapters.filter((c) => c.nb);
  return document({
    description:
      "An executable course on the people who build large models and the models they build.",
    kind: "home",
    needs: new Set(),
    body: markup`
      <section class="hero">
      ${welcome(chapters.length, ready[0])}
      ${heroFigure(map, ready)}
      </section>
      <section class="readers" aria-labelledby="readers-title">
        <h2 id="readers-title">Three kinds of reader</h2>
        <ul>
      ${
      READERS.map(({ who, what }) =>
        markup`
          <li>
            <h3>${who}</h3>
            <p>${what}</p>
          </li>
        `
      )
    }</ul>
      </section>
      <section class="path" id="chapters" aria-labelledby="chapters-title">
      <h2 id="chapters-title">The path</h2>
      <p class="path-note">${ready.length} of ${chapters.length} chapters can be read today. The others are on their way.</p>
      ${map.parts.map((part) => partOf(part, chapters))}
      </section>
      ${decks.length > 0 && slides(decks)}
    `,
  });
}

function welcome(count: number, first?: Chapter): Html {
  const enter = first &&
    markup`
      <p
        class="enter"><a class="button" href="${first.slug}.html">Start with chapter ${first.number}</a> <a href="#chapters">See all chapters</a></p>
    `;
  return markup`<div class="welcome">
<h1>Talent <span class="amp">&amp;</span> Transformers</h1>
<p class="lede">The people who build large models, and the models they build. A course in ${count} chapters where every claim is computed in front of you or cited.</p>
<div class="run">
<p>With Node 20 and nothing else, in a clone of the course:</p>
<dl>
<div><dt>Run the notebooks, build this site, open it</dt><dd>${
    commandLine(`${RUN} start`)
  }</dd></div>
<div><dt>Check everything</dt><dd>${commandLine(`${RUN} test`)}</dd></div>
</dl>
</div>
${enter}
</div>`;
}

function partOf(part: CourseMap["parts"][0], chapters: Chapter[]): Html {
  const stops = chapters.filter((c) => c.part === part.id).map((c) =>
    markup`
      <li class="${c.nb ? "ready" : "coming"}">
        <span class="number">${c.number}</span>
        <h4>${
      c.nb ? markup`<a href="${c.slug}.html">${c.title}</a>` : c.title
    }</h4>
        <p>${c.summary}</p>
        <p class="state">${c.nb ? time(c) : "coming"}</p>
      </li>
    `
  );
  return markup`
    <section class="part" aria-labelledby="part-${part.id}">
      <h3 id="part-${part.id}"><span>Part ${part.id}</span> ${part.title}</h3>
      <ol>
    ${stops}</ol>
    </section>
  `;
}

/** Decks, for those who teach. */
function slides(decks: Deck[]): Html {
  const items = decks.map((deck) =>
    markup`
      <li>
        <span class="number">${deck.chapter || ""}</span>
        <h3><a href="slides/${deck.name}.html">${deck.title}</a></h3>
        <p>${deck.slides.length} slides, ${deck.minutes} min</p>
        <p><a href="slides/${deck.name}-handout.html" aria-label="Handout: ${deck.title}">Handout</a></p>
      </li>
    `
  );
  return markup`
    <section class="decks" id="slides" aria-labelledby="slides-title">
      <h2 id="slides-title">Slides to teach with</h2>
      <p class="path-note">Their figures are those of the chapters. Each slide has notes: what to say, what to ask the room, and the answer.</p>
      <ul>
    ${items}</ul>
    </section>
  `;
}

function time({ minutesRead }: Chapter): string {
  return minutesRead === undefined ? "" : `${minutesRead} min`;
}

/** The chart the map asks for, or else the first that can be drawn small. */
function heroFigure(map: CourseMap, ready: Chapter[]): Html | undefined {
  const { notebook, cell } = map.hero;
  const wanted = ready.find((c) => c.slug === notebook);
  const tries = [
    wanted && { chapter: wanted, found: findFigure(wanted.nb!, cell) },
    ...ready.map((chapter) => ({ chapter, found: findFigure(chapter.nb!) })),
  ];
  for (const candidate of tries) {
    if (!candidate?.found) continue;
    const { chapter, found } = candidate;
    const drawing = lineFigure(found.figure);
    if (!drawing) continue;
    const { title, meta } = found.figure.layout ?? {};
    return markup`<figure class="hero-figure">
<p class="figure-title">${plainText(title?.text ?? "")}</p>
${drawing}
<figcaption>${meta?.summary} <a href="${chapter.slug}.html#${found.cell}">From chapter ${chapter.number}, ${chapter.title}</a></figcaption>
</figure>`;
  }
}
