import { type Html, markup, raw } from "./html.ts";
import { plainText, type PlotlyFigure } from "./figures.ts";
import type { Notebook } from "../jupyter/notebook.ts";

const WIDTH = 600;
const HEIGHT = 380;
const PAD = { left: 46, right: 20, top: 14, bottom: 46 };

/** A line of a chart: its name and its points. */
interface Line {
  name: string;
  points: [number, number][];
}

/**
 * Draws the lines of a stored chart as a small SVG, for a page that should not
 * load plotly for one picture.
 *
 * @param figure a plotly figure
 * @returns the drawing, or `undefined` when the chart is not made of lines on
 * plain axes
 */
export function lineFigure(figure: PlotlyFigure): Html | undefined {
  const lines = figure.data.flatMap(toLine);
  const layout = figure.layout as
    | Record<string, { type?: string; title?: { text?: string } }>
    | undefined;
  const plain = !layout?.xaxis2 && layout?.xaxis?.type !== "log" &&
    layout?.yaxis?.type !== "log";
  if (lines.length === 0 || lines.length > 4 || !plain) return;

  const all = lines.flatMap((line) => line.points);
  const x = scale(all.map((p) => p[0]), PAD.left, WIDTH - PAD.right);
  const y = scale(all.map((p) => p[1]), HEIGHT - PAD.bottom, PAD.top);
  const path = ({ points }: Line) =>
    "M" +
    points.map(([a, b]) => `${round(x.at(a))} ${round(y.at(b))}`).join("L");
  const title = plainText(figure.layout?.title?.text ?? "");
  const summary = figure.layout?.meta?.summary ?? "";

  const grid = y.ticks.map((t) =>
    markup`<path d="M${PAD.left} ${round(y.at(t))}H${WIDTH - PAD.right}"/>`
  );
  const ticks = [
    ...y.ticks.map((t) => text(PAD.left - 8, y.at(t) + 4, "end", t)),
    ...x.ticks.map((t) => text(x.at(t), HEIGHT - PAD.bottom + 20, "middle", t)),
    text(
      WIDTH - PAD.right,
      HEIGHT - 6,
      "end",
      plainText(layout?.xaxis?.title?.text ?? ""),
    ),
  ];
  return markup`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}. ${summary}">
<g class="grid">${grid}</g>
<g class="ticks">${ticks}</g>
${
    lines.map((l, i) =>
      markup`<path class="line line-${i + 1}" d="${path(l)}"/>`
    )
  }
${lines.map((line, i) => label(line, i, lines, x.at, y.at))}
</svg>`;
}

function text(
  x: number,
  y: number,
  anchor: string,
  content: string | number,
): Html {
  return markup`<text x="${round(x)}" y="${
    round(y)
  }" text-anchor="${anchor}">${content}</text>`;
}

/**
 * The plotly figure that a cell shows.
 *
 * @param nb a notebook with outputs
 * @param cell a cell's id; without it, any cell
 */
export function findFigure(
  nb: Notebook,
  cell?: string,
): { cell: string; figure: PlotlyFigure } | undefined {
  for (const candidate of nb.cells) {
    if (candidate.cell_type !== "code") continue;
    const { id, outputs } = candidate;
    if (cell !== undefined && id !== cell) continue;
    for (const output of outputs) {
      if (!("data" in output)) continue;
      const figure = output.data["application/vnd.plotly.v1+json"];
      if (figure) return { cell: id, figure: figure as PlotlyFigure };
    }
  }
}

function toLine(trace: Record<string, unknown>): Line[] {
  const { type = "scatter", mode = "lines", y } = trace;
  if (type !== "scatter" || !String(mode).includes("lines")) return [];
  if (!Array.isArray(y)) return [];
  const x = Array.isArray(trace.x) ? trace.x : y.map((_, i) => i);
  const points = y.map((value, i) => [x[i], value] as [number, number])
    .filter((point) => point.every((v) => typeof v === "number"));
  return points.length > 1
    ? [{ name: plainText(String(trace.name ?? "")), points }]
    : [];
}

/** Names a line where it ends, so that no legend is needed. */
function label(
  line: Line,
  index: number,
  lines: Line[],
  x: (v: number) => number,
  y: (v: number) => number,
): Html {
  if (line.name === "" || lines.length === 1) return raw("");
  const [a, b] = line.points.at(-1)!;
  const ends = lines.map((l) => y(l.points.at(-1)![1]));
  // Above the line's end, unless another line ends just above it.
  const crowded = ends.some((e, i) => i !== index && e < y(b) && y(b) - e < 34);
  const top = y(b) + (crowded ? 20 : -10);
  return markup`<text class="name name-${index + 1}" x="${round(x(a))}" y="${
    round(top)
  }" text-anchor="end">${line.name}</text>`;
}

/** A linear scale with round ticks. */
function scale(values: number[], from: number, to: number) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough)!;
  const ticks: number[] = [];
  // The axis begins at a tick, so that a curve near 0 is seen to be near 0.
  const first = Math.floor(low / step);
  for (let k = first; k * step <= high + step * 1e-9; k++) {
    ticks.push(Number((k * step).toPrecision(6)));
  }
  const start = first * step;
  const at = (v: number) =>
    from + (to - from) * (v - start) / (high - start || 1);
  return { at, ticks };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
