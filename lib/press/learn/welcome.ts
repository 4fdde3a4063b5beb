import { Paper } from "./paper.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Greets a learner who starts for the first time.
 *
 * @param folder Where the answers will be, as the learner would type it.
 * @returns What they chose.
 */
export async function welcome(
  terminal: Terminal,
  keys: AsyncIterator<string>,
  folder: string,
): Promise<"begin" | "fast" | "quit"> {
  const draw = () => {
    const paper = new Paper(terminal.columns(), terminal.colour);
    paper.text("Learn by doing", "strong").line()
      .text(
        "You get one exercise at a time: a function to complete, as a file in " +
          `${folder}. Keep this window open and edit the file in another. ` +
          "Each time you save, it is checked here at once.",
      ).line()
      .text(
        "Stuck? Press h for a hint. There are three for each exercise. You " +
          "can stop at any time: your place is kept.",
      ).line()
      .text("Know some of this? The fast track asks, and skips what you know.")
      .line()
      .keys([["Enter", "begin"], ["f", "fast track"], ["q", "quit"]]);
    terminal.show(paper.lines);
  };
  terminal.onResize(draw);
  while (true) {
    draw();
    const { done, value } = await keys.next();
    if (done || ["q", "ctrl-c", "ctrl-d"].includes(value)) return "quit";
    if (value === "f") return "fast";
    if (value === "enter") return "begin";
  }
}
