import { wrap } from "../../exercises/wrap.ts";
import { cut } from "./prose.ts";

/** What a piece of text is, for those who see colours. */
export type Tone = "strong" | "good" | "bad" | "quiet";

const codes: Record<Tone, string> = {
  strong: "1",
  good: "32",
  bad: "31",
  quiet: "2",
};

/** Lines for a terminal of a given width. Colours say nothing that words do not. */
export class Paper {
  readonly lines: string[] = [];

  constructor(readonly columns: number, readonly colour: boolean) {}

  /** Adds text, broken into lines. */
  text(text: string, tone?: Tone, indent = ""): this {
    for (const line of wrap(text, this.columns, indent)) {
      this.lines.push(this.tint(line, tone));
    }
    return this;
  }

  /** Adds one line, cut where the terminal ends. */
  line(text = "", tone?: Tone): this {
    this.lines.push(this.tint(cut(text, this.columns), tone));
    return this;
  }

  /** Adds a line of a word in its tone and a text, broken beside the word. */
  item(word: string, text: string, tone?: Tone): this {
    const room = " ".repeat(word.length + 2);
    const [first, ...rest] = wrap(text, this.columns, room);
    this.lines.push(this.tint(word, tone) + first.slice(word.length), ...rest);
    return this;
  }

  /** Adds pairs of a key and what it does, as many in a line as fit. */
  keys(pairs: readonly (readonly [key: string, does: string])[]): this {
    let line = "";
    let length = 0;
    for (const [key, does] of pairs) {
      const more = key.length + 1 + does.length;
      if (length > 0 && length + 2 + more > this.columns) {
        this.lines.push(line);
        line = "";
        length = 0;
      }
      if (length > 0) line += "  ";
      line += `${this.tint(key, "strong")} ${does}`;
      length += more + (length > 0 ? 2 : 0);
    }
    this.lines.push(line);
    return this;
  }

  /** Colours a text, where colours are wanted. */
  tint(text: string, tone?: Tone): string {
    if (!tone || !this.colour || text === "") return text;
    return `\x1b[${codes[tone]}m${text}\x1b[0m`;
  }
}

/** A bar of `width` characters, brackets included: `[####----]`. */
export function bar(done: number, total: number, width: number): string {
  const room = width - 2;
  const filled = total === 0 ? room : Math.floor(room * done / total);
  return `[${"#".repeat(filled)}${"-".repeat(room - filled)}]`;
}
