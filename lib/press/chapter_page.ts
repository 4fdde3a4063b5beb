import type { Chapter } from "./chapters.ts";
import { type Html, markup, raw } from "./html.ts";
import { commandLine, document, RUN } from "./layout.ts";
import { type Heading, renderMarkdown } from "./markdown.ts";
import type { CodeCell } from "../jupyter/notebook.ts";
import { renderOutput } from "./outputs.ts";
import type { Page } from "./page.ts";
import type { Deck } from "./slides/deck.ts";

/** A stretch of a page that the search can find. */
export interface Entry {
  url: string;
  chapter: string;
  title: string;
  text: string;
}

/** A chapter's page and what the search may find in it. */
export interface ChapterPage {
  html: string;
  entries: Entry[];
}

/**
 * Writes a chapter's page from its notebook.
 *
 * @param page collects what the page needs
 * @param chapter the chapter; it has a notebook
 * @param neighbours its part, its deck, and the chapters before and after
 * @throws {Error} when a cell cannot be shown, naming the cell
 */
export async function chapterPage(
  page: Page,
  chapter: Chapter & { nb: NonNullable<Chapter["nb"]> },
  neighbours: {
    part?: string;
    previous?: Chapter;
    next?: Chapter;
    deck?: Deck;
  },
): Promise<ChapterPage> {
  const file = `${chapter.slug}.html`;
  const headings: Heading[] = [];
  const entries: Entry[] = [];
  let title: Html | undefined;
  const { cells } = chapter.nb;
  for (const cell of cells) page.claim(cell.id);

  const body: Html[] = [];
  for (const [i, cell] of cells.entries()) {
    try {
      if (cell.cell_type === "code") {
        body.push(await codeCell(page, cell));
      } else if (cell.cell_type === "markdown") {
        const out = await renderMarkdown(page, cell.source, {
          id: cell.id,
          takeTitle: i === 0,
        });
        if (out.title) title = raw(out.title.html);
        // A heading that opens the cell carries the cell's id itself.
        const id = out.passages[0]?.heading?.id === cell.id && !out.title
          ? undefined
          : cell.id;
        const anchor = id && markup` id="${id}"`;
        body.push(
          markup`
            <div class="cell prose"${anchor}>
            ${raw(out.html)}</div>
          `,
        );
        for (const { heading, text } of out.passages) {
          if (heading && heading !== out.title) headings.push(heading);
          const last = entries.at(-1);
          if (!heading && last) last.text += text;
          else {
            entries.push({
              url: `${file}#${heading?.id ?? cell.id}`,
              chapter: chapter.title,
              title: heading?.text ?? chapter.title,
              text,
            });
          }
        }
      }
    } catch (error) {
      throw new Error(`Cell ${i + 1} ("${cell.id}") cannot be shown`, {
        cause: error,
      });
    }
  }

  return {
    entries,
    html: document({
      title: chapter.title,
      description: chapter.summary,
      kind: "chapter",
      needs: page.needs,
      body: markup`<div class="chapter-grid">
${contents(headings)}
<article>
${head(chapter, title, neighbours)}
${body}
${pager(neighbours)}
</article>
</div>`,
    }),
  };
}

async function codeCell(page: Page, cell: CodeCell): Promise<Html> {
  const code = raw(
    await page.highlighter.highlight(cell.source, "typescript"),
  );
  const outputs: Html[] = [];
  for (const [i, output] of cell.outputs.entries()) {
    outputs.push(await renderOutput(page, cell.id, i, output));
  }
  return markup`
    <div class="cell code" id="${cell.id}">
    <div class="code-block">
    <div class="code-bar"><a class="cell-id" href="#${cell.id}" aria-label="Link to cell ${cell.id}">${cell.id}</a><button type="button" class="copy needs-js" aria-label="Copy the code of ${cell.id}">Copy</button></div>
    <pre class="scroll"><code>${code}</code></pre>
    </div>
    ${outputs.length > 0 && markup`<div class="outputs">${outputs}</div>`}
    </div>
  `;
}

function head(
  chapter: Chapter,
  title: Html | undefined,
  { part, deck }: { part?: string; deck?: Deck },
): Html {
  const facts = [
    chapter.minutesRead !== undefined &&
    markup`<li>${chapter.minutesRead} min to read</li>`,
    chapter.secondsRun !== undefined &&
    markup`<li>${duration(chapter.secondsRun)} to run</li>`,
    deck && markup`<li><a href="slides/${deck.name}.html">Slides</a></li>`,
    markup`<li><a href="${chapter.slug}.ipynb" download>Download the notebook</a></li>`,
  ];
  return markup`
    <header class="chapter-head">
      <p class="kicker">${part && `${part} · `}Chapter ${chapter.number}</p>
      <h1>${title ?? chapter.title}</h1>
      <ul class="facts">${facts}</ul>
      <details class="run-it">
        <summary>Run it yourself</summary>
        <div><p>In a clone of the course, this opens JupyterLab with the right kernel; choose <code>notebooks/${chapter.slug}.ipynb</code>.</p>
    ${commandLine(`${RUN} lab`)}</div>
      </details>
    </header>
  `;
}

function duration(seconds: number): string {
  return seconds <= 180 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function contents(headings: Heading[]): Html {
  const items = headings.filter((h) => h.level <= 3).map((h) =>
    markup`
      <li class="level-${h.level}"><a href="#${h.id}">${raw(h.html)}</a></li>
    `
  );
  return markup`
    <nav class="contents" aria-label="On this page">
      <details open>
        <summary>On this page</summary>
        <ul>
    ${items}</ul>
      </details>
    </nav>
  `;
}

function pager(
  { previous, next }: { previous?: Chapter; next?: Chapter },
): Html {
  const link = (to: Chapter, rel: string, words: string) =>
    markup`
      <a class="${rel}" rel="${rel}"
        href="${to.slug}.html"><span>${words}</span> <strong>${to.number}. ${to.title}</strong></a>
    `;
  const more = markup`
    <a class="next"
      href="index.html#chapters"><span>More</span> <strong>All chapters</strong></a>
  `;
  return markup`<nav class="pager" aria-label="Chapters">
${previous && link(previous, "prev", "Previous")}${
    next ? link(next, "next", "Next") : more
  }</nav>`;
}
