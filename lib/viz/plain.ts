/** What JSON can hold. */
export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };

/**
 * Turns a value into plain JSON that the kernel can send: typed arrays become
 * arrays, numbers that are not finite become `null` (a gap in a chart), dates
 * become ISO text, `undefined` and functions are left out. A `Float32Array` is
 * written with 7 significant digits, all that it holds.
 *
 * @param value anything but a bigint or a structure that contains itself
 * @returns a deep copy, plain JSON
 * @throws {TypeError} for a bigint or a symbol
 */
export function plain(value: unknown): Json {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? value : null;
    case "string":
    case "boolean":
      return value;
    case "object":
      break;
    default:
      throw new TypeError(
        `A ${typeof value} cannot go into a picture: convert it to a number or text`,
      );
  }
  if (value instanceof Float32Array) {
    return Array.from(
      value,
      (v) => Number.isFinite(v) ? Number(v.toPrecision(7)) : null,
    );
  }
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) {
    return Array.from(value as unknown as ArrayLike<unknown>, plain);
  }
  if (Array.isArray(value)) return value.map(plain);
  const copy: { [key: string]: Json } = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined || typeof entry === "function") continue;
    copy[key] = plain(entry);
  }
  return copy;
}

/**
 * Lays `over` on `base`, object by object; arrays and plain values replace.
 *
 * @param base defaults
 * @param over what the caller chose, plain JSON
 * @returns a new object
 */
export function merge(
  base: { [key: string]: Json },
  over: { [key: string]: Json },
): { [key: string]: Json } {
  const out = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = out[key];
    out[key] = isObject(below) && isObject(value) ? merge(below, value) : value;
  }
  return out;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
