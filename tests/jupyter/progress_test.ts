import { assertEquals, assertNotMatch, assertThrows } from "../assert.ts";
import { Progress } from "../../lib/jupyter/progress.ts";

/** A screen that keeps what was written to it. */
function screen(columns?: number, colour = false) {
  const kept = { text: "", columns, colour, write: (_: string) => {} };
  kept.write = (text) => void (kept.text += text);
  return kept;
}

const parts = [{ name: "09-loss", total: 4 }, { name: "10-lstm", total: 6 }];

/** Text without the codes that move the cursor and wipe lines. */
function still(text: string): string {
  return text.replaceAll("\x1b[3A", "").replaceAll("\x1b[2K", "");
}

Deno.test("Progress writes one plain line a notebook where nothing is redrawn", () => {
  const log = screen();
  using progress = new Progress(parts, log);
  progress.update("09-loss", 0);
  progress.update("09-loss", 4);
  progress.end("09-loss", "done");
  progress.update("10-lstm", 2);
  progress.end("10-lstm", "failed");
  assertEquals(
    log.text.replaceAll(/, \d+ s/g, ""),
    "09-loss 4/4 cells\n10-lstm 2/6 cells, failed\n",
  );
});

Deno.test("Progress redraws a bar for each notebook and one for all", () => {
  const terminal = screen(80);
  using progress = new Progress(parts, terminal);
  progress.update("09-loss", 2);
  const [, last] = terminal.text.split("\x1b[3A"); // three lines up
  const lines = still(last).replaceAll(/, \d+ s/g, "").split("\n");
  assertEquals(lines, [
    `09-loss ${"█".repeat(12)}${"░".repeat(12)} 2/4 cells`,
    `10-lstm ${"░".repeat(24)} 0/6 cells`,
    `all     ${"█".repeat(5)}${"░".repeat(19)} 2/10 cells`,
    "",
  ]);
});

Deno.test("Progress leaves out the bars where they do not fit", () => {
  const narrow = screen(30);
  using progress = new Progress(parts, narrow);
  progress.update("09-loss", 2);
  assertNotMatch(narrow.text, /[█░]/);
});

Deno.test("Progress uses colours only where they are wanted", () => {
  const [plain, colourful] = [screen(80, false), screen(80, true)];
  for (const terminal of [plain, colourful]) {
    using progress = new Progress(parts, terminal);
    progress.update("09-loss", 4);
    progress.end("09-loss", "done");
  }
  assertEquals(still(plain.text).includes("\x1b"), false);
  assertEquals(still(colourful.text).includes("\x1b"), true);
});

Deno.test("Progress refuses a notebook it was not told of", () => {
  using progress = new Progress(parts, screen());
  assertThrows(() => progress.update("11", 1), RangeError, 'of "11"');
});
