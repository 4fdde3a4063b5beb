import { join } from "node:path";
import { replaceFile } from "./replace_file.ts";

/** What is remembered of one exercise. */
interface Entry {
  /** When it was solved, as an ISO date. */
  solved?: string;
  /** When the placement test showed it to be known. */
  known?: string;
  /** How many hints were read. */
  hints?: number;
}

/** The file as it is on the disk. */
interface Stored {
  version: 1;
  /** The exercise that was open last. */
  at?: string;
  exercises: Record<string, Entry>;
}

/** Where a learner stands. Every change is on the disk before it returns. */
export class Progress {
  readonly #path: string;
  readonly #stored: Stored;
  /** Whether this is a learner's first start. */
  readonly fresh: boolean;
  /** Where an unreadable file was put, if there was one. */
  readonly broken?: string;

  /** @param folder Where the answers are; the file lies beside them. */
  constructor(folder: string) {
    this.#path = join(folder, "progress.json");
    let text = "";
    try {
      text = Deno.readTextFileSync(this.#path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    this.fresh = text === "";
    const stored = parse(text);
    if (!stored && !this.fresh) {
      this.broken = join(folder, "progress.broken.json");
      Deno.renameSync(this.#path, this.broken);
    }
    this.#stored = stored ?? { version: 1, exercises: {} };
  }

  /** The exercise that was open last. */
  get at(): string | undefined {
    return this.#stored.at;
  }

  /** Remembers which exercise is open. */
  open(id: string): void {
    this.#change(() => this.#stored.at = id);
  }

  /** Whether an exercise needs no more work, and why. */
  state(id: string): "solved" | "known" | "open" {
    const { solved, known } = this.#entry(id);
    return solved ? "solved" : known ? "known" : "open";
  }

  /** How many hints of an exercise were read. */
  hints(id: string): number {
    return this.#entry(id).hints ?? 0;
  }

  /** Remembers what a check found. A solved answer that breaks is open again. */
  mark(id: string, solved: boolean): void {
    if (solved === Boolean(this.#entry(id).solved)) return;
    this.#set(id, { solved: solved ? new Date().toISOString() : undefined });
  }

  /** Remembers that the placement test showed an exercise to be known. */
  know(id: string): void {
    this.#set(id, { known: new Date().toISOString() });
  }

  /** Remembers that one more hint was read. */
  hint(id: string): void {
    this.#set(id, { hints: this.hints(id) + 1 });
  }

  /** Forgets that an exercise was solved or known; hints read stay read. */
  reset(id: string): void {
    this.#set(id, { solved: undefined, known: undefined });
  }

  #entry(id: string): Entry {
    return this.#stored.exercises[id] ?? {};
  }

  #set(id: string, entry: Entry) {
    this.#change(() =>
      this.#stored.exercises[id] = { ...this.#entry(id), ...entry }
    );
  }

  #change(change: () => void) {
    change();
    replaceFile(this.#path, JSON.stringify(this.#stored, null, 2) + "\n");
  }
}

/** Reads the file's text; `null` when it is not what we wrote. */
function parse(text: string): Stored | null {
  try {
    const stored = JSON.parse(text);
    const sound = stored.version === 1 &&
      Object.values(stored.exercises).every((entry) => entry instanceof Object);
    return sound ? stored : null;
  } catch {
    return null;
  }
}
