/**
 * A notebook that holds every kind of cell and output once, and the course's
 * map with a place for it.
 *
 * @module
 */
import {
  chart,
  diagram,
  DISPLAY,
  type Display,
  progressBar,
  table,
} from "../../lib/viz/mod.ts";
import { type CourseMap, readMap } from "../../lib/press/chapters.ts";
import type { Cell, Notebook, Output } from "../../lib/jupyter/notebook.ts";

/** The fixture's name, and its page's. */
export const FIXTURE = "00-outputs";

/** A picture of one white dot. */
const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";

/** HTML that tries to run a script in nine ways. */
export const HOSTILE = `
<script>globalThis.attacked = 1</script>
<img src=x onerror="globalThis.attacked = 2">
<img src="https://example.org/spy.png" alt="spy">
<a href="java&#x09;script:globalThis.attacked = 3">link</a>
<svg onload="globalThis.attacked = 4"><script>globalThis.attacked = 5</script></svg>
<iframe srcdoc="<script>parent.attacked = 6</script>"></iframe>
<style>body { display: none }</style>
<p style="position: fixed; inset: 0; background: url(https://example.org/)">kept words</p>
<math><mtext><table><mglyph><style><img src=x onerror="globalThis.attacked = 7">
</style></mglyph></table></mtext></math></div></article>
<form action="https://example.org"><button>send</button></form><b>unclosed`;

const markdown = (id: string, source: string): Cell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source,
});

const code = (id: string, source: string, ...outputs: Output[]): Cell => ({
  cell_type: "code",
  id,
  metadata: {},
  execution_count: 1,
  source,
  outputs,
});

const data = (bundle: Record<string, unknown>): Output => ({
  output_type: "display_data",
  data: bundle,
  metadata: {},
});

const shown = (display: Display): Output => data({ ...display[DISPLAY]() });

function withPicture(display: Display): Output {
  return {
    output_type: "execute_result",
    execution_count: 1,
    data: { ...display[DISPLAY](), "image/png": DOT },
    metadata: { "image/png": { width: 760, height: 420 } },
  };
}

const steps = Array.from({ length: 40 }, (_, i) => i / 40 + 0.01);
const losses = chart([
  { x: steps, y: steps.map((p) => -Math.log(p)), name: "label 1" },
  { x: steps, y: steps.map((p) => -Math.log(1 - p)), name: "label 0" },
], {
  title: "Loss of one guess",
  x: "probability given to label 1",
  y: "loss (nats)",
  summary: "The loss is 0 for a sure and right guess and grows without bound.",
});
const bars = chart([{ type: "bar", x: ["a", "b"], y: [3, 5] }], {
  title: "Two bars",
  x: "kind",
  y: "count",
  summary: "The second bar is higher than the first.",
});
const wide = Object.fromEntries(
  Array.from({ length: 14 }, (_, i) => [`column ${i + 1}`, i * 1234.5678]),
);

/** The notebook. */
export const fixture: Notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {
    course: {
      title: "Every kind of output",
      summary: "A page with each thing that a chapter can hold.",
      minutesRead: 3,
      secondsRun: 150,
    },
  },
  cells: [
    markdown(
      "title",
      "# Every kind of output\n\nA first paragraph, unmistakable as xylophone.",
    ),
    markdown(
      "formulas",
      "## Formulas, $\\hat y - y$\n\nInline $-\\log 0.8 \\approx 0.2231$, prose from $5 to $9, and a display:\n\n$$\nL = \\frac{1}{N} \\sum_{i=1}^{N} \\ell(y_i, \\hat y_i)\n$$\n\n" +
        "$$ \\underbrace{a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + x + y + z}_{\\text{a very long formula that no phone can show at once}} $$",
    ),
    markdown(
      "text",
      "### Text of every kind\n\n- a list with `code` and **weight**\n- a [link to a cell](#streams), a [link to a notebook](00-outputs.ipynb#tables) and [one outside](https://www.deno.com/)\n\n> **A correction.** The sign was wrong.\n\n<details><summary>Hint</summary>\n\nLook at the sign.\n\n</details>\n\n| a | b |\n| --- | --: |\n| x<sup>2</sup> | 1 |\n\n```bash\ndeno task start\n```",
    ),
    markdown(
      "map",
      "## Diagrams\n\n```mermaid\nflowchart LR\n  accTitle: From likelihood to loss\n  accDescr: Likelihood leads to cross-entropy, which leads to its gradient.\n  L[Likelihood] --> C{Cross-entropy} --> G([Gradient])\n```",
    ),
    code(
      "diagram-output",
      'diagram("sequenceDiagram\\n  A->>B: hello", words);',
      shown(diagram("sequenceDiagram\n  A->>B: hello\n  B-->>A: hello", {
        title: "A greeting",
        summary: "A greets B, and B greets back.",
      })),
    ),
    markdown("charts", "## Charts"),
    code("loss-curve", "chart([loss], words);", withPicture(losses)),
    code("two-charts", "two();", shown(bars), shown(losses)),
    markdown("tables-title", "## Tables"),
    code(
      "tables",
      "table(rows, { caption });",
      shown(table([{ model: "LSTM", accuracy: 0.8712, reviews: 25_000 }], {
        caption: "A small table",
      })),
      shown(table([wide, wide], { caption: "A table too wide for a phone" })),
    ),
    code(
      "progress",
      "progressBar(3, 4, label);",
      shown(progressBar(3, 4, "Epoch 3, loss 0.31")),
    ),
    markdown("text-outputs", "## Text"),
    code(
      "streams",
      'console.log("one");\nconst long = "a line of code that is so long that it must scroll inside its own box on a phone and even on a wide screen, whatever you do";',
      {
        output_type: "stream",
        name: "stdout",
        text: "one\n\u001b[1m\u001b[32mgreen\u001b[0m\nold\rnew\n",
      },
      { output_type: "stream", name: "stderr", text: "a warning\n" },
    ),
    code("failure", "throw new RangeError();", {
      output_type: "error",
      ename: "RangeError",
      evalue: "p must be in [0, 1], got 2",
      traceback: [
        "\u001b[31mRangeError\u001b[39m: p must be in [0, 1], got 2",
        "    at <anonymous>:1:7",
      ],
    }),
    code(
      "pictures",
      "picture();",
      data({ "image/png": DOT, "text/plain": "A white dot" }),
      data({
        "image/svg+xml":
          '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><script>parent.attacked = 8</script><circle r="4" cx="4" cy="4"/></svg>',
        "text/plain": "A black disc",
      }),
    ),
    code(
      "other-forms",
      "other();",
      data({ "text/markdown": "Some *Markdown* with $x^2$." }),
      data({ "text/latex": "$$e^{i\\pi} = -1$$" }),
      data({ "application/json": { a: [1, 2] } }),
      data({ "text/plain": "{ a: 1 }" }),
      data({ "application/x-unknown": "?" }),
    ),
    code("hostile", "attack();", data({ "text/html": HOSTILE })),
  ],
};

/** The course's map with the fixture in front. */
export async function fixtureMap(): Promise<CourseMap> {
  const map = await readMap();
  map.chapters.unshift({
    number: 0,
    slug: FIXTURE,
    part: "I",
    title: "Every kind of output",
    summary: "A page with each thing that a chapter can hold.",
  });
  return map;
}
