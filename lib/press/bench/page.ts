/**
 * The page "How fast is the engine?", from what `data/bench/` holds.
 *
 * @module
 */
import { DISPLAY, type Display } from "@course/viz";
import { type Html, markup, raw } from "../html.ts";
import { commandLine, document, RUN } from "../layout.ts";
import { barChart, type BarGroup, shortNumber } from "./bar_chart.ts";
import type { ContestantId } from "./contestants.ts";
import { isBusy } from "./machine.ts";
import { type Part, PARTS } from "./parts.ts";
import { reading } from "./reading.ts";
import { absentLines, barsTable, missedLines, timesTable } from "./report.ts";
import {
  type Bench,
  gflopsPerCore,
  median,
  type PartRun,
  type Result,
  threadCounts,
  threadWords,
} from "./results.ts";

const TITLE = "How fast is the engine?";
const LEDE =
  "The course trains its models in TypeScript. Here its engine runs " +
  "beside Keras, PyTorch and others: the same model, the same sizes, the same " +
  "machine, the same minutes.";

/** Each contestant keeps its colour. */
const SERIES: Record<ContestantId, number> = {
  engine: 1,
  "engine-native": 6,
  tfjs: 5,
  onnxruntime: 3,
  keras: 2,
  torch: 4,
};

/**
 * Writes the page.
 *
 * @param benches Results, one entry a machine; there may be none.
 */
export function benchPage(benches: Bench[]): string {
  return document({
    title: TITLE,
    description: LEDE,
    kind: "bench",
    needs: new Set(),
    body: markup`<div class="bench-page">
<article>
<header class="chapter-head">
<p class="kicker">About the course</p>
<h1>${TITLE}</h1>
</header>
<div class="prose">
<p>${LEDE}</p>
<p>${
      benches.length === 0
        ? "Nothing has been measured yet. This measures your machine and keeps the results, so that they stand here when the site is built again:"
        : "A time is the median of its steps. Contestants took turns, a few steps each, so what disturbed the machine disturbed all of them; ratios hold within one run and times only on that machine. Texts and parameters are random: this is about speed, not about learning. To measure your own machine:"
    }</p>
</div>
${commandLine(`${RUN} bench${benches.length === 0 ? " --write" : ""}`)}
${benches.map(machineSection)}
</article>
</div>`,
  });
}

function machineSection(bench: Bench, index: number): Html {
  const { cpu, cores, vectors, memory, system } = bench.machine;
  const runs = PARTS.flatMap((part) => {
    const run = bench.parts[part.id];
    return run ? [{ part, run }] : [];
  });
  const facts = [
    `${cores} cores`,
    vectors && `vectors: ${vectors}`,
    `${memory} GiB of memory`,
    system,
    ...new Set(runs.map(({ run }) => `Deno ${run.deno}`)),
    `measured ${period(runs.map(({ run }) => run.date.slice(0, 10)))}`,
  ];
  return markup`<section>
<h2>${cpu}</h2>
<ul class="facts">${facts.map((fact) => fact && markup`<li>${fact}</li>`)}</ul>
${shown(barsTable(bench))}
${missedLines(bench).map((line) => markup`<p class="note">${line}</p>`)}
${runs.map(({ part, run }) => partSection(part, run, `${part.id}-${index}`))}
<h3>To be fair</h3>
<div class="prose"><ul>${
    notes(bench).map((note) => markup`<li>${note}</li>`)
  }</ul></div>
</section>`;
}

/** The first day and the last. */
function period(days: string[]): string {
  const sorted = days.toSorted();
  const first = sorted[0], last = sorted.at(-1);
  return first === last ? first : `${first} to ${last}`;
}

function partSection(part: Part, run: PartRun, id: string): Html {
  const counts = threadCounts(run);
  return markup`<h3>${part.title}</h3>
<div class="prose"><p>${part.about}.</p></div>
${counts.length > 0 && chartOf(part, run, id)}
${
    counts.length > 0 && markup`<details><summary>All times</summary>
${counts.map((threads) => shown(timesTable(part, run, threads)))}
</details>`
  }
${absentLines(run).map((line) => markup`<p class="note">${line}</p>`)}`;
}

/** Times by threads; where there are several cases, by case. */
function chartOf(part: Part, run: PartRun, id: string): Html {
  const counts = threadCounts(run);
  const most = counts.at(-1)!;
  const several = part.cases.length > 1;
  const groups: BarGroup[] = several
    ? part.cases.map((name) => ({
      name,
      bars: bars(run.results.filter((result) =>
        result.case === name && result.threads === most
      )),
    }))
    : counts.map((threads) => ({
      name: threadWords(threads),
      bars: bars(run.results.filter((one) => one.threads === threads)),
    }));
  return barChart({
    id: `chart-${id}`,
    title: several ? `${part.title}, ${threadWords(most)}` : part.title,
    axis: "milliseconds, logarithmic: less is better",
    unit: "ms",
    reading: [reading(part, run, most), rateWords(part, run, most)]
      .filter(Boolean).join(" "),
    groups: groups.filter(({ bars }) => bars.length > 0),
  });
}

function bars(results: Result[]) {
  return results.map(({ id, name, oneThread, milliseconds }) => ({
    name: oneThread ? `${name} (1 thread)` : name,
    value: median(milliseconds),
    series: SERIES[id],
  }));
}

/** The best rate of a product, for those who think in GFLOP/s. */
function rateWords(part: Part, run: PartRun, threads: number): string {
  const rates = run.results
    .filter(({ id, threads: t }) => id === "engine" && t === threads)
    .map((result) => gflopsPerCore(part.id, result) ?? 0);
  const best = Math.max(0, ...rates);
  return best > 0
    ? `At its best it does ${shortNumber(best)} GFLOP/s on each core.`
    : "";
}

function shown(display: Display | undefined): Html | undefined {
  return display &&
    markup`<div class="outputs scroll">${
      raw(String(display[DISPLAY]()["text/html"]))
    }</div>`;
}

/** What a reader should know before believing a number. */
function notes({ machine, parts }: Bench): string[] {
  const runs = Object.values(parts);
  const busy = runs.filter((run) => isBusy(machine, run.load));
  const versions = new Map(
    runs.flatMap(({ results }) => results)
      .map(({ name, version }) => [name, version]),
  );
  return [
    ...busy.length > 0
      ? [
        `The machine was busy with other work (load ${
          Math.max(...busy.map(({ load }) => load))
        } on ${machine.cores} cores) when some of this was measured. Times ` +
        "are too long, and ratios are rough.",
      ]
      : [],
    "Stock tfjs runs on its wasm backend with one kernel added, without which " +
    "an Embedding can't be trained there. In Deno it can use one thread alone. " +
    "Three steps of it are measured where a step takes seconds.",
    "PyTorch is told to flush denormal numbers to zero, as TensorFlow does by " +
    "itself; without that its LSTM would be about ten times slower.",
    "A training step goes from plain arrays to a loss that the program can " +
    "read; with Keras it is train_on_batch.",
    `Versions: ${
      [...versions].map(([name, version]) => `${name} ${version}`).join("; ")
    }.`,
  ];
}
