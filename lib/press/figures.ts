import { type Html, json, markup } from "./html.ts";
import type { Page } from "./page.ts";

/** A picture as a data file, with its size in CSS pixels. */
export interface Picture {
  /** Path relative to the page. */
  path: string;
  width?: number;
  height?: number;
}

/** As much of a plotly figure as the page looks at. */
export interface PlotlyFigure {
  data: Record<string, unknown>[];
  layout?: {
    title?: { text?: string };
    height?: number;
    meta?: { summary?: string };
  };
  config?: Record<string, unknown>;
}

/**
 * Writes a chart: drawn by plotly in the page, a still picture in print and
 * without scripts, and a summary in words for readers who cannot see it. (The
 * sentence below a chart says what it shows to those who can.)
 *
 * @param page the page it goes into
 * @param id the chart's own id
 * @param figure the plotly figure
 * @param picture the still picture, if there is one
 */
export function chartFigure(
  page: Page,
  id: string,
  figure: PlotlyFigure,
  picture?: Picture,
): Html {
  page.needs.add("charts");
  const title = plainText(figure.layout?.title?.text ?? "");
  const summary = figure.layout?.meta?.summary ?? "";
  const height = figure.layout?.height ?? 420;
  const still = picture &&
    markup`
      <img class="picture" src="${picture.path}" width="${picture.width}" height="${picture.height}"
        decoding="async" alt="${title}. ${summary}">
    `;
  return markup`<figure class="chart" id="${id}">
<p class="figure-title" id="${id}-title">${title}</p>
<div class="canvas" role="img" aria-labelledby="${id}-title ${id}-summary" style="height:${height}px"></div>
${still}
<figcaption class="hidden" id="${id}-summary">${summary}</figcaption>
<script type="application/json">${json(figure)}</script>
</figure>`;
}

/**
 * Writes a mermaid diagram: drawn in the page, its source without scripts.
 *
 * @param page the page it goes into
 * @param source mermaid text with `accTitle` and `accDescr`
 */
export function diagramFigure(page: Page, source: string): Html {
  page.needs.add("diagrams");
  const id = page.claim("diagram");
  const title = /^\s*accTitle\s*:\s*(.+)$/m.exec(source)?.[1] ?? "";
  const summary = /^\s*accDescr\s*:\s*(.+)$/m.exec(source)?.[1] ??
    /^\s*accDescr\s*\{([^}]*)\}/m.exec(source)?.[1] ?? "";
  return markup`
    <figure class="diagram" id="${id}">
      <p class="figure-title" id="${id}-title">${title.trim()}</p>
      <div class="canvas scroll" role="img"
        aria-labelledby="${id}-title ${id}-summary"></div>
      <pre class="source scroll"><code>${source.trim()}</code></pre>
      <figcaption class="hidden" id="${id}-summary">${summary.trim()}</figcaption>
    </figure>
  `;
}

/** The words of a plotly title, which may carry a little markup. */
export function plainText(title: string): string {
  return title.replace(/<br\s*\/?>/gi, " ").replace(/<[^>]*>/g, "").trim();
}
