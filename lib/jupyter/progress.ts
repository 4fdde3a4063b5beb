/**
 * Progress of several notebooks in a terminal: a bar for each and one for all.
 *
 * On a terminal the bars are redrawn in place; anywhere else (a log, a pipe)
 * each notebook gets one line when it ends.
 *
 * @module
 */

/** Where progress is drawn. */
export interface Screen {
  write(text: string): void;
  /** Characters a line holds; undefined if it is no terminal. */
  columns?: number;
  /** Whether it shows colours. */
  colour: boolean;
}

type State = "waiting" | "running" | "done" | "failed";

interface Line {
  name: string;
  done: number;
  total: number;
  state: State;
  started: number;
  seconds: number;
}

const codes = { done: 32, failed: 31, running: 36, waiting: 2 };
const barLength = 24;

/** Bars for a list of notebooks. Close it, or hold it with `using`. */
export class Progress implements Disposable {
  #screen: Screen;
  #lines: Line[];
  #drawn = 0;
  #clock?: ReturnType<typeof setInterval>;

  /**
   * @param parts Name and number of steps (code cells) of each notebook.
   * @param screen Where to draw; the standard error stream by default.
   */
  constructor(
    parts: { name: string; total: number }[],
    screen: Screen = standardError(),
  ) {
    this.#screen = screen;
    this.#lines = parts.map((part) => ({
      ...part,
      done: 0,
      state: "waiting",
      started: 0,
      seconds: 0,
    }));
    if (!screen.columns) return;
    this.#draw();
    this.#clock = setInterval(() => this.#draw(), 1000); // the seconds move on
  }

  /** Says how far a notebook is. */
  update(name: string, done: number) {
    const line = this.#line(name);
    if (line.state === "waiting") line.started = performance.now();
    line.state = "running";
    line.done = done;
    this.#draw();
  }

  /** Says that a notebook has ended, well or not. */
  end(name: string, state: "done" | "failed") {
    const line = this.#line(name);
    line.seconds = this.#seconds(line);
    line.state = state;
    if (this.#screen.columns) this.#draw();
    else this.#screen.write(this.#text(line) + "\n");
  }

  /** Leaves the bars as they are and stops drawing. */
  close() {
    clearInterval(this.#clock);
  }

  /** Same as `close`. */
  [Symbol.dispose]() {
    this.close();
  }

  #line(name: string): Line {
    const line = this.#lines.find((line) => line.name === name);
    if (!line) throw new RangeError(`No progress is kept of "${name}"`);
    return line;
  }

  #seconds(line: Line): number {
    return line.state === "running"
      ? (performance.now() - line.started) / 1000
      : line.seconds;
  }

  #draw() {
    const { columns } = this.#screen;
    if (!columns) return;
    const texts = this.#lines.map((line) => this.#text(line, columns));
    if (this.#lines.length > 1) texts.push(this.#text(this.#sum(), columns));
    const up = this.#drawn > 0 ? `\x1b[${this.#drawn}A` : "";
    // Each line is wiped as it is drawn anew.
    this.#screen.write(up + texts.map((text) => `\x1b[2K${text}\n`).join(""));
    this.#drawn = texts.length;
  }

  /** All notebooks as one line. */
  #sum(): Line {
    const sum = (of: (line: Line) => number) =>
      this.#lines.reduce((total, line) => total + of(line), 0);
    const ended = this.#lines.every(({ state }) =>
      state === "done" || state === "failed"
    );
    const failed = this.#lines.some(({ state }) => state === "failed");
    return {
      name: "all",
      done: sum((line) => line.done),
      total: sum((line) => line.total),
      state: failed ? "failed" : ended ? "done" : "waiting",
      started: 0,
      seconds: sum((line) => this.#seconds(line)),
    };
  }

  #text(line: Line, columns = Infinity): string {
    const width = Math.max(...this.#lines.map(({ name }) => name.length), 3);
    const filled = line.total === 0
      ? barLength
      : Math.round(barLength * line.done / line.total);
    const bar = "█".repeat(filled) + "░".repeat(barLength - filled);
    const seconds = this.#seconds(line);
    const words = `${line.done}/${line.total} cells` +
      (seconds > 0 ? `, ${seconds.toFixed(0)} s` : "") +
      (line.state === "failed" ? ", failed" : "");
    const name = line.name.padEnd(width);
    // A line that wraps would break the drawing in place: leave out the bar.
    const fits = width + barLength + words.length + 2 < columns;
    const shown = fits && columns < Infinity
      ? `${this.#paint(bar, line)} `
      : "";
    return `${name} ${shown}${words}`;
  }

  #paint(text: string, { state }: Line): string {
    return this.#screen.colour ? `\x1b[${codes[state]}m${text}\x1b[0m` : text;
  }
}

function standardError(): Screen {
  const encoder = new TextEncoder();
  const terminal = Deno.stderr.isTerminal();
  return {
    write: (text) => void Deno.stderr.writeSync(encoder.encode(text)),
    columns: terminal ? Deno.consoleSize().columns : undefined,
    colour: terminal && !Deno.noColor,
  };
}
