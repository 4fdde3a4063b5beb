/**
 * Taking figures, formulas and code out of executed notebooks, so that a deck
 * shows what the chapter shows.
 *
 * @module
 */
import type { Cell, Notebook, Output } from "../../jupyter/notebook.ts";
import { diagramFigure } from "../figures.ts";
import { type Html, raw } from "../html.ts";
import { formulasIn } from "../markdown.ts";
import { formula } from "../math.ts";
import { renderOutput } from "../outputs.ts";
import type { Page } from "../page.ts";

/** A cell of a notebook, as a deck names it: `notebook:09-loss#loss-curves`. */
export interface Reference {
  notebook: string;
  cell: string;
}

/** Something a slide shows; its kind decides how it is laid out. */
export interface Figure {
  kind: "chart" | "diagram" | "table" | "picture" | "output" | "formula";
  html: Html;
}

/** Reads `notebook:09-loss#loss-curves`; other addresses give nothing. */
export function parseReference(address: string): Reference | undefined {
  const found = /^notebook:([\w-]+)#([\w-]+)$/.exec(address);
  return found ? { notebook: found[1], cell: found[2] } : undefined;
}

/** Where the cell stands on the site, seen from a deck. */
export function pageOf({ notebook, cell }: Reference): string {
  return `../${notebook}.html#${cell}`;
}

/**
 * Finds the cell that a deck names.
 *
 * @param notebooks the notebooks of the site, by name
 * @param reference the cell
 * @throws {RangeError} when there is no such notebook or cell
 */
export function findCell(
  notebooks: ReadonlyMap<string, Notebook>,
  { notebook, cell }: Reference,
): Cell {
  const nb = notebooks.get(notebook);
  if (!nb) {
    throw new RangeError(
      `There is no notebook "${notebook}". There are: ${
        [...notebooks.keys()].join(", ")
      }`,
    );
  }
  const found = nb.cells.find(({ id }) => id === cell);
  if (found) return found;
  throw new RangeError(
    `Notebook "${notebook}" has no cell "${cell}": its page shows each cell's name above the code`,
  );
}

/** How a form of output is laid out; the first that a cell has is shown. */
const KINDS: [mime: string, kind: Figure["kind"]][] = [
  ["application/vnd.plotly.v1+json", "chart"],
  ["text/vnd.mermaid", "diagram"],
  ["text/html", "table"],
  ["image/svg+xml", "picture"],
  ["image/png", "picture"],
  ["text/markdown", "output"],
  ["text/plain", "output"],
];

/**
 * Takes a figure out of a cell: of a code cell its chart, diagram, table or
 * other output; of a Markdown cell its diagram, or one of its formulas.
 *
 * @param page the deck that shows it
 * @param cell the cell
 * @param reference where the cell stands
 * @param wanted `formula 2` takes the second formula of a Markdown cell;
 * `row 3` marks the third row of a table
 * @throws {RangeError} when the cell holds nothing of the kind
 */
export async function takeFigure(
  page: Page,
  cell: Cell,
  reference: Reference,
  wanted = "",
): Promise<Figure> {
  if (cell.cell_type === "code") {
    const outputs = cell.outputs;
    for (const [mime, kind] of KINDS) {
      const at = outputs.findIndex((output) => mime in dataOf(output));
      if (at < 0) continue;
      const html = await renderOutput(
        page,
        cell.id,
        at,
        outputs[at],
        reference.notebook,
      );
      return { kind, html: markRow(html, wanted) };
    }
    throw new RangeError(
      `Cell "${cell.id}" shows nothing: name a cell with an output`,
    );
  }
  const number = /^formula (\d+)$/.exec(wanted)?.[1];
  if (number) {
    const source = formulasIn(cell.source)[Number(number) - 1];
    if (!source) {
      throw new RangeError(`Cell "${cell.id}" has no ${wanted}`);
    }
    page.needs.add("math");
    return { kind: "formula", html: raw(formula(source, true)) };
  }
  const diagram = /^```mermaid\n([\s\S]*?)^```/m.exec(cell.source)?.[1];
  if (diagram) return { kind: "diagram", html: diagramFigure(page, diagram) };
  throw new RangeError(
    `Cell "${cell.id}" is text without a diagram: for a formula, add "formula 1" after the address`,
  );
}

/** Marks the row of a table that the slide is about. */
function markRow(html: Html, wanted: string): Html {
  if (!wanted) return html;
  const number = Number(/^row (\d+)$/.exec(wanted)?.[1]);
  const [before, ...rows] = html.text.split(/(?<=<tbody>.*)<tr>/s);
  if (!rows[number - 1]) {
    throw new RangeError(`There is no "${wanted}" to mark in this figure`);
  }
  rows[number - 1] = `\0${rows[number - 1]}`;
  return raw(
    [before, ...rows].join("<tr>").replace("<tr>\0", '<tr class="marked">'),
  );
}

function dataOf(output: Output): Record<string, unknown> {
  if ("data" in output) return output.data;
  return output.output_type === "stream" ? { "text/plain": output.text } : {};
}
