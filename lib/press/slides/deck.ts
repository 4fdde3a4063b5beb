/**
 * Reading a deck: a Markdown file with front matter, slides between `---`
 * lines, and speaker notes after a line that says `Notes:`.
 *
 * @module
 */
import { basename } from "node:path";
import { ROOT } from "../files.ts";

/** A deck as it was read. */
export interface DeckSource {
  /** Where it was read, relative to the repository: `slides/09-loss.md`. */
  path: string;
  text: string;
}

/** A deck, cut into slides. */
export interface Deck {
  path: string;
  /** File name without its ending, such as `09-loss`. */
  name: string;
  title: string;
  /** Number of its chapter; 0 for the course as a whole. */
  chapter: number;
  /** Minutes that it takes to show. */
  minutes: number;
  slides: SlideSource[];
}

/** One slide's Markdown, and the lines of the file on which its parts begin. */
export interface SlideSource {
  body: string;
  line: number;
  notes: string;
  notesLine: number;
}

/** A deck cannot be read or shown; the message names file and line. */
export class DeckError extends Error {
  override name = "DeckError";

  /**
   * @param path the deck's file
   * @param line the line at fault, from 1
   * @param message what is wrong and what to do
   */
  constructor(
    readonly path: string,
    readonly line: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${path}:${line}: ${message}`, options);
  }
}

/**
 * Cuts a deck into slides.
 *
 * @param source the file
 * @throws {DeckError} when front matter, a slide or its notes are missing
 */
export function parseDeck({ path, text }: DeckSource): Deck {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) {
    throw new DeckError(
      path,
      1,
      "The deck has no front matter: begin with title, chapter and minutes between two lines of ---",
    );
  }
  const front = frontMatter(path, lines.slice(1, end));
  const slides = cut(lines, end + 1).map((part) => slide(path, part));
  return { path, name: basename(path, ".md"), ...front, slides };
}

function frontMatter(path: string, lines: string[]) {
  const known = new Map<string, string>();
  for (const [i, line] of lines.entries()) {
    const found = /^(title|chapter|minutes): *(\S.*)$/.exec(line);
    if (!found) {
      throw new DeckError(
        path,
        i + 2,
        `Front matter holds title, chapter and minutes only, not "${line}"`,
      );
    }
    known.set(found[1], found[2].trim().replace(/^"(.*)"$/, "$1"));
  }
  const title = known.get("title");
  if (!title) throw new DeckError(path, 1, "Front matter lacks the title");
  const number = (key: string, least: number) => {
    const value = Number(known.get(key));
    if (Number.isInteger(value) && value >= least) return value;
    throw new DeckError(
      path,
      1,
      `Front matter needs "${key}", a whole number from ${least} on`,
    );
  };
  return {
    title,
    chapter: number("chapter", 0),
    minutes: number("minutes", 1),
  };
}

/** A stretch of lines; `at` is the first one's index in the file. */
interface Part {
  at: number;
  lines: string[];
}

/** Cuts at the `---` lines that stand outside code. */
function cut(lines: string[], from: number): Part[] {
  const parts: Part[] = [{ at: from, lines: [] }];
  let fence = "";
  for (let i = from; i < lines.length; i++) {
    const mark = /^(`{3,}|~{3,})/.exec(lines[i])?.[1] ?? "";
    if (!fence) fence = mark;
    else if (mark.startsWith(fence)) fence = "";
    if (!fence && lines[i] === "---") parts.push({ at: i + 1, lines: [] });
    else parts.at(-1)!.lines.push(lines[i]);
  }
  return parts;
}

function slide(path: string, { at, lines }: Part): SlideSource {
  const notes = lines.indexOf("Notes:");
  const body = notes < 0 ? lines : lines.slice(0, notes);
  if (body.every((line) => line.trim() === "")) {
    throw new DeckError(path, at + 1, "The slide is empty: remove its ---");
  }
  if (notes < 0 || lines.slice(notes + 1).join("").trim() === "") {
    const first = lines.findIndex((line) => line.trim() !== "");
    throw new DeckError(
      path,
      at + first + 1,
      "The slide has no speaker notes: write them after a line that says Notes:",
    );
  }
  return {
    body: body.join("\n"),
    line: at + 1,
    notes: lines.slice(notes + 1).join("\n"),
    notesLine: at + notes + 2,
  };
}

/** Reads every deck of the course, in order. */
export async function readDecks(): Promise<DeckSource[]> {
  const folder = new URL("slides/", ROOT);
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && name.endsWith(".md")) names.push(name);
  }
  return await Promise.all(
    names.sort().map(async (name) => ({
      path: `slides/${name}`,
      text: await Deno.readTextFile(new URL(name, folder)),
    })),
  );
}
