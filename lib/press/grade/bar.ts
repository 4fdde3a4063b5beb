/** Progress of a long run on standard error: one line, drawn in place. */
export class Bar implements Disposable {
  readonly #total: number;
  readonly #terminal = Deno.stderr.isTerminal();
  readonly #start = performance.now();
  #done = 0;
  #drawn = 0;

  /** @param total How many steps there are. */
  constructor(total: number) {
    this.#total = total;
  }

  /** Says that one more step is done. */
  step() {
    this.#done++;
    const now = performance.now();
    const last = this.#done === this.#total;
    // A log gets a line now and then, a terminal ten pictures a second.
    if (!last && now - this.#drawn < (this.#terminal ? 100 : 10_000)) return;
    this.#drawn = now;
    const seconds = (now - this.#start) / 1000;
    const left = seconds / this.#done * (this.#total - this.#done);
    const words = `${this.#done}/${this.#total} marked, ` +
      (last ? `${seconds.toFixed(0)} s` : `${left.toFixed(0)} s left`);
    this.#write(this.#terminal ? `\r\x1b[2K${this.#picture(words)}` : words);
    if (!this.#terminal) this.#write("\n");
  }

  #picture(words: string): string {
    const room = Deno.consoleSize().columns - words.length - 2;
    const length = Math.min(30, room);
    if (length < 5) return words.slice(0, room + words.length);
    const filled = Math.round(length * this.#done / this.#total);
    return `${"█".repeat(filled)}${"░".repeat(length - filled)} ${words}`;
  }

  #write(text: string) {
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  }

  /** Ends the line. */
  [Symbol.dispose]() {
    if (this.#terminal && this.#drawn > 0) this.#write("\n");
  }
}
