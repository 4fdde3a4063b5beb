import { type Display, display } from "../viz/display.ts";

/**
 * A line or two of Markdown as the output of a cell.
 *
 * @returns `text/markdown` and, with the marks taken out, `text/plain`.
 */
export function note(markdown: string): Display {
  return display({
    "text/markdown": markdown,
    "text/plain": markdown.replaceAll(/\*\*|`|\$/g, ""),
  });
}
