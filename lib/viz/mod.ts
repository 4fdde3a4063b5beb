/**
 * Charts, diagrams, tables and progress bars as Jupyter MIME bundles.
 *
 * Each function returns an object that draws itself as the last expression of
 * a cell, and always carries a form in words.
 *
 * @module
 */
export { DISPLAY, type Display, type MimeBundle } from "./display.ts";
export { chart, type ChartOptions, COLORWAY, type Trace } from "./chart.ts";
export { diagram } from "./diagram.ts";
export { type Row, table, type TableOptions } from "./table.ts";
export { progressBar } from "./progress_bar.ts";
