import type { Chapter, CourseMap } from "./chapters.ts";
import { type Html, html } from "./html.ts";
import { plainText } from "./figures.ts";
import { commandLine, document, RUN } from "./layout.ts";
import { findFigure, lineFigure } from "./line_figure.ts";

const READERS = [
  {
    who: "People and hiring leads",
    what:
      "leave with a retention model of their own company: who leaves, when, why, and what each remedy buys, with the uncertainty shown.",
  },
  {
    who: "Engineers",
    what:
      "leave with every formula derived and checked, and with an LSTM and a Transformer they trained, exported and served.",
  },
  {
    who: "Instructors",
    what:
      "leave with decks, exercises that grade themselves, and one text that serves the page, the notebook and the slides.",
  },
];

/**
 * Writes the home page: what the course is, for whom, how to run it, and its
 * chapters as a path.
 *
 * @param map the chapter map
 * @param chapters all chapters, those with a notebook carrying it
 */
export function homePage(map: CourseMap, chapters: Chapter[]): string {
  const ready = chapters.filter((c) => c.nb);
  return document({
    description:
      "An executable course on the people who build large models and the models they build.",
    kind: "home",
    needs: new Set(),
    body: html`
      <section class="hero">
      <div class="hero-words">
      <h1>Talent <span class="amp">&amp;</span> Transformers</h1>
      <p class="lede">The people who build large models, and the models they build. A course in ${chapters
        .length} chapters where every claim is code that runs on your own machine.</p>
      <div class="run">
      <p>With Node 20 and nothing else, in a clone of the course:</p>
      <dl>
      <div><dt>Run the notebooks, build this site, open it</dt><dd>${commandLine(
        `${RUN} start`,
      )}</dd></div>
      <div><dt>Check everything</dt><dd>${commandLine(`${RUN} test`)}</dd></div>
      </dl>
      </div>
      ${ready[0] &&
        html`
          <p
            class="enter"><a class="button" href="${ready[0]
              .slug}.html">Start with ${ready[0]
              .title}</a> <a href="#chapters">See all chapters</a></p>
        `}
      </div>
      ${heroFigure(map, ready)}
      </section>
      <section class="readers" aria-labelledby="readers-title">
        <h2 id="readers-title">Three kinds of reader</h2>
        <ul>${READERS.map(({ who, what }) =>
          html`
            <li>
              <h3>${who}</h3>
              <p>${what}</p>
            </li>
          `
        )}</ul>
      </section>
      <section class="path" id="chapters" aria-labelledby="chapters-title">
      <h2 id="chapters-title">The path</h2>
      <p class="path-note">${ready.length} of ${chapters
        .length} chapters can be read today. The others are on their way.</p>
      ${map.parts.map((part) => partOf(part, chapters))}
      </section>
    `,
  });
}

function partOf(part: CourseMap["parts"][0], chapters: Chapter[]): Html {
  return html`
    <section class="part" aria-labelledby="part-${part.id}">
      <h3 id="part-${part.id}"><span>Part ${part.id}</span> ${part.title}</h3>
      <ol>${chapters.filter((c) => c.part === part.id).map((c) =>
        html`
          <li class="${c.nb ? "ready" : "coming"}" value="${c.number}">
            <span class="number" aria-hidden="true">${c.number}</span>
            <div><h4>${c.nb
              ? html`<a href="${c.slug}.html">${c.title}</a>`
              : c.title}${!c.nb && html`
              <span class="tag">coming</span>
            `}</h4>
          <p>${c.summary}</p>${c.nb && c.minutesRead !== undefined &&
            html`<p class="time">${c.minutesRead} min to read</p>`}</div>
          </li>
        `
      )}</ol>
    </section>
  `;
}

/** The chart the map asks for, or else the first that can be drawn small. */
function heroFigure(map: CourseMap, ready: Chapter[]): Html | false {
  const wanted = ready.find((c) => c.slug === map.hero.notebook);
  const tries = [
    wanted && { chapter: wanted, found: findFigure(wanted.nb!, map.hero.cell) },
    ...ready.map((chapter) => ({ chapter, found: findFigure(chapter.nb!) })),
  ];
  for (const candidate of tries) {
    if (!candidate?.found) continue;
    const { chapter, found } = candidate;
    const drawing = lineFigure(found.figure);
    if (!drawing) continue;
    return html`<figure class="hero-figure">
<p class="figure-title">${plainText(found.figure.layout?.title?.text ?? "")}</p>
${drawing}
<figcaption>${found.figure.layout?.meta?.summary} <a href="${chapter.slug}.html#${found.cell}">From chapter ${chapter.number}, ${chapter.title}</a></figcaption>
</figure>`;
  }
  return false;
}
