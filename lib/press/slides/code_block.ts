/**
 * Code on a slide: written there or taken from a notebook, with lines that
 * are marked step by step.
 *
 * @module
 */
import type { Notebook } from "../../jupyter/notebook.ts";
import { type Html, markup, raw } from "../html.ts";
import type { Page } from "../page.ts";
import { findCell, parseReference, type Reference } from "./reference.ts";

/**
 * Writes a block of code. The line after the three backticks says what it is:
 *
 * - `ts` names the language;
 * - `{1-2|4}` marks lines 1 and 2 at first and line 4 at the next step;
 * - `notebook:10-lstm#lstm-step` takes the code of that cell, of which
 *   `lines 6-14` keeps a part; then the fence itself is empty.
 *
 * @param page the deck
 * @param notebooks the notebooks it may take code from
 * @param info the line after the backticks
 * @param content what stands between the fences
 * @throws {RangeError} when the info cannot be read, or lines are not there
 */
export async function codeBlock(
  page: Page,
  notebooks: ReadonlyMap<string, Notebook>,
  info: string,
  content: string,
): Promise<{ html: Html; reference?: Reference }> {
  const form =
    /^(\w+)(?: \{([\d|,-]+)\})?(?: (notebook:\S+)(?: lines (\d+)-(\d+))?)?$/;
  const found = form.exec(info.trim());
  if (!found) {
    throw new RangeError(
      `"${info}" is not understood: write ts {1-2|4} notebook:10-lstm#cell lines 1-9, of which all but the language may be left out`,
    );
  }
  const [, language, marks, address, from, to] = found;
  const reference = address ? parseReference(address) : undefined;
  if (address && !reference) {
    throw new RangeError(`"${address}" names no cell`);
  }
  let code = content.trimEnd();
  if (reference) {
    if (code) {
      throw new RangeError("Code from a notebook leaves the fence empty");
    }
    code = findCell(notebooks, reference).source;
    if (from) {
      const lines = code.split("\n");
      if (Number(from) < 1 || Number(to) > lines.length) {
        throw new RangeError(
          `Cell "${reference.cell}" has ${lines.length} lines, not ${from}-${to}`,
        );
      }
      code = dedent(lines.slice(Number(from) - 1, Number(to)));
    }
  }
  const html = await page.highlighter.highlight(code, language);
  const lines = html.split("\n").map((line) =>
    line.startsWith('<span class="line">')
      ? line
      : `<span class="line">${line}</span>`
  );
  const steps = marks ? readMarks(marks, lines.length) : [];
  return {
    reference,
    html: markup`<div class="code-block"><pre class="scroll"><code>${
      raw(lines.join("\n"))
    }</code></pre>${
      steps.map((step, i) =>
        markup`<span hidden class="mark${i > 0 && " fragment"}" data-lines="${
          step.join(" ")
        }"></span>`
      )
    }</div>`,
  };
}

/** `1-2|4` becomes [[1, 2], [4]]. */
function readMarks(marks: string, last: number): number[][] {
  return marks.split("|").map((step) =>
    step.split(",").flatMap((part) => {
      const [from, to = from] = part.split("-").map(Number);
      if (!(from >= 1 && to >= from && to <= last)) {
        throw new RangeError(`There are no lines ${part} among ${last}`);
      }
      return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    })
  );
}

function dedent(lines: string[]): string {
  const full = lines.filter((line) => line.trim());
  const indent = Math.min(...full.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join("\n").trimEnd();
}
