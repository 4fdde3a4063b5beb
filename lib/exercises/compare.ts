import type { Tolerance } from "./spec.ts";

/** What first differs between an answer and the expected one. */
export interface Mismatch {
  readonly kind:
    | "missing"
    | "type"
    | "length"
    | "keys"
    | "nan"
    | "infinite"
    | "sign"
    | "value";
  /** Where, as an index path: `""` for the whole, `"[1][0]"`, `".loss"`. */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** The tolerance of an exercise that states none. */
export const defaultTolerance: Tolerance = { relative: 1e-6, absolute: 1e-9 };

/**
 * Finds the first place where `got` differs from `expected`.
 *
 * Numbers are compared within the tolerance; NaN matches only NaN, an infinity
 * only the same infinity. A typed array counts as a list.
 *
 * @returns The mismatch, or `null` when the two agree.
 */
export function compare(
  got: unknown,
  expected: unknown,
  tolerance: Tolerance = defaultTolerance,
  path = "",
): Mismatch | null {
  const differs = (kind: Mismatch["kind"]) => ({ kind, path, expected, got });
  if (isTyped(got)) got = Array.from(got);
  if (got === undefined && expected !== undefined) return differs("missing");
  if (kindOf(got) !== kindOf(expected)) return differs("type");
  if (typeof expected === "number") {
    const kind = compareNumbers(got as number, expected, tolerance);
    return kind && differs(kind);
  }
  if (Array.isArray(expected)) {
    const list = got as unknown[];
    if (list.length !== expected.length) return differs("length");
    return first(
      expected,
      (value, i) => compare(list[i], value, tolerance, `${path}[${i}]`),
    );
  }
  if (kindOf(expected) === "object") {
    const wanted = expected as Record<string, unknown>;
    const answer = got as Record<string, unknown>;
    const keys = Object.keys(wanted).sort();
    if (keys.join() !== Object.keys(answer).sort().join()) {
      return differs("keys");
    }
    return first(
      keys,
      (key) => compare(answer[key], wanted[key], tolerance, `${path}.${key}`),
    );
  }
  return Object.is(got, expected) ? null : differs("value");
}

/** The kind of a value, with lists and null told apart from objects. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

function compareNumbers(
  got: number,
  expected: number,
  { relative, absolute }: Tolerance,
): Mismatch["kind"] | null {
  if (got === expected || Number.isNaN(got) && Number.isNaN(expected)) {
    return null;
  }
  if (Number.isNaN(got)) return "nan";
  if (!Number.isFinite(got)) return "infinite";
  const bound = absolute + relative * Math.abs(expected);
  const close = (a: number) => Math.abs(a - expected) <= bound;
  if (!Number.isFinite(expected)) return "value";
  return close(got) ? null : close(-got) ? "sign" : "value";
}

function isTyped(value: unknown): value is Float64Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function first<T>(
  items: readonly T[],
  test: (item: T, index: number) => Mismatch | null,
): Mismatch | null {
  for (const [i, item] of items.entries()) {
    const mismatch = test(item, i);
    if (mismatch) return mismatch;
  }
  return null;
}
