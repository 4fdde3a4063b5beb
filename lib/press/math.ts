import katex from "katex";
import { escapeHtml } from "../viz/display.ts";
import type { MarkdownIt } from "markdown-it";

/**
 * Teaches markdown-it the formulas that Jupyter knows: `$…$` inside a line,
 * `$$…$$` on its own. KaTeX writes them as MathML for screen readers and as
 * HTML for the eye. A formula that KaTeX cannot read is shown in place, marked
 * `katex-error`, which the browser test looks for.
 *
 * @param md the parser to extend
 */
export function math(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "math", (state, silent) => {
    const found = inlineMath(state.src, state.pos);
    if (!found) return false;
    if (!silent) {
      const token = state.push("math", "math", 0);
      token.content = found.formula;
      token.meta = { display: found.display };
    }
    state.pos = found.end;
    return true;
  });
  md.block.ruler.before("fence", "math_block", (state, line, last, silent) => {
    const start = state.bMarks[line] + state.tShift[line];
    if (!state.src.startsWith("$$", start)) return false;
    let next = line;
    let text = state.src.slice(start + 2, state.eMarks[line]);
    while (!/\$\$\s*$/.test(text)) {
      if (++next >= last) return false;
      text += "\n" + state.getLines(next, next + 1, state.blkIndent, false);
    }
    const formula = text.replace(/\$\$\s*$/, "");
    // Words after the formula make the line a paragraph.
    if (formula.includes("$$")) return false;
    if (silent) return true;
    const token = state.push("math", "math", 0);
    token.block = true;
    token.content = formula;
    token.meta = { display: true };
    token.map = [line, next + 1];
    state.line = next + 1;
    return true;
  }, { alt: ["paragraph", "reference", "blockquote", "list"] });
  md.renderer.rules.math = (tokens, i) =>
    formula(tokens[i].content, tokens[i].meta?.display === true);
}

/**
 * Writes one formula.
 *
 * @param source LaTeX, without dollars
 * @param display true for a formula on a line of its own
 * @returns HTML with MathML inside
 */
export function formula(source: string, display: boolean): string {
  let out: string;
  try {
    out = katex.renderToString(source.trim(), {
      displayMode: display,
      output: "htmlAndMathml",
      strict: false,
    });
  } catch (error) {
    const reason = escapeHtml(error instanceof Error ? error.message : "");
    out = `<code class="katex-error" title="${reason}">${
      escapeHtml(source)
    }</code>`;
  }
  return display ? `<span class="math-display scroll">${out}</span>` : out;
}

interface Found {
  formula: string;
  display: boolean;
  end: number;
}

/**
 * Finds a formula at `pos`. A dollar opens one when no blank follows it, and
 * closes one when no blank stands before it and no digit after it, so "from
 * $5 to $9" stays prose.
 */
function inlineMath(src: string, pos: number): Found | undefined {
  if (src[pos] !== "$") return;
  const display = src.startsWith("$$", pos);
  const mark = display ? "$$" : "$";
  const start = pos + mark.length;
  if (!display && /\s/.test(src[start] ?? " ")) return;
  for (let at = start; at < src.length; at++) {
    if (src[at] === "\\") at++;
    else if (src.startsWith(mark, at) && at > start) {
      const end = at + mark.length;
      if (!display && (/\s/.test(src[at - 1]) || /\d/.test(src[end] ?? ""))) {
        continue;
      }
      return { formula: src.slice(start, at), display, end };
    }
  }
}
