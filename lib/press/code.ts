import { escapeHtml } from "../viz/display.ts";
import { ROOT } from "./files.ts";

/**
 * Colours code, with classes instead of colours so that a page's theme decides.
 *
 * The highlighter takes about a second to load its grammars, so coloured code
 * is kept in `.cache/code.json` from one build to the next, and the
 * highlighter is loaded only when something new turns up.
 *
 * @module
 */

const CACHE = new URL(".cache/code.json", ROOT);

/** Raise it when the markup below changes. */
const FORM = 2;

const LANGUAGES: Record<string, string> = {
  typescript: "typescript",
  ts: "typescript",
  javascript: "typescript",
  js: "typescript",
  json: "json",
  bash: "bash",
  sh: "bash",
  shell: "bash",
  python: "python",
};

/** Colours snippets; keep one for a build and `save` at its end. */
export class Highlighter {
  #known: Map<string, string>;
  #used = new Map<string, string>();
  #shiki?: Promise<(code: string, lang: string) => string>;

  private constructor(known: Map<string, string>) {
    this.#known = known;
  }

  /** Opens the highlighter with what earlier builds coloured. */
  static async open(): Promise<Highlighter> {
    try {
      const { form, entries } = JSON.parse(await Deno.readTextFile(CACHE));
      return new Highlighter(new Map(form === FORM ? entries : []));
    } catch {
      // No cache, or one that cannot be read: colour everything again.
      return new Highlighter(new Map());
    }
  }

  /**
   * Colours one snippet.
   *
   * @param code the text
   * @param lang a language name; unknown ones are left plain
   * @returns HTML for the inside of a `<code>` element
   */
  async highlight(code: string, lang: string): Promise<string> {
    const language = LANGUAGES[lang.toLowerCase()];
    const trimmed = code.replace(/\n+$/, "");
    if (!language) return escapeHtml(trimmed);
    const key = `${language}\n${trimmed}`;
    let html = this.#used.get(key) ?? this.#known.get(key);
    if (html === undefined) {
      this.#shiki ??= loadShiki();
      html = (await this.#shiki)(trimmed, language);
    }
    this.#used.set(key, html);
    return html;
  }

  /** Keeps what this build used for the next one. */
  async save(): Promise<void> {
    if (!this.#shiki) return;
    await Deno.mkdir(new URL(".", CACHE), { recursive: true });
    const part = new URL("code.json.part", CACHE);
    const entries = [...new Map([...this.#known, ...this.#used])].slice(-4000);
    await Deno.writeTextFile(part, JSON.stringify({ form: FORM, entries }));
    await Deno.rename(part, CACHE);
  }
}

async function loadShiki(): Promise<(code: string, lang: string) => string> {
  const { createHighlighterCore, createCssVariablesTheme } = await import(
    "shiki/core"
  );
  const { createOnigurumaEngine } = await import("shiki/engine/oniguruma");
  const theme = createCssVariablesTheme();
  const shiki = await createHighlighterCore({
    themes: [theme],
    langs: [
      import("shiki/langs/typescript.mjs"),
      import("shiki/langs/json.mjs"),
      import("shiki/langs/bash.mjs"),
      import("shiki/langs/python.mjs"),
    ],
    engine: createOnigurumaEngine(import("shiki/wasm")),
  });
  return (code, lang) => {
    // No time limit: on a busy machine it would leave lines half coloured.
    const html = shiki.codeToHtml(code, { lang, theme, tokenizeTimeLimit: 0 });
    return html.slice(html.indexOf("<code>") + 6, html.lastIndexOf("</code>"))
      .replace(/ style="color:var\(--shiki-token-([a-z-]+)\)"/g, ' class="$1"')
      .replace(
        /<span style="color:var\(--shiki-foreground\)">(.*?)<\/span>/g,
        "$1",
      );
  };
}
