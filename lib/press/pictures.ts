import { fileURLToPath } from "node:url";
import { launchBrowser } from "./browser.ts";
import type { PlotlyFigure } from "./figures.ts";
import { ROOT } from "./files.ts";
import type { Notebook, Output } from "../jupyter/notebook.ts";

const PLOTLY = "application/vnd.plotly.v1+json";
const PNG = "image/png";
const WIDTH = 760;
const HEIGHT = 420;

/** An output that shows a chart. */
type Chart = Extract<Output, { data: unknown }>;

/**
 * Gives every chart of a notebook a still picture, for readers whose front end
 * does not draw plotly, and for print. A chart whose figure did not change
 * keeps the picture it had; the others are drawn by plotly itself in a
 * headless Chromium, which starts only when there is something to draw.
 *
 * @param nb an executed notebook
 * @param stored the notebook as it was stored before, with its pictures
 * @returns a copy of `nb` in which each chart carries `image/png`
 * @throws {BrowserError} when a chart must be drawn and no browser starts
 */
export async function addPictures(
  nb: Notebook,
  stored?: Notebook,
): Promise<Notebook> {
  const copy = keepPictures(nb, stored);
  const bare = charts(copy).map(([, chart]) => chart)
    .filter(({ data }) => !(PNG in data));
  if (bare.length === 0) return copy;

  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({
      path: fileURLToPath(
        new URL("node_modules/plotly.js-dist-min/plotly.min.js", ROOT),
      ),
    });
    for (const chart of bare) {
      const figure = chart.data[PLOTLY] as PlotlyFigure;
      const size = { width: WIDTH, height: figure.layout?.height ?? HEIGHT };
      const url: string = await page.evaluate(draw, { figure, size });
      chart.data[PNG] = url.slice(url.indexOf(",") + 1);
      chart.metadata = { ...chart.metadata, [PNG]: size };
    }
  } finally {
    await browser.close();
  }
  return copy;
}

/**
 * Carries pictures over from a stored notebook to a fresh run of it, for each
 * chart whose figure is the same.
 *
 * @param nb an executed notebook
 * @param stored the same notebook with pictures
 * @returns a copy of `nb`
 */
export function keepPictures(nb: Notebook, stored?: Notebook): Notebook {
  const copy = structuredClone(nb);
  const known = new Map<string, Chart>();
  for (const [place, chart] of stored ? charts(stored) : []) {
    if (PNG in chart.data) known.set(place + fingerprint(chart), chart);
  }
  for (const [place, chart] of charts(copy)) {
    const same = known.get(place + fingerprint(chart));
    if (!same || PNG in chart.data) continue;
    chart.data[PNG] = same.data[PNG];
    chart.metadata = { ...chart.metadata, [PNG]: same.metadata?.[PNG] };
  }
  return copy;
}

/** All charts of a notebook, each with its cell's id. */
function charts(nb: Notebook): [string, Chart][] {
  return nb.cells.flatMap((cell) =>
    (cell.cell_type === "code" ? cell.outputs : [])
      .filter((output): output is Chart =>
        "data" in output && PLOTLY in output.data
      )
      .map((output): [string, Chart] => [cell.id, output])
  );
}

/** The figure as text, the same whatever the order of its keys. */
function fingerprint({ data }: Chart): string {
  return JSON.stringify(
    data[PLOTLY],
    (_, value) =>
      value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1),
        )
        : value,
  );
}

/** Runs in the browser: dark ink on white paper, twice the size for sharpness. */
function draw(
  { figure, size }: {
    figure: PlotlyFigure;
    size: { width: number; height: number };
  },
): Promise<string> {
  const layout = {
    ...figure.layout,
    ...size,
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    font: { ...(figure.layout as { font?: object })?.font, color: "#33353b" },
  };
  // deno-lint-ignore no-explicit-any -- plotly is a global of that page
  return (globalThis as any).Plotly.toImage(
    { data: figure.data, layout },
    { format: "png", scale: 2, ...size },
  );
}
