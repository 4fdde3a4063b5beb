/**
 * One slide: its Markdown becomes blocks, and its layout arranges them.
 *
 * @module
 */
import type { Token } from "markdown-it";
import type { Notebook } from "../../jupyter/notebook.ts";
import { diagramFigure } from "../figures.ts";
import { type Html, markup, raw } from "../html.ts";
import { parser, plain, slug } from "../markdown.ts";
import type { Page } from "../page.ts";
import { safeLink } from "../sanitise.ts";
import { codeBlock } from "./code_block.ts";
import { type Deck, DeckError, type SlideSource } from "./deck.ts";
import {
  findCell,
  pageOf,
  parseReference,
  type Reference,
  takeFigure,
} from "./reference.ts";

/** How the blocks of a slide may be arranged; `<!-- split -->` names one. */
export const LAYOUTS = [
  "plain",
  "title",
  "split",
  "statement",
  "exercise",
] as const;
export type Layout = typeof LAYOUTS[number];

/** A slide, ready to be put into a page. */
export interface Slide {
  id: string;
  layout: Layout;
  /** Its heading's words and markup. */
  title: string;
  heading: Html;
  blocks: Block[];
  notes: Html;
  /** The place of the notebook that it speaks about. */
  see?: Reference;
}

/** A paragraph, a list, a figure; `step` is true when it comes by itself. */
export interface Block {
  kind: string;
  html: Html;
  step: boolean;
}

/** What slides are written with. */
export interface Desk {
  deck: Deck;
  page: Page;
  notebooks: ReadonlyMap<string, Notebook>;
}

const md = parser();
md.validateLink = (link) => link.startsWith("notebook:") || safeLink(link);

/**
 * Writes one slide.
 *
 * @param desk the deck, its page and the notebooks it may take figures from
 * @param source the slide's Markdown
 * @throws {DeckError} when something on it cannot be shown, with its line
 */
export async function readSlide(
  desk: Desk,
  source: SlideSource,
): Promise<Slide> {
  const blocks: Block[] = [];
  let title: Pick<Slide, "id" | "title" | "heading"> | undefined;
  let layout: Layout = "plain";
  let see: Reference | undefined;
  let step = false;
  let line = source.line;

  for (const tokens of topLevel(md.parse(source.body, {}))) {
    line = source.line + (tokens[0].map?.[0] ?? 0);
    try {
      const [first, inline] = tokens;
      if (first.type === "html_block") {
        const order = directive(first.content);
        if (order === "step") step = true;
        else if (typeof order === "string") layout = order;
        else {
          findCell(desk.notebooks, order);
          see = order;
        }
        continue;
      }
      if (first.type === "heading_open") {
        if (title) throw new RangeError("A slide has one heading");
        const words = plain(inline);
        title = {
          id: desk.page.claim(slug(words)),
          title: words,
          heading: raw(renderInline(desk, inline)),
        };
        continue;
      }
      const { block, reference } = await readBlock(desk, tokens, step);
      blocks.push(block);
      see ??= reference;
      step = false;
    } catch (error) {
      throw at(desk.deck, line, error);
    }
  }
  if (!title) {
    throw new DeckError(
      desk.deck.path,
      source.line,
      "The slide has no heading",
    );
  }
  const notes = readNotes(desk, source);
  return { ...title, layout, blocks, see, notes };
}

/** Cuts tokens into blocks that stand side by side. */
function topLevel(tokens: Token[]): Token[][] {
  const blocks: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) blocks.push([]);
    blocks.at(-1)!.push(token);
    depth += token.nesting;
  }
  return blocks;
}

function directive(
  html: string,
): Exclude<Layout, "plain"> | "step" | Reference {
  const words = /^<!--\s*([\s\S]*?)\s*-->\s*$/.exec(html)?.[1] ?? "";
  const reference = parseReference(words.replace(/^see:\s*/, "notebook:"));
  if (words.startsWith("see:") && reference) return reference;
  const known = ["step", ...LAYOUTS.slice(1)] as const;
  const found = known.find((order) => order === words);
  if (found) return found as Exclude<Layout, "plain"> | "step";
  throw new RangeError(
    `HTML on a slide is not shown; a comment may say ${
      known.join(", ")
    } or "see: notebook#cell", not "${words || html.trim()}"`,
  );
}

