import { kindOf, type Mismatch } from "./compare.ts";

/**
 * Says a mismatch in words that point at the likely cause.
 *
 * @returns One or two sentences.
 */
export function explain(mismatch: Mismatch): string {
  const { kind, path, expected, got } = mismatch;
  const where = path === "" ? "" : `At ${path}: `;
  const [wanted, given] = tellApart(expected, got);
  switch (kind) {
    case "missing":
      return `${where}expected ${wanted}, got nothing. Is a return missing?`;
    case "type":
      return `${where}expected ${named(expected)}, got ${named(got)}.`;
    case "length":
      return `${where}expected a list of ${(expected as unknown[]).length}, ` +
        `got a list of ${Array.from(got as unknown[]).length}.`;
    case "keys":
      return `${where}expected the keys ${keys(expected)}, got ${keys(got)}.`;
    case "nan":
      return `${where}expected ${wanted}, got NaN. NaN comes from ∞ / ∞, ` +
        `∞ − ∞, 0 · ∞, 0 / 0, the log of a negative number, or a missing entry.`;
    case "infinite":
      return `${where}expected ${wanted}, got ${given}. Look for log(0), ` +
        `an exp that overflows (above about 709), or a division by 0.`;
    case "sign":
      return `${where}the size is right and the sign is not: expected ` +
        `${wanted}, got ${given}.`;
    case "value":
      return `${where}expected ${wanted}, got ${given}.`;
  }
}

/**
 * Writes a value on one line for a table: numbers with up to 6 significant
 * digits, long lists cut short.
 */
export function show(value: unknown, digits = 6): string {
  if (typeof value === "number") {
    return Object.is(value, -0) ? "0" : String(+value.toPrecision(digits));
  }
  if (typeof value === "string") return JSON.stringify(value);
  if (ArrayBuffer.isView(value)) {
    return show(Array.from(value as Float64Array), digits);
  }
  if (Array.isArray(value)) {
    const shown = value.slice(0, 8).map((item) => show(item, digits));
    if (value.length > 8) shown.push(`… ${value.length} in all`);
    return `[${shown.join(", ")}]`;
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value);
    return `{ ${
      entries.map(([k, v]) => `${k}: ${show(v, digits)}`).join(", ")
    } }`;
  }
  return String(value);
}

/** Both values in as few digits as tell them apart. */
function tellApart(expected: unknown, got: unknown): [string, string] {
  for (const digits of [6, 9, 12, 17]) {
    const pair = [show(expected, digits), show(got, digits)] as const;
    if (pair[0] !== pair[1]) return [...pair];
  }
  return [show(expected), show(got)];
}

/** A value by its kind, and what it is where that is short: `a number (3)`. */
function named(value: unknown): string {
  const kind = kindOf(value);
  if (kind === "null" || kind === "undefined") return kind;
  const name = `${kind === "object" ? "an" : "a"} ${kind}`;
  return ["number", "string", "boolean"].includes(kind)
    ? `${name} (${show(value)})`
    : name;
}

function keys(value: unknown): string {
  return Object.keys(value as object).sort().join(", ") || "(none)";
}
