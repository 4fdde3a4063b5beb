/** What a person sees and presses. Tests put another in its place. */
export interface Terminal {
  /** Characters in a line. */
  columns(): number;
  /** Lines on the screen. */
  rows(): number;
  /** Whether colours are wanted. */
  readonly colour: boolean;
  /** Shows these lines in place of the last ones. */
  show(lines: readonly string[]): void;
  /** The keys as they are pressed; ends when the input does. */
  keys(): AsyncIterable<string>;
  /** Calls back when the size changes. */
  onResize(redraw: () => void): void;
}

/** Keys that send more than a character. */
const NAMES: Record<string, string> = {
  "\x1b[A": "up",
  "\x1b[B": "down",
  "\x1bOA": "up",
  "\x1bOB": "down",
  "\x1b": "escape",
  "\r": "enter",
  "\n": "enter",
  "\x03": "ctrl-c",
  "\x04": "ctrl-d",
};

/** The names of the keys in what a terminal sent. */
export function keysIn(text: string): string[] {
  // deno-lint-ignore no-control-regex -- the escape character is the point
  return (text.match(/\x1b[[O][\d;]*[A-Za-z~]|[^]/gu) ?? [])
    .map((key) => NAMES[key] ?? key.toLowerCase());
}

/**
 * The real terminal, with each key passed on as it is pressed.
 *
 * Dispose of it to give the terminal back as it was.
 */
export class RealTerminal implements Terminal, Disposable {
  readonly colour = !Deno.noColor && !dumb();
  #resized = () => {};

  /** Takes the terminal over. */
  constructor() {
    // Without signals: Ctrl-C comes as a key and ends the program in order.
    Deno.stdin.setRaw(true);
    if (Deno.build.os !== "windows") {
      Deno.addSignalListener("SIGWINCH", this.#onResize);
    }
  }

  columns(): number {
    return Deno.consoleSize().columns || 80;
  }

  rows(): number {
    return Deno.consoleSize().rows || 24;
  }

  show(lines: readonly string[]): void {
    const text = dumb()
      ? `\n${lines.join("\n")}\n`
      : `\x1b[H\x1b[2J${lines.join("\n")}\n`;
    write(text);
  }

  async *keys(): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    const bytes = new Uint8Array(64);
    while (true) {
      const count = await Deno.stdin.read(bytes);
      if (count === null) return;
      const text = decoder.decode(bytes.subarray(0, count), { stream: true });
      yield* keysIn(text);
    }
  }

  onResize(redraw: () => void): void {
    this.#resized = redraw;
  }

  [Symbol.dispose](): void {
    Deno.stdin.setRaw(false);
    if (Deno.build.os !== "windows") {
      Deno.removeSignalListener("SIGWINCH", this.#onResize);
    }
  }

  #onResize = () => this.#resized();
}

/** A terminal that can only print one line below the other. */
function dumb(): boolean {
  return Deno.env.get("TERM") === "dumb";
}

function write(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) {
    bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
  }
}
