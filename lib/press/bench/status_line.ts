/** Where a line that is drawn anew goes. */
export interface Terminal {
  write(text: string): void;
  /** Characters a line holds; undefined where it is no terminal. */
  columns?: number;
}

/**
 * One line that says what is going on, drawn anew in place. In a log or a pipe
 * each heading gets a line of its own, once.
 */
export class StatusLine implements Disposable {
  readonly #terminal: Terminal;
  #heading = "";

  /** @param terminal Where to draw; the standard error stream by default. */
  constructor(terminal: Terminal = standardError()) {
    this.#terminal = terminal;
  }

  /**
   * Says what happens now, in place of what was said before.
   *
   * @param heading The work as a whole.
   * @param detail Where it is.
   */
  show(heading: string, detail: string): void {
    const { columns } = this.#terminal;
    if (columns !== undefined) {
      const words = `${heading}: ${detail}`.slice(0, columns - 1);
      this.#terminal.write(`\r\x1b[2K${words}`);
    } else if (heading !== this.#heading) {
      this.#terminal.write(`${heading}\n`);
    }
    this.#heading = heading;
  }

  /** Says something that stays. */
  note(words: string): void {
    this.#wipe();
    this.#terminal.write(`${words}\n`);
  }

  /** Wipes the line. */
  [Symbol.dispose](): void {
    this.#wipe();
  }

  #wipe(): void {
    if (this.#terminal.columns !== undefined) {
      this.#terminal.write("\r\x1b[2K");
    }
  }
}

function standardError(): Terminal {
  const encoder = new TextEncoder();
  return {
    write: (text) => void Deno.stderr.writeSync(encoder.encode(text)),
    columns: Deno.stderr.isTerminal() ? Deno.consoleSize().columns : undefined,
  };
}
