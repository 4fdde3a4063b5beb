import Markdown, { type MarkdownIt, type Token } from "markdown-it";
import { diagramFigure } from "./figures.ts";
import { math } from "./math.ts";
import type { Page } from "./page.ts";
import { safeLink, sanitisePiece } from "./sanitise.ts";
import { spoken } from "./spoken.ts";

/** A heading of a page. */
export interface Heading {
  level: number;
  id: string;
  /** Its words. */
  text: string;
  /** Its markup, formulas and code included. */
  html: string;
}

/** A heading and the words under it, for the search. */
export interface Passage {
  heading?: Heading;
  text: string;
}

/** One Markdown cell, ready for a page. */
export interface Rendered {
  html: string;
  /** The title, taken out of the text, where the cell begins with one. */
  title?: Heading;
  passages: Passage[];
}

/**
 * The course's Markdown: formulas, HTML that is harmless, tables that scroll.
 * A fence shows what its token's `meta.html` says.
 */
export function parser(): MarkdownIt {
  const md = new Markdown({
    html: true,
    linkify: false,
    typographer: false,
  });
  md.use(math);
  md.validateLink = safeLink;
  const { rules } = md.renderer;
  rules.html_block = (tokens, i) => sanitisePiece(tokens[i].content);
  rules.html_inline = (tokens, i) => sanitisePiece(tokens[i].content);
  rules.fence = (tokens, i) => String(tokens[i].meta?.html);
  rules.table_open = () => '<div class="scroll"><table>\n';
  rules.table_close = () => "</table></div>\n";
  rules.th_open = (tokens, i, options, _env, self) => {
    tokens[i].attrSet("scope", "col");
    return self.renderToken(tokens, i, options);
  };
  return md;
}

const md = parser();
md.renderer.rules.heading_close = (tokens, i) => {
  const { tag, meta } = tokens[i];
  return ` <a class="anchor" href="#${meta?.id}" aria-hidden="true" tabindex="-1">#</a></${tag}>\n`;
};

/**
 * Turns a Markdown cell into HTML: formulas, coloured code, diagrams, anchors
 * on headings, links between notebooks turned into links between pages.
 *
 * @param page the page it goes into
 * @param source the cell's text
 * @param options `id` is the first heading's anchor when the cell begins with
 * one; `takeTitle` takes a leading level-1 heading out of the text
 * @throws {Error} when a picture is not inside the notebook
 */
export async function renderMarkdown(
  page: Page,
  source: string,
  options: { id?: string; takeTitle?: boolean } = {},
): Promise<Rendered> {
  const env = {};
  const tokens = md.parse(source, env);
  let title: Heading | undefined;
  if (options.takeTitle && tokens[0]?.tag === "h1") {
    title = heading(tokens, 0, options.id ?? "top");
    tokens.splice(0, 3);
  }
  const passages: Passage[] = [{ heading: title, text: "" }];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token.type === "heading_open") {
      const words = plain(tokens[i + 1]);
      const id = i === 0 && options.id && !title
        ? options.id
        : page.claim(slug(words));
      const found = heading(tokens, i, id);
      token.tag = tokens[i + 2].tag = `h${found.level}`;
      token.attrSet("id", id);
      tokens[i + 2].meta = { id };
      passages.push({ heading: found, text: "" });
    } else if (token.type === "inline") {
      if (tokens[i - 1]?.type !== "heading_open") {
        passages.at(-1)!.text += plain(token) + " ";
      }
    } else if (token.type === "math") {
      page.needs.add("math");
    } else if (token.type === "fence") {
      token.meta = { html: await fence(page, token) };
    }
    for (const child of token.children ?? []) adjust(page, child);
  }
  const out = md.renderer.render(tokens, md.options, env);
  return {
    html: out,
    title,
    passages: passages.filter((p) => p.heading || p.text.trim()),
  };
}

function heading(tokens: Token[], at: number, id: string): Heading {
  const inline = tokens[at + 1];
  const level = Number(tokens[at].tag.slice(1));
  return {
    // The page's title is its only level-1 heading.
    level: Math.max(level, 2),
    id,
    text: plain(inline),
    html: md.renderer.renderInline(inline.children ?? [], md.options, {}),
  };
}

async function fence(page: Page, token: Token): Promise<string> {
  const lang = token.info.trim().split(/\s+/)[0];
  if (lang === "mermaid") return diagramFigure(page, token.content).text;
  const code = await page.highlighter.highlight(token.content, lang);
  return `<div class="code-block"><pre class="scroll"><code>${code}</code></pre></div>\n`;
}

function adjust(page: Page, token: Token): void {
  if (token.type === "math") page.needs.add("math");
  if (token.type === "link_open") {
    const href = String(token.attrGet("href") ?? "");
    if (/^https?:/i.test(href)) token.attrSet("rel", "noopener");
    else token.attrSet("href", pageLink(page, href));
  }
  if (token.type === "image") {
    throw new Error(
      `Picture "${
        token.attrGet("src")
      }" is not inside the notebook: draw it in a cell instead`,
    );
  }
}

/**
 * What a notebook links to, as the site has it: `09-loss.ipynb#cell` is
 * `09-loss.html#cell`, and `../data/imdb.json` lies in `data/` beside the page.
 */
function pageLink(page: Page, href: string): string {
  const data = /^\.\.\/(data\/[\w-]+\.\w+)$/.exec(href)?.[1];
  if (data) {
    page.linked.add(data);
    return data;
  }
  return href.replace(/^(?:\.\/)?([\w-]+)\.ipynb(?=#|$)/, "$1.html");
}

/**
 * The formulas of a text that stand on a line of their own, in order.
 *
 * @param source Markdown
 * @returns LaTeX, without dollars
 */
export function formulasIn(source: string): string[] {
  return md.parse(source, {})
    .flatMap((token) => [token, ...token.children ?? []])
    .filter(({ type, meta }) => type === "math" && meta?.display === true)
    .map(({ content }) => content);
}

/** The words of an inline token. */
export function plain(token: Token): string {
  return (token.children ?? []).map((child) => {
    if (child.type === "softbreak" || child.type === "hardbreak") return " ";
    if (child.type === "math") return spoken(child.content);
    return child.type === "html_inline" ? "" : child.content;
  }).join("");
}

/** Words as an id: lower case, with dashes for whatever is no letter. */
export function slug(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "") || "section";
}
