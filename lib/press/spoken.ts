/** LaTeX commands that are one sign. */
const SIGNS: Record<string, string> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  Delta: "Δ",
  epsilon: "ε",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  Sigma: "Σ",
  tau: "τ",
  phi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  infty: "∞",
  partial: "∂",
  nabla: "∇",
  sum: "∑",
  prod: "∏",
  int: "∫",
  cdot: "·",
  times: "×",
  odot: "⊙",
  pm: "±",
  le: "≤",
  leq: "≤",
  ge: "≥",
  geq: "≥",
  ne: "≠",
  neq: "≠",
  approx: "≈",
  sim: "∼",
  propto: "∝",
  in: "∈",
  mid: "|",
  to: "→",
  mapsto: "↦",
  Rightarrow: "⇒",
  dots: "…",
  ldots: "…",
  cdots: "…",
  star: "*",
};

/** Accents, as the sign that Unicode lays over a letter. */
const ACCENTS: Record<string, string> = {
  hat: "\u0302",
  tilde: "\u0303",
  bar: "\u0304",
};

/** Commands that only set a letter's style or a bracket's size. */
const STYLES =
  /\\(operatorname|mathrm|mathbf|mathcal|text|left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*/g;

/**
 * A formula within a line of plain text, as in a search result: `\hat y - y`
 * reads "ŷ − y". What has no sign of its own keeps its name: `\log` is "log".
 *
 * @param formula LaTeX, without dollars
 */
export function spoken(formula: string): string {
  return formula
    .replace(STYLES, "")
    .replace(
      /\\(hat|tilde|bar)\s*(?:\{(\w)\}|(\w))/g,
      (_, accent, braced, letter) =>
        ((braced ?? letter) + ACCENTS[accent]).normalize("NFC"),
    )
    .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, "$1 / $2")
    .replace(/\\([A-Za-z]+)/g, (_, name) => SIGNS[name] ?? name)
    .replace(/\\[,;:!]|\\ /g, " ")
    .replace(/\\?%/g, "%")
    .replace(/[\\{}]/g, "")
    .replace(/-/g, "−")
    .replace(/\s+/g, " ")
    .trim();
}
