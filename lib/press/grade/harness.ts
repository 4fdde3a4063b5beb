/**
 * What runs beside a submission, in its process: makes the calls and writes the
 * answers down.
 *
 * The parent passes this file's text as a `data:` URL, so it imports nothing.
 * It needs no trust: whatever the submission does to this process, only text
 * leaves it, and the parent, which alone knows the right answers, judges that
 * text. Still a submission that redefines `JSON` or `Array.prototype` should
 * spoil its own answers only where it means to, so every function used after
 * the submission is loaded is taken here, before.
 *
 * @module
 */

/** What the parent writes to the harness's standard input, as JSON. */
export interface Order {
  /** Marks the lines that the harness writes. */
  readonly mark: string;
  /** The submission, as a `data:` URL. */
  readonly module: string;
  /** The function to call. */
  readonly name: string;
  /** The encoded arguments of each call. */
  readonly calls: readonly string[];
}

/**
 * What the harness writes on a line of its own, behind the mark:
 * `<call> value <encoded>`, `<call> threw <name> <message>` (both JSON),
 * `<call> todo`, or, when there is nothing to call, `load <name> <message>`
 * or `lacks`.
 */
export type Word = "value" | "threw" | "todo" | "load" | "lacks";

const { isArray } = Array;
const { isView } = ArrayBuffer;
const { keys, getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { apply } = Reflect;
const { stringify, parse } = JSON;
const { isFinite } = Number;
const { fromEntries } = Object;
const lengthOf = getOwnPropertyDescriptor(
  getPrototypeOf(Uint8Array.prototype),
  "length",
)!.get!;

/** Levels of nesting that an answer may have. */
const DEPTH = 32;
/** Items that an answer may have in all, and characters of its text. */
const ITEMS = 100_000;
const CHARACTERS = 1_000_000;

/**
 * Writes a value as JSON that keeps NaN, infinities, `undefined` and bigints.
 *
 * A typed array becomes a list. What cannot be written, such as a function,
 * becomes a note that says so. Getters and proxies are asked once.
 */
export function encode(value: unknown): string {
  let items = 0;
  let characters = 0;
  function write(value: unknown, depth: number): string {
    if (++items > ITEMS || characters > CHARACTERS) return note("too much");
    if (depth > DEPTH) return note("too deep, or endless");
    switch (typeof value) {
      case "number":
        if (isFinite(value)) return "" + value;
        return `{"number":"${value}"}`;
      case "string":
        if (value.length > CHARACTERS) return note("too much");
        characters += value.length;
        return stringify(value);
      case "boolean":
        return "" + value;
      case "undefined":
        return `{"undefined":0}`;
      case "bigint":
        // Turning a long one into digits takes time that grows as a square.
        return value > -(2n ** 256n) && value < 2n ** 256n
          ? `{"bigint":"${value}"}`
          : note("a bigint of more than 256 bits");
      case "object":
        return value === null ? "null" : writeObject(value, depth);
      default:
        return note("a " + typeof value);
    }
  }
  function writeObject(value: object, depth: number): string {
    const list = isArray(value);
    if (!list && isView(value)) {
      let length;
      try {
        length = apply(lengthOf, value, []) as number;
      } catch {
        return note("a DataView");
      }
      return writeList(value as Uint8Array, length, depth);
    }
    if (list) return writeList(value, value.length, depth);
    let text = "";
    const names = keys(value);
    for (let i = 0; i < names.length; i++) {
      if (items > ITEMS || characters > CHARACTERS) return note("too much");
      characters += names[i].length;
      const item = write(
        (value as Record<string, unknown>)[names[i]],
        depth + 1,
      );
      text += `${i > 0 ? "," : ""}[${stringify(names[i])},${item}]`;
    }
    return `{"object":[${text}]}`;
  }
  function writeList(list: ArrayLike<unknown>, length: number, depth: number) {
    if (length > ITEMS) return note("too much");
    let text = "";
    for (let i = 0; i < length; i++) {
      if (items > ITEMS || characters > CHARACTERS) return note("too much");
      text += (i > 0 ? "," : "") + write(list[i], depth + 1);
    }
    return `[${text}]`;
  }
  return write(value, 0);
}

function note(what: string): string {
  return `{"unreadable":"${what}"}`;
}

/** Stands in a decoded value for something that could not be written. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/**
 * Reads what {@linkcode encode} wrote.
 *
 * @throws {Unreadable} When the value holds something that was not written;
 *   the message says what.
 * @throws {SyntaxError} When the text was written by something else.
 */
export function decode(text: string): unknown {
  return read(parse(text), 0);
}

function read(value: unknown, depth: number): unknown {
  if (depth > DEPTH + 1) throw new SyntaxError("Too deep");
  if (typeof value !== "object" || value === null) return value;
  if (isArray(value)) {
    return Array.from(value, (item) => read(item, depth + 1));
  }
  const names = keys(value);
  const content = (value as Record<string, unknown>)[names[0]];
  const kind = names.length === 1 ? names[0] : "";
  if (kind === "number") return Number(content);
  if (kind === "undefined") return undefined;
  if (kind === "bigint") return BigInt(`${content}`.slice(0, 100));
  if (kind === "unreadable") throw new Unreadable(`${content}`.slice(0, 100));
  if (kind === "object" && isArray(content)) {
    return fromEntries(content.map((entry) => {
      if (!isArray(entry)) throw new SyntaxError("Not an entry");
      return [String(entry[0]), read(entry[1], depth + 1)];
    }));
  }
  throw new SyntaxError("Not an encoded value");
}

async function main() {
  const stdout = Deno.stdout;
  const { writeSync } = stdout;
  const { exit } = Deno;
  const { subarray } = Uint8Array.prototype;
  const encoder = new TextEncoder();
  const { encode: toBytes } = encoder;

  const order: Order = parse(
    await new Response(Deno.stdin.readable).text(),
  );
  const { mark, module, name } = order;
  const calls: unknown[][] = [];
  for (const call of order.calls) calls.push(decode(call) as unknown[]);

  function say(words: string) {
    let bytes = apply(toBytes, encoder, [`\n${mark} ${words}\n`]) as Uint8Array;
    while (bytes.length > 0) {
      const written = apply(writeSync, stdout, [bytes]) as number;
      bytes = apply(subarray, bytes, [written]) as Uint8Array;
    }
  }

  // What a learner prints for their own use would fill the pipe.
  for (const method of keys(console)) {
    if (typeof Reflect.get(console, method) === "function") {
      Reflect.set(console, method, () => {});
    }
  }
  // A promise that nobody waits for should not end the calls to come.
  addEventListener("unhandledrejection", (event) => event.preventDefault());

  let solution: unknown;
  try {
    const exported = await import(module);
    solution = exported[name] ?? exported.default;
  } catch (error) {
    say(`load ${describe(error)}`);
    return exit(0);
  }
  if (typeof solution !== "function") {
    say("lacks");
    return exit(0);
  }
  for (let i = 0; i < calls.length; i++) {
    try {
      const answer = await apply(solution, undefined, calls[i]);
      say(`${i} value ${encode(answer)}`);
    } catch (error) {
      say(`${i} ${isTodo(error) ? "todo" : `threw ${describe(error)}`}`);
    }
  }
  exit(0);
}

/** Name and message of whatever was thrown, as a JSON list. */
function describe(error: unknown): string {
  try {
    if (typeof error === "object" && error !== null && "message" in error) {
      const { name, message } = error as Error;
      return `[${stringify(short(name))},${stringify(short(message))}]`;
    }
    return `[${stringify(typeof error)},${stringify(short(error))}]`;
  } catch {
    return `["something that cannot be read",""]`;
  }
}

const { slice } = String.prototype;

function short(text: unknown): string {
  return apply(slice, typeof text === "symbol" ? "a symbol" : `${text}`, [
    0,
    2000,
  ]);
}

function isTodo(error: unknown): boolean {
  try {
    return (error as Error).name === "NotAttempted";
  } catch {
    return false;
  }
}

if (import.meta.main) await main();
