/**
 * The course's Markdown as text for a terminal or a comment.
 *
 * @module
 */

const SYMBOLS: Record<string, string> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  eta: "η",
  theta: "θ",
  lambda: "λ",
  mu: "μ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  partial: "∂",
  nabla: "∇",
  sum: "∑",
  prod: "∏",
  infty: "∞",
  times: "×",
  cdot: "·",
  pm: "±",
  le: "≤",
  ge: "≥",
  ne: "≠",
  approx: "≈",
  in: "∈",
  to: "→",
  top: "ᵀ",
  dots: "…",
  ldots: "…",
};

/** A formula's TeX as one line of text: `1 − dᵢ / nᵢ` stays `1 - d_i / n_i`. */
function formula(tex: string): string {
  return tex
    .replaceAll(
      /\\(?:operatorname|text|mathtt|mathrm|mathbf)\{([^}]*)\}/g,
      "$1",
    )
    .replaceAll(/\\d?frac\{([^{}]*)\}\{([^{}]*)\}/g, "($1) / ($2)")
    .replaceAll(/\\sqrt\{([^{}]*)\}/g, "√($1)")
    .replaceAll(/\\(partial|nabla) /g, "\\$1{}") // a prefix: ∂L, not ∂ L
    .replaceAll(/\\([a-zA-Z]+)/g, (_, name) => SYMBOLS[name] ?? name)
    .replaceAll(/\\[,;:! ]/g, " ")
    .replaceAll(/_\{([^{}]*)\}/g, "_$1")
    .replaceAll(
      /\^\{([^{}]*)\}/g,
      (_, power) => /^\w$/.test(power) ? `^${power}` : `^(${power})`,
    )
    .replaceAll(/\\([{}])|[{}]/g, "$1")
    .replaceAll(/ {2,}/g, " ").trim();
}

/**
 * Takes the marks of Markdown and TeX out of a text. Backticks stay: in a
 * terminal, too, they tell code from words.
 */
export function plain(markdown: string): string {
  return markdown.split(/(`[^`]*`)/).map((part) =>
    part.startsWith("`") ? part : part
      .replaceAll(/\$([^$]+)\$/g, (_, tex) => formula(tex))
      .replaceAll("**", "")
  ).join("");
}

/**
 * Breaks a text into lines of at most `columns` characters.
 *
 * Paragraphs and list items keep apart; a word that is longer than a line is
 * cut.
 *
 * @param indent What every line begins with.
 */
export function wrap(text: string, columns: number, indent = ""): string[] {
  const room = Math.max(1, columns - indent.length);
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (let word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > room) {
        lines.push(line);
        line = "";
      } else if (line !== "") {
        line += " ";
      }
      while (word.length > room) {
        lines.push(word.slice(0, room));
        word = word.slice(room);
      }
      line += word;
    }
    return [...lines, line].map((line) => `${indent}${line}`.trimEnd());
  });
}

/** Cuts a line that is too long and marks the cut. */
export function cut(line: string, columns: number): string {
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}
