/**
 * Whether a notebook still shows what it showed when its outputs were stored.
 *
 * @module
 */

import {
  compareJson,
  compareTexts,
  type Mismatch,
  type Tolerance,
} from "./compare_text.ts";
import type { CodeCell, Notebook, Output } from "./notebook.ts";

/** An output that is no longer what was stored. */
export interface Difference extends Mismatch {
  /** Position of the cell in the notebook, from 1, prose counted. */
  number: number;
  id: string;
}

/** How far numbers may differ, relative, where a cell states nothing else. */
export const TOLERANCE = 1e-6;

/**
 * Compares stored outputs with those of a fresh run, cell by cell.
 *
 * A cell tagged `varies` depends on the machine or the clock: only the kinds of
 * its outputs are compared. Elsewhere `compare_text.ts` says what is the same,
 * and the cell's `metadata.course.tolerance` how close numbers must be. Still
 * pictures (`image/png` and `image/jpeg`) are not compared: they are drawn from
 * figures, which are.
 *
 * @param stored The notebook as stored.
 * @param fresh The same notebook, run again.
 * @returns The first difference of each kind of output of each cell; none if
 * all is as stored.
 */
export function compareOutputs(
  stored: Notebook,
  fresh: Notebook,
): Difference[] {
  return stored.cells.flatMap((cell, i) => {
    if (cell.cell_type !== "code") return [];
    const twin = fresh.cells[i];
    if (twin?.cell_type !== "code" || twin.source !== cell.source) {
      throw new TypeError(
        `Cell ${i + 1} "${cell.id}" differs in its code: not the same notebook`,
      );
    }
    return compareCells(cell, twin)
      .map((mismatch) => ({ number: i + 1, id: cell.id, ...mismatch }));
  });
}

/** A difference in words, for a terminal. */
export function describe(difference: Difference): string {
  const { number, id, where, stored, fresh } = difference;
  return `cell ${number} "${id}", ${where}\n` +
    `  stored  ${stored}\n` +
    `  fresh   ${fresh}`;
}

function compareCells(stored: CodeCell, fresh: CodeCell): Mismatch[] {
  const [a, b] = [arrange(stored.outputs), arrange(fresh.outputs)];
  const [kindsA, kindsB] = [a, b].map((outputs) =>
    outputs.map(({ kind }) => kind).join("; ") || "nothing"
  );
  if (kindsA !== kindsB) {
    return [{ where: "kinds of output", stored: kindsA, fresh: kindsB }];
  }
  if (stored.metadata.tags?.includes("varies")) return [];
  const own = stored.metadata.course?.tolerance;
  const tolerance = {
    relative: own ?? TOLERANCE,
    wholeExact: own === undefined,
  };
  return a.flatMap(({ kind, forms }, i) =>
    compareForms(kind, forms, b[i].forms, tolerance)
  );
}

interface Shown {
  kind: string;
  /** Text or JSON by MIME type, or by name of the stream. */
  forms: Record<string, unknown>;
}

/**
 * What a cell shows, in an order that does not depend on timing: printed text
 * and displays reach us on separate ways.
 */
function arrange(outputs: Output[]): Shown[] {
  const printed = new Map<string, string>();
  const shown: Shown[] = [];
  for (const output of outputs) {
    if (output.output_type === "stream") {
      const { name, text } = output;
      printed.set(name, (printed.get(name) ?? "") + text);
    } else if (output.output_type === "error") {
      const { ename, evalue } = output;
      shown.push({ kind: "error", forms: { [ename]: evalue } });
    } else {
      const forms = Object.fromEntries(
        Object.entries(output.data).toSorted().filter(([type]) =>
          type !== "image/png" && type !== "image/jpeg"
        ),
      );
      const kind = `${output.output_type} (${Object.keys(forms).join(", ")})`;
      shown.push({ kind, forms });
    }
  }
  return [
    ...[...printed].toSorted().map(([name, text]) => ({
      kind: name,
      forms: { [name]: text },
    })),
    ...shown,
  ];
}

function compareForms(
  kind: string,
  stored: Shown["forms"],
  fresh: Shown["forms"],
  tolerance: Tolerance,
): Mismatch[] {
  const [what] = kind.split(" ");
  return Object.keys(stored).flatMap((form) => {
    const [a, b] = [stored[form], fresh[form]];
    const mismatch = typeof a === "string" && typeof b === "string"
      ? compareTexts(a, b, tolerance)
      : compareJson(a, b, tolerance);
    if (!mismatch) return [];
    const place = form === what ? what : `${what} ${form}`;
    return [{
      ...mismatch,
      where: [place, mismatch.where].filter(Boolean).join(", "),
    }];
  });
}
