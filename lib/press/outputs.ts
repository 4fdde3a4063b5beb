import type { ErrorOutput, MimeBundle, Output } from "../jupyter/notebook.ts";
import { escapeHtml } from "../viz/display.ts";
import { ansiToHtml } from "./ansi.ts";
import {
  chartFigure,
  diagramFigure,
  type Picture,
  type PlotlyFigure,
} from "./figures.ts";
import { type Html, markup, raw } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import { formula } from "./math.ts";
import type { Page } from "./page.ts";
import { sanitise } from "./sanitise.ts";

/** Where an output stands: the page, its cell, its number in the cell. */
interface Place {
  page: Page;
  notebook: string;
  cell: string;
  index: number;
}

/** Writes a MIME bundle in one of its forms. */
type Form = (place: Place, bundle: MimeBundle, metadata: MimeBundle) =>
  | Html
  | Promise<Html>;

/** The forms a page can show, best first. */
const FORMS: [string, Form][] = [
  ["application/vnd.plotly.v1+json", chart],
  [
    "text/vnd.mermaid",
    ({ page }, bundle) =>
      diagramFigure(page, String(bundle["text/vnd.mermaid"])),
  ],
  [
    "text/html",
    (_, bundle) =>
      markup`<div class="html scroll">${
        raw(sanitise(String(bundle["text/html"])))
      }</div>`,
  ],
  ["image/svg+xml", picture("image/svg+xml", "svg")],
  ["image/png", picture("image/png", "png")],
  ["image/jpeg", picture("image/jpeg", "jpg")],
  [
    "text/markdown",
    async ({ page }, bundle) =>
      markup`<div class="prose">${
        raw((await renderMarkdown(page, String(bundle["text/markdown"]))).html)
      }</div>`,
  ],
  ["text/latex", ({ page }, bundle) => {
    page.needs.add("math");
    const source = String(bundle["text/latex"]).trim().replace(
      /^\${1,2}|\${1,2}$/g,
      "",
    );
    return markup`<div>${raw(formula(source, true))}</div>`;
  }],
  [
    "application/json",
    (_, bundle) =>
      markup`<pre class="scroll">${
        JSON.stringify(bundle["application/json"], null, 2)
      }</pre>`,
  ],
  [
    "text/plain",
    (_, bundle) =>
      markup`<pre class="scroll">${
        raw(ansiToHtml(String(bundle["text/plain"])))
      }</pre>`,
  ],
];

/**
 * Writes one output of a cell.
 *
 * @param page the page it goes into
 * @param cell the cell's id
 * @param index the output's place among the cell's outputs, from 0
 * @param output the output
 * @param notebook the notebook's name, where the page isn't its own
 */
export async function renderOutput(
  page: Page,
  cell: string,
  index: number,
  output: Output,
  notebook = page.name,
): Promise<Html> {
  switch (output.output_type) {
    case "stream":
      return markup`<pre class="scroll stream ${output.name}">${
        raw(ansiToHtml(output.text.replace(/\n+$/, "")))
      }</pre>`;
    case "error":
      return errorBox(output);
    default: {
      const { data, metadata } = output;
      for (const [mime, write] of FORMS) {
        if (!(mime in data)) continue;
        const place = { page, notebook, cell, index };
        return await write(place, data, metadata);
      }
      const types = Object.keys(data).join(", ") || "it is empty";
      return markup`
        <p
          class="note">A page cannot show this output (${types}). Open the notebook in Jupyter to see it.</p>
      `;
    }
  }
}

function errorBox({ ename, evalue, traceback }: ErrorOutput): Html {
  const head = `${ename}: ${evalue}`;
  const lines = traceback.join("\n").split("\n");
  // A trace often begins by saying the same again.
  const first = ansiToHtml(lines[0]).replace(/<[^>]*>/g, "");
  if (escapeHtml(head).startsWith(first)) lines.shift();
  const trace = ansiToHtml(lines.join("\n"));
  return markup`<div class="error" role="note" aria-label="Error">
<p><strong>${head}</strong></p>
${trace && markup`<pre class="scroll">${raw(trace)}</pre>`}
</div>`;
}

function chart(
  place: Place,
  data: MimeBundle,
  metadata: MimeBundle,
) {
  const figure = data["application/vnd.plotly.v1+json"] as PlotlyFigure;
  const { page, cell } = place;
  const still = "image/png" in data
    ? store(place, "png", data["image/png"], metadata["image/png"])
    : undefined;
  return chartFigure(page, page.claim(`${cell}-chart`), figure, still);
}

function picture(mime: string, ending: string): Form {
  return (place, data, metadata) => {
    const { path, width, height } = store(
      place,
      ending,
      data[mime],
      metadata[mime],
    );
    const alt = String(data["text/plain"] ?? "").trim();
    const size = width && markup`
      width="${width}" height="${height}"
    `;
    return markup`
      <figure
        class="image"><img src="${path}" alt="${alt}"${size}></figure>
    `;
  };
}

/** Puts a picture's bytes into the site. */
function store(
  { page, notebook, cell, index }: Place,
  ending: string,
  content: unknown,
  metadata: unknown,
): Picture {
  const path = `pictures/${notebook}/${cell}-${index + 1}.${ending}`;
  const text = String(content);
  page.files.set(
    path,
    ending === "svg"
      ? new TextEncoder().encode(text)
      : Uint8Array.fromBase64(text),
  );
  const { width, height } = (metadata ?? {}) as Partial<Picture>;
  return { path: page.root + path, width, height };
}
