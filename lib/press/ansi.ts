import { escapeHtml } from "../viz/display.ts";

const COLOURS = [
  "black",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
];

/**
 * Turns terminal text into HTML: colours and weights become classes, a
 * carriage return takes its line back to the start, other codes are dropped.
 *
 * @param text what a program wrote to a terminal
 * @returns HTML for the inside of a `<pre>` element
 */
export function ansiToHtml(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n")
    .map((line) => line.replace(/\r+$/, "").replace(/^.*\r/, ""));
  let out = "";
  let style = new Set<string>();
  // deno-lint-ignore no-control-regex -- the escape character is the point
  for (const part of lines.join("\n").split(/(\u001b\[[0-9;?]*[A-Za-z])/)) {
    if (part.startsWith("\u001b[")) {
      if (part.endsWith("m")) style = next(style, part.slice(2, -1));
    } else if (part !== "") {
      const safe = escapeHtml(part);
      out += style.size === 0
        ? safe
        : `<span class="${[...style].join(" ")}">${safe}</span>`;
    }
  }
  return out;
}

/** The style after one code, such as `1;31`. */
function next(style: Set<string>, code: string): Set<string> {
  let out = new Set(style);
  const numbers = code.split(";").map(Number);
  while (numbers.length > 0) {
    const n = numbers.shift()!;
    if (n === 0) out = new Set();
    else if (n === 1) out.add("ansi-bold");
    else if (n === 3) out.add("ansi-italic");
    else if (n === 22) out.delete("ansi-bold");
    else if (n === 23) out.delete("ansi-italic");
    else if (n === 38 || n === 48) {
      // Colours beyond the eight: skip their parameters.
      numbers.splice(0, numbers[0] === 5 ? 2 : 4);
    } else if (n === 39 || (n >= 30 && n < 38) || (n >= 90 && n < 98)) {
      for (const colour of COLOURS) out.delete(`ansi-${colour}`);
      if (n !== 39) out.add(`ansi-${COLOURS[n % 10]}`);
    }
  }
  return out;
}
