import { type Html, markup } from "./html.ts";
import { plainText, type PlotlyFigure } from "./figures.ts";
import type { Notebook } from "../jupyter/notebook.ts";

const WIDTH = 600;
const HEIGHT = 390;
const PAD = { left: 46, right: 16, top: 36, bottom: 56 };

/** A series of a chart: its points, joined by a line or not. */
interface Series {
  name: string;
  points: [x: number, y: number][];
  line: boolean;
}

/** A linear scale: where a value stands in the drawing, and round values. */
interface Scale {
  at(value: number): number;
  ticks: number[];
}

/**
 * Draws the lines and points of a stored chart as a small SVG, for a page that
 * should not load plotly for one picture. Of a chart with several panels it
 * draws the first.
 *
 * @param figure a plotly figure
 * @returns the drawing with its legend, or `undefined` when the chart is not made of up to six
 * lines or point series on linear axes
 */
export function lineFigure(figure: PlotlyFigure): Html | undefined {
  const series = figure.data.flatMap(toSeries);
  const layout = figure.layout as
    | Record<string, { type?: string; title?: { text?: string } }>
    | undefined;
  const linear = layout?.xaxis?.type !== "log" && layout?.yaxis?.type !== "log";
  if (series.length === 0 || series.length > 6 || !linear) return;

  const points = series.flatMap((one) => one.points);
  const x = scale(points.map((p) => p[0]), PAD.left, WIDTH - PAD.right);
  const y = scale(points.map((p) => p[1]), HEIGHT - PAD.bottom, PAD.top);
  const words = [figure.layout?.title?.text, figure.layout?.meta?.summary];
  const axis = (name: string) => plainText(layout?.[name]?.title?.text ?? "");

  const grid = y.ticks.map((t) =>
    markup`<path d="M${PAD.left} ${round(y.at(t))}H${WIDTH - PAD.right}"/>`
  );
  const ticks = [
    ...y.ticks.map((t) => text(PAD.left - 8, y.at(t) + 4, "end", t)),
    ...x.ticks.map((t) => text(x.at(t), HEIGHT - PAD.bottom + 22, "middle", t)),
    text(0, 16, "start", axis("yaxis")),
    text(WIDTH - PAD.right, HEIGHT - 4, "end", axis("xaxis")),
  ];
  const names = series.map(({ name, line }, i) => {
    const key = line
      ? markup`<path class="line series-${i + 1}" d="M0 6H28"/>`
      : markup`<circle class="dots series-${i + 1}" cx="14" cy="6" r="5"/>`;
    return markup`<li><svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">${key}</svg> ${name}</li>`;
  });
  return markup`${series.length > 1 && markup`<ul class="legend">${names}</ul>`}
<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${
    words.join(". ")
  }">
<g class="grid">${grid}</g>
<g class="ticks">${ticks}</g>
${series.map((one, i) => draw(one, i, x, y))}
</svg>`;
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

function toSeries(trace: Record<string, unknown>): Series[] {
  const { type = "scatter", mode = "lines", yaxis = "y", y } = trace;
  if (type !== "scatter" || yaxis !== "y" || !Array.isArray(y)) return [];
  const x = Array.isArray(trace.x) ? trace.x : y.map((_, i) => i);
  const points = y.map((value, i) => [x[i], value] as [number, number])
    .filter((point) => point.every((v) => typeof v === "number"));
  const name = plainText(String(trace.name ?? ""));
  const line = String(mode).includes("lines");
  return points.length > 1 ? [{ name, points, line }] : [];
}

function draw(series: Series, index: number, x: Scale, y: Scale): Html {
  const places = series.points.map((
    [a, b],
  ) => [round(x.at(a)), round(y.at(b))]);
  const style = `series-${index + 1}`;
  if (series.line) {
    const path = "M" + places.map((place) => place.join(" ")).join("L");
    return markup`<path class="line ${style}" d="${path}"/>`;
  }
  const dots = places.map(([a, b]) =>
    markup`<circle cx="${a}" cy="${b}" r="5"/>`
  );
  return markup`<g class="dots ${style}">${dots}</g>`;
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

/** A linear scale from `from` to `to` with about five round ticks. */
function scale(values: number[], from: number, to: number): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough)!;
  // The axis begins at a tick, so that a curve near 0 is seen to be near 0.
  const first = Math.floor(low / step);
  const ticks: number[] = [];
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
