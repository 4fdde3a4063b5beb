/**
 * Bars on a logarithmic axis, as text and boxes: they can be read aloud, fit
 * a phone, and need no script.
 *
 * @module
 */
import { type Html, markup } from "../html.ts";

/** One bar. */
export interface Bar {
  name: string;
  /** Above 0. */
  value: number;
  /** Which of the six colours, from 1. */
  series: number;
}

/** Bars that belong together, under a name. */
export interface BarGroup {
  name: string;
  bars: Bar[];
}

/** What a chart says about itself. */
export interface BarChart {
  id: string;
  title: string;
  /** Title of the axis, with its unit. */
  axis: string;
  /** The unit again, to stand behind each value. */
  unit: string;
  /** One sentence on what it shows. */
  reading: string;
  groups: BarGroup[];
}

/**
 * Draws a chart.
 *
 * @param chart What to draw; its values lie on one common axis.
 * @throws {RangeError} When there is no bar, or a value is not above 0.
 */
export function barChart(chart: BarChart): Html {
  const values = chart.groups.flatMap(({ bars }) =>
    bars.map(({ value }) => value)
  );
  if (values.length === 0 || !values.every((value) => value > 0)) {
    throw new RangeError(
      `The bars of "${chart.title}" must be above 0, got [${values}]`,
    );
  }
  const { ticks, at } = logScale(values);
  const lines = ticks.map((tick) => markup`<i style="left:${at(tick)}%"></i>`);
  const bar = ({ name, value, series }: Bar) =>
    markup`
      <li><span class="bar-name">${name}</span>
        <span class="bar-track">${lines}<b class="series-${series}" style="width:${
      at(value)
    }%"></b></span>
        <span class="bar-value">${shortNumber(value)} ${chart.unit}</span></li>
    `;
  const group = ({ name, bars }: BarGroup) =>
    markup`<p class="bar-group">${name}</p>
<ul>${bars.map(bar)}</ul>`;
  return markup`<figure class="bars" aria-labelledby="${chart.id}">
<p class="figure-title" id="${chart.id}">${chart.title}</p>
${chart.groups.map(group)}
<div class="bar-axis" aria-hidden="true">${
    ticks.map((tick) =>
      markup`<span style="left:${at(tick)}%">${shortNumber(tick)}</span>`
    )
  }</div>
<p class="bar-unit">${chart.axis}</p>
<figcaption>${chart.reading}</figcaption>
</figure>`;
}

/**
 * A logarithmic axis around some values.
 *
 * @param values Numbers above 0.
 * @returns Where a value stands, in per cent, and round values: powers of ten,
 * and where these are few 2 and 5 times them. The axis begins at a tick below
 * the smallest value, so that its bar is seen, and ends at one.
 */
export function logScale(
  values: number[],
): { ticks: number[]; at(value: number): number } {
  const low = Math.min(...values) / 1.2, high = Math.max(...values);
  const decades = Math.log10(high / low);
  const steps = decades > 1.5 ? [1] : [1, 2, 5];
  const all: number[] = [];
  const last = Math.ceil(Math.log10(high));
  for (let power = Math.floor(Math.log10(low)); power <= last; power++) {
    for (const step of steps) all.push(Number(`${step}e${power}`));
  }
  const first = all.findLastIndex((tick) => tick <= low);
  const end = all.findIndex((tick) => tick >= high);
  const ticks = all.slice(first, end + 1);
  const from = Math.log(ticks[0]), to = Math.log(ticks.at(-1)!);
  const at = (value: number) =>
    Math.round((Math.log(value) - from) / (to - from) * 1000) / 10;
  return { ticks, at };
}

/** Three digits, and no more zeros than there were. */
export function shortNumber(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en");
}
