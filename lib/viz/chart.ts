import { type Display, display, required } from "./display.ts";
import { type Json, merge, plain } from "./plain.ts";

/**
 * Six colours that stay apart under protanopia, deuteranopia and tritanopia
 * and reach 3:1 against white paper and against dark pages (a test holds it).
 */
export const COLORWAY = [
  "#2060d0",
  "#e87008",
  "#50a088",
  "#b078e8",
  "#706820",
  "#b04080",
];

/** Line styles, so that colour is never the only difference. */
const DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];

/** A grey that reads on white and on dark paper alike. */
const INK = "#757575";
const RULE = "rgba(128, 128, 128, 0.28)";

/** A plotly trace: `{ type, x, y, … }`; typed arrays are welcome. */
export type Trace = Record<string, unknown>;

/** What a chart says about itself. */
export interface ChartOptions {
  /** Heading above the plot. */
  title: string;
  /** Title of the horizontal axis, with its unit. */
  x: string;
  /** Title of the vertical axis, with its unit. */
  y: string;
  /** One sentence for a reader who cannot see the plot: what it shows. */
  summary: string;
  /** More plotly layout, laid over the defaults. */
  layout?: Record<string, unknown>;
}

/**
 * Draws plotly traces, legible on light and dark paper.
 *
 * @param traces plotly trace objects; numbers that are not finite are gaps
 * @param options title, axis titles, text alternative and further layout
 * @returns a display with the plotly figure and its summary as text
 * @throws {TypeError} when there is no trace, or title or summary is empty
 *
 * @example
 * ```ts
 * chart([{ x: p, y: loss, name: "−log p" }], {
 *   title: "Cross-entropy",
 *   x: "probability of the true class",
 *   y: "loss (nats)",
 *   summary: "The loss falls from infinity to 0 as the probability nears 1.",
 * });
 * ```
 */
export function chart(traces: Trace[], options: ChartOptions): Display {
  const title = required(options.title, "The title of a chart");
  const summary = required(options.summary, `The summary of "${title}"`);
  if (!Array.isArray(traces) || traces.length === 0) {
    throw new TypeError(
      `The chart "${title}" has no traces: pass at least one`,
    );
  }
  const layout = merge(
    defaults(title, options.x, options.y),
    plain(options.layout ?? {}) as Record<string, Json>,
  );
  const figure = {
    data: traces.map((trace, i) => styled(trace, i)),
    layout: merge(layout, { meta: { summary } }),
    config: { responsive: true, displaylogo: false },
  };
  return display({
    "application/vnd.plotly.v1+json": figure,
    "text/plain": `${title}. ${summary}`,
  });
}

/** Gives each line its own dash unless the caller chose one. */
function styled(trace: Trace, index: number): Json {
  const copy = plain(trace) as Record<string, Json>;
  const scatter = copy.type === undefined || copy.type === "scatter";
  const lines = copy.mode === undefined ||
    String(copy.mode).includes("lines");
  if (!scatter || !lines) return copy;
  const dash = DASHES[index % DASHES.length];
  return merge({ line: { dash, width: 2.5 } }, copy);
}

function defaults(title: string, x: string, y: string): Record<string, Json> {
  const axis = (text: string): Json => ({
    title: { text, standoff: 12 },
    automargin: true,
    gridcolor: RULE,
    linecolor: RULE,
    zerolinecolor: RULE,
    ticks: "outside",
    tickcolor: RULE,
  });
  return {
    title: {
      text: title,
      x: 0,
      xref: "paper",
      xanchor: "left",
      y: 0.97,
      yanchor: "top",
      font: { size: 18 },
    },
    font: {
      family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
      size: 14,
      color: INK,
    },
    colorway: [...COLORWAY],
    paper_bgcolor: "rgba(0, 0, 0, 0)",
    plot_bgcolor: "rgba(0, 0, 0, 0)",
    margin: { l: 64, r: 24, t: 84, b: 64 },
    height: 420,
    hovermode: "closest",
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
    xaxis: axis(x),
    yaxis: axis(y),
  };
}