async function readBlock(
  desk: Desk,
  tokens: Token[],
  step: boolean,
): Promise<{ block: Block; reference?: Reference }> {
  const { page, notebooks } = desk;
  const [first, inline] = tokens;
  if (first.type === "fence") {
    if (/^mermaid\b/.test(first.info)) {
      const html = diagramFigure(page, first.content);
      return { block: { kind: "diagram", html, step } };
    }
    const { html, reference } = await codeBlock(
      page,
      notebooks,
      first.info,
      first.content,
    );
    return { block: { kind: "code", html, step }, reference };
  }
  const image = first.type === "paragraph_open" && inline.children?.length === 1
    ? inline.children.find(({ type }) => type === "image")
    : undefined;
  if (image) {
    const address = String(image.attrGet("src"));
    const reference = parseReference(address);
    if (!reference) {
      throw new RangeError(
        `"${address}" is no figure: name a cell, as in notebook:09-loss#loss-curves`,
      );
    }
    const alt = plain(image).trim();
    if (!alt) throw new RangeError("The figure lacks its text alternative");
    const cell = findCell(notebooks, reference);
    const wanted = String(image.attrGet("title") ?? "");
    const { kind, html } = await takeFigure(page, cell, reference, wanted);
    const named = markup`<div role="group" aria-label="${alt}">${html}</div>`;
    return { block: { kind, html: named, step }, reference };
  }
  if (step && /list_open$/.test(first.type)) {
    for (const token of tokens) {
      if (token.type === "list_item_open" && token.level === 1) {
        token.attrJoin("class", "fragment");
      }
    }
    step = false;
  }
  const kind = first.type === "math" ? "formula" : "text";
  return { block: { kind, html: raw(render(desk, tokens)), step } };
}

function render(desk: Desk, tokens: Token[]): string {
  for (const token of tokens) {
    prepare(desk, token);
    for (const child of token.children ?? []) prepare(desk, child);
  }
  return sound(md.renderer.render(tokens, md.options, {}));
}

function renderInline(desk: Desk, inline: Token): string {
  for (const child of inline.children ?? []) prepare(desk, child);
  return sound(md.renderer.renderInline(inline.children ?? [], md.options, {}));
}

/** A deck with a broken formula is not built. */
function sound(html: string): string {
  const fault = /class="katex-error" title="([^"]*)"/.exec(html)?.[1];
  if (fault) throw new RangeError(`A formula cannot be read: ${fault}`);
  return html;
}

function prepare({ page, notebooks }: Desk, token: Token): void {
  if (token.type === "math") page.needs.add("math");
  if (token.type === "image") {
    throw new RangeError("A figure needs a paragraph of its own");
  }
  if (token.type !== "link_open") return;
  const href = String(token.attrGet("href"));
  const reference = parseReference(href);
  if (reference) {
    findCell(notebooks, reference);
    token.attrSet("href", pageOf(reference));
  } else if (/^https?:/.test(href)) token.attrSet("rel", "noopener");
}

/** Notes as HTML; a question for the room and its answer stand out. */
function readNotes(desk: Desk, { notes, notesLine }: SlideSource): Html {
  const tokens = md.parse(notes, {});
  for (const [i, { type, children }] of tokens.entries()) {
    const text = children?.[0];
    if (type !== "inline" || text?.type !== "text") continue;
    const label = /^(Ask|Answer): /.exec(text.content);
    if (!label || tokens[i - 1].level > 0) continue;
    text.content = text.content.slice(label[0].length);
    tokens[i - 1].attrJoin("class", label[1].toLowerCase());
  }
  try {
    return raw(render(desk, tokens));
  } catch (error) {
    throw at(desk.deck, notesLine, error);
  }
}

function at(deck: Deck, line: number, error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return new DeckError(deck.path, line, error.message, { cause: error });
}
