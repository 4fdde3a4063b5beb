/**
 * All decks of the course, as files of the site.
 *
 * @module
 */
import type { Notebook } from "../../jupyter/notebook.ts";
import type { Chapter } from "../chapters.ts";
import type { Highlighter } from "../code.ts";
import { Page } from "../page.ts";
import { type Deck, DeckError } from "./deck.ts";
import { deckPage, handoutPage, speakerPage } from "./document.ts";
import { readSlide } from "./slide.ts";

/** What decks are built from. */
export interface DeckOptions {
  decks: Deck[];
  /** All chapters, those with a notebook carrying it. */
  chapters: Chapter[];
  highlighter: Highlighter;
  /** Keeps one file, by its path in the site. */
  write: (path: string, content: string | Uint8Array) => Promise<void>;
  /** Pages reload when their deck is edited. */
  live?: boolean;
}

/**
 * Builds every deck: `slides/09-loss.html` and `slides/09-loss-handout.html`,
 * the pictures they show, and the speaker view.
 *
 * @throws {DeckError} when a deck's front matter, a figure or a formula is
 * wrong, with the deck's line
 */
export async function buildDecks(options: DeckOptions): Promise<void> {
  const { decks, chapters, highlighter, write, live } = options;
  const notebooks = new Map(
    chapters.flatMap(({ slug, nb }): [string, Notebook][] =>
      nb ? [[slug, nb]] : []
    ),
  );
  for (const deck of decks) {
    const chapter = chapterOf(deck, chapters);
    const page = new Page(deck.name, highlighter, "../");
    const slides = [];
    for (const source of deck.slides) {
      slides.push(await readSlide({ deck, page, notebooks }, source));
    }
    const pages = { deck, slides, needs: page.needs, chapter, live };
    await write(`slides/${deck.name}.html`, deckPage(pages));
    await write(`slides/${deck.name}-handout.html`, handoutPage(pages));
    for (const [path, bytes] of page.files) await write(path, bytes);
  }
  if (decks.length > 0) await write("slides/speaker.html", speakerPage(live));
}

/** A deck's chapter; the deck is named like its notebook. */
function chapterOf(deck: Deck, chapters: Chapter[]): Chapter | undefined {
  if (deck.chapter === 0) return;
  const chapter = chapters.find(({ number }) => number === deck.chapter);
  if (chapter?.slug === deck.name && chapter.nb) return chapter;
  throw new DeckError(
    deck.path,
    1,
    chapter?.nb
      ? `The deck of chapter ${deck.chapter} is called ${chapter.slug}.md`
      : `Chapter ${deck.chapter} has no notebook yet`,
  );
}
