/**
 * When two values that a notebook shows are the same.
 *
 * - Two whole numbers: when they are equal, unless the cell states a tolerance
 *   of its own.
 * - Two numbers below {@linkcode NOISE} in size: when neither is more than a
 *   thousand times the other. They may be rounding errors.
 * - Other numbers: when they differ by at most the tolerance times the larger
 *   of them.
 * - Durations, memory and rates ("12.3 ms", "812 MB", "3.1 steps/s"): always;
 *   what kind of quantity it is must stay.
 * - All other text: when it is equal. Colour codes, and how many spaces or
 *   rules align a table, do not count.
 *
 * @module
 */

/** How close numbers must be. */
export interface Tolerance {
  /** Largest relative difference. */
  relative: number;
  /** Whether whole numbers must be equal. */
  wholeExact: boolean;
}

/**
 * Numbers below this may be what rounding left of a zero: "largest difference
 * 1.2e-11" becomes 3e-11 on a machine that rounds otherwise. Only their order
 * of magnitude is compared. A zero itself is not noise: a gradient of 4e-18
 * that becomes 0 has changed.
 */
export const NOISE = 1e-9;

/** The first place where two values differ. */
export interface Mismatch {
  /** Path within a JSON value, or line of a text. */
  where: string;
  stored: string;
  fresh: string;
}

const number = String.raw`[-+−]?\d+(?:,\d{3})*(?:\.\d+)?(?:[eE][-+−]?\d+)?`;
const quantities = [
  [
    "time",
    String.raw`(?:ns|µs|μs|us|ms|s|min|h|seconds?|minutes?|hours?)(?:/\p{L}+)?`,
  ],
  ["memory", String.raw`[kKMGT]i?B`],
  ["rate", String.raw`[\p{L}]+/(?:ms|s|min|h)`],
].map(([kind, unit]) => ({
  kind,
  // A unit ends where no letter, digit or slash goes on: not "5 steps".
  pattern: new RegExp(`${number}\\s?${unit}(?![\\p{L}\\d/])`, "gu"),
}));
// deno-lint-ignore no-control-regex
const colourCodes = /\x1b\[[\d;]*[A-Za-z]/g;

/** Whether two numbers are the same. */
export function sameNumber(
  a: number,
  b: number,
  { relative, wholeExact }: Tolerance,
): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (wholeExact && Number.isInteger(a) && Number.isInteger(b)) return false;
  const [small, large] = [Math.abs(a), Math.abs(b)].toSorted((x, y) => x - y);
  if (large < NOISE && small > 0) return large <= 1000 * small;
  return Math.abs(a - b) <= relative * large;
}

/**
 * Compares two texts line by line.
 *
 * @returns The first lines that differ, or undefined.
 */
export function compareTexts(
  stored: string,
  fresh: string,
  tolerance: Tolerance,
): Mismatch | undefined {
  const [a, b] = [stored, fresh].map((text) => text.trimEnd().split("\n"));
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] !== undefined && b[i] !== undefined) {
      if (sameLine(a[i], b[i], tolerance)) continue;
    }
    const show = (line?: string) => line === undefined ? "nothing" : line;
    return { where: `line ${i + 1}`, stored: show(a[i]), fresh: show(b[i]) };
  }
}

/**
 * Compares two JSON values; strings in them are compared as texts.
 *
 * @returns The first place where they differ, or undefined.
 */
export function compareJson(
  stored: unknown,
  fresh: unknown,
  tolerance: Tolerance,
  where = "",
): Mismatch | undefined {
  if (typeof stored === "number" && typeof fresh === "number") {
    if (sameNumber(stored, fresh, tolerance)) return;
  } else if (typeof stored === "string" && typeof fresh === "string") {
    if (!compareTexts(stored, fresh, tolerance)) return;
  } else if (isTree(stored) && isTree(fresh)) {
    const keys = new Set([...Object.keys(stored), ...Object.keys(fresh)]);
    for (const key of keys) {
      const step = Array.isArray(stored) ? `[${key}]` : where && `.${key}`;
      const path = where + (step || key);
      const mismatch = compareJson(stored[key], fresh[key], tolerance, path);
      if (mismatch) return mismatch;
    }
    if (Array.isArray(stored) === Array.isArray(fresh)) return;
  } else if (stored === fresh) {
    return;
  }
  return { where, stored: brief(stored), fresh: brief(fresh) };
}

function sameLine(stored: string, fresh: string, tolerance: Tolerance) {
  const [a, b] = [stored, fresh].map(split);
  return a.words.length === b.words.length &&
    a.words.every((word, i) => word === b.words[i]) &&
    a.numbers.every((n, i) => {
      const exact = tolerance.wholeExact && a.whole[i] && b.whole[i];
      return sameNumber(n, b.numbers[i], { ...tolerance, wholeExact: exact });
    });
}

/** Splits a line into its numbers and the words between them. */
function split(line: string) {
  let text = line.replaceAll(colourCodes, "");
  for (const { kind, pattern } of quantities) {
    text = text.replaceAll(pattern, `‹${kind}›`);
  }
  const literals = text.match(new RegExp(number, "g")) ?? [];
  return {
    words: text.split(new RegExp(number)).map((word) =>
      word.replaceAll(/\s+/g, " ").replaceAll(/([-=─═])\1+/g, "$1")
    ),
    numbers: literals.map((literal) =>
      Number(literal.replaceAll(",", "").replaceAll("−", "-"))
    ),
    // "3.0" is a measured number that happens to be whole.
    whole: literals.map((literal) => !/[.eE]/.test(literal)),
  };
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 100 ? text.slice(0, 100) + "…" : text;
}
