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

/** Cuts a line that is too long and marks the cut. */
export function cut(line: string, columns: number): string {
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}
