import { type Display, display, required } from "./display.ts";

/**
 * Draws a mermaid diagram that screen readers can name and describe.
 *
 * @param source mermaid text, without `accTitle` and `accDescr`
 * @param options `title` names the diagram, `summary` says what it shows
 * @returns a display with the mermaid source, a Markdown fence and the summary
 * @throws {TypeError} when source, title or summary is empty, or when the
 * source already carries `accTitle` or `accDescr`
 */
export function diagram(
  source: string,
  options: { title: string; summary: string },
): Display {
  const title = required(options.title, "The title of a diagram");
  const summary = required(options.summary, `The summary of "${title}"`);
  required(source, `The source of "${title}"`);
  if (/^\s*acc(Title|Descr)\s*[:{]/m.test(source)) {
    throw new TypeError(
      `The source of "${title}" already says accTitle or accDescr: leave them to \`title\` and \`summary\``,
    );
  }
  const named = describe(source.trim(), title, summary);
  return display({
    "text/vnd.mermaid": named,
    "text/markdown": "```mermaid\n" + named + "\n```",
    "text/plain": `${title}. ${summary}`,
  });
}

/** Puts the two lines right after the one that names the kind of diagram. */
function describe(source: string, title: string, summary: string): string {
  const lines = source.split("\n");
  let at = 0;
  if (lines[0].trim() === "---") {
    at = lines.findIndex((line, i) => i > 0 && line.trim() === "---") + 1;
  }
  while (at < lines.length && /^\s*(%%.*)?$/.test(lines[at])) at++;
  lines.splice(at + 1, 0, `accTitle: ${title}`, `accDescr: ${summary}`);
  return lines.join("\n");
}
