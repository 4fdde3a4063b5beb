import { type Html, markup } from "./html.ts";
import type { Need } from "./page.ts";

/** The name of the course. */
export const COURSE = "Talent & Transformers";

/** The command that runs a task on a machine with only Node. */
export const RUN = "npx -y deno@2.9.6 task";

/** What a page says about itself. */
export interface Shell {
  /** Title in the browser's tab; the course's name is added. */
  title?: string;
  description: string;
  /** A class for the whole page. */
  kind: "home" | "chapter" | "bench";
  needs: ReadonlySet<Need>;
  body: Html;
}

/**
 * Nothing may come from another host, and no script may stand in a page.
 * Styles inside the page are needed by KaTeX, plotly and mermaid.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * Puts a page together: head, header, body and footer.
 *
 * @param shell what the page is
 * @returns the whole document
 */
export function document(shell: Shell): string {
  const { needs } = shell;
  const title = shell.title ? `${shell.title} · ${COURSE}` : COURSE;
  const styles = [
    ...needs.has("math") ? ["katex/katex.min"] : [],
    "fonts",
    "tokens",
    "frame",
    ...shell.kind === "home" ? ["home"] : ["chapter", "outputs"],
    ...shell.kind === "bench" ? ["bench"] : [],
  ];
  const scripts = [
    "page",
    "search",
    ...needs.has("charts") ? ["charts"] : [],
    ...needs.has("diagrams") ? ["diagrams"] : [],
  ];
  return markup`
    <!doctype html>
    <html lang="en">
      <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <meta name="description" content="${shell.description}">
    <link rel="icon" href="assets/icon.svg" type="image/svg+xml">
    <script src="assets/theme.js"></script>
    ${
    styles.map((path) =>
      markup`<link rel="stylesheet" href="assets/${path}.css">\n`
    )
  }
    <link rel="stylesheet" href="assets/print.css" media="print">
    ${
    scripts.map((name) =>
      markup`<script defer src="assets/${name}.js"></script>\n`
    )
  }</head>
      <body class="${shell.kind}">
        <a class="skip" href="#main">Skip to the text</a>
        <header class="bar">
          <a class="brand"
            href="index.html">Talent <span class="amp">&amp;</span> Transformers</a>
          <nav aria-label="Course">
            <a href="index.html#chapters">Chapters</a>
            <button type="button" class="search-open needs-js"
              aria-haspopup="dialog">Search <kbd>/</kbd></button>
            <button type="button" class="theme-toggle needs-js"
              aria-pressed="false"><span class="hidden">Dark theme</span>${HALF_MOON}</button>
          </nav>
        </header>
        <main id="main" tabindex="-1">
    ${shell.body}
        </main>
        <footer class="foot">
          <p>Every claim here is computed by a notebook that ran, or cited. Text and code: MIT licence. <a href="bench.html">How fast is the engine?</a></p>
        </footer>
        <dialog class="search" aria-label="Search the course">
          <input type="text" inputmode="search" placeholder="Search the course"
            aria-label="Search the course" autocomplete="off" spellcheck="false">
          <p class="search-status" role="status"></p>
          <ul class="search-results"></ul>
        </dialog>
      </body>
    </html>
  `.text.trim() + "\n";
}

const HALF_MOON = markup`
  <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
    <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor"
      stroke-width="1.6" />
    <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
  </svg>
`;

/**
 * A command with a button that copies it.
 *
 * @param command what to type
 */
export function commandLine(command: string): Html {
  return markup`
    <div
      class="command"><code>${command}</code><button type="button" class="copy needs-js" data-copy="${command}" aria-label="Copy ${command}">Copy</button></div>
  `;
}
