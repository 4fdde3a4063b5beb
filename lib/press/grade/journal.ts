/**
 * What has been marked so far, so that a run that was stopped can go on.
 *
 * A line is added for each mark. The last line may be torn, by a crash or a
 * full disk; it then counts as not there.
 *
 * @module
 */
import { exists } from "../files.ts";
import type { Mark } from "./mark.ts";
import type { Submission } from "./submissions.ts";

/** The first line: marks under other conditions are of no use. */
export interface Conditions {
  readonly seed: string;
  /** A hash of the trials and limits. */
  readonly hash: string;
}

/** A file with one line for each mark. */
export class Journal implements Disposable {
  readonly path: string;
  readonly #marks: ReadonlyMap<string, Mark>;
  readonly #file: Deno.FsFile;

  private constructor(
    path: string,
    marks: ReadonlyMap<string, Mark>,
    file: Deno.FsFile,
  ) {
    this.path = path;
    this.#marks = marks;
    this.#file = file;
  }

  /**
   * The seed of the run that was stopped; `null` when none was.
   *
   * @param path The journal's file.
   */
  static async seed(path: string): Promise<string | null> {
    const [first] = await readLines(path);
    const seed = (first as Conditions | undefined)?.seed;
    return typeof seed === "string" ? seed : null;
  }

  /**
   * Opens a journal to add to; marks under other conditions are dropped.
   *
   * @param path The journal's file.
   */
  static async open(path: string, conditions: Conditions): Promise<Journal> {
    const [first, ...rest] = await readLines(path);
    const same = JSON.stringify(first) === JSON.stringify(conditions);
    const lines = same ? rest as [string, Mark][] : [];
    // Written anew: a line added behind a torn one would be torn as well.
    const text = [conditions, ...lines].map((line) => JSON.stringify(line));
    await Deno.writeTextFile(`${path}.new`, text.join("\n") + "\n");
    await Deno.rename(`${path}.new`, path);
    const file = await Deno.open(path, { append: true });
    return new Journal(path, new Map(lines), file);
  }

  /** How many marks were there when it was opened. */
  get size(): number {
    return this.#marks.size;
  }

  /** The mark of a submission, if the stopped run gave it one. */
  async find(submission: Submission): Promise<Mark | undefined> {
    return this.#marks.get(await keyOf(submission));
  }

  /** Adds a mark. */
  async add(submission: Submission, mark: Mark) {
    const line = JSON.stringify([await keyOf(submission), mark]) + "\n";
    const bytes = new TextEncoder().encode(line);
    for (let at = 0; at < bytes.length;) {
      at += this.#file.writeSync(bytes.subarray(at));
    }
  }

  /** Removes the file: all is marked, and written elsewhere. */
  async finish() {
    await Deno.remove(this.path);
  }

  [Symbol.dispose]() {
    this.#file.close();
  }
}

/** A hash of text, in hexadecimal. */
export async function hashOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** A submission that has changed since has another key. */
function keyOf({ learner, exercise, source }: Submission): Promise<string> {
  return hashOf(JSON.stringify([learner, exercise, source]));
}

/** The lines up to the first that is no JSON. */
async function readLines(path: string): Promise<unknown[]> {
  const lines: unknown[] = [];
  if (!await exists(path)) return lines;
  for (const line of (await Deno.readTextFile(path)).split("\n")) {
    try {
      lines.push(JSON.parse(line));
    } catch {
      break;
    }
  }
  return lines;
}
