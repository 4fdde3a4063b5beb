/**
 * The page that a learner gets back: plain HTML with no scripts, in which every
 * word from a submission is escaped.
 *
 * @module
 */
import type { Task } from "../../exercises/spec.ts";
import { type Html, markup, raw } from "../html.ts";
import type { Report } from "./class.ts";
import { points, sumOf } from "./csv.ts";
import type { Mark, Result } from "./mark.ts";

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.2rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0;
  border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
th { font-weight: 600; }
td { overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; font-size: .9em; }
.wrong { font-weight: 600; }
@media (max-width: 40rem) { table, caption, tbody, tr, td, th { display: block; }
  thead { display: none; } td, th { border: 0; padding: .1rem 0; }
  tr { border-top: 1px solid; padding: .4rem 0; } }
`;

/** Forbids the page everything but its own style, should a word slip through. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * Writes a learner's page.
 *
 * Of a hidden case it tells the name and whether it passed, and no numbers: the
 * next class may get the same ones.
 *
 * @param report The learner's marks.
 * @param tasks The tasks, in the order of the marks.
 */
export function learnerPage(report: Report, tasks: readonly Task[]): string {
  const { learner, marks } = report;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Exercises of ${learner}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>Exercises of ${learner}</h1>
<p>${share(sumOf(report))} of ${marks.length} points.</p>
${marks.map((mark, i) => section(mark, tasks[i]))}
</main>
</body>
</html>
`;
  return page.text;
}

function section(mark: Mark, { id, title }: Task): Html {
  const { passed, total, remark, results } = mark;
  return markup`<section>
<h2>${id} ${title}: ${share(points(mark))}</h2>
${remark !== null && markup`<p>${remark}</p>`}
${
    results.length > 0 && markup`<table>
<caption>${passed} of ${total} passed${
      points(mark) < passed / total && "; points only as for the cases alone"
    }</caption>
<thead><tr><th scope="col">Case</th><th scope="col">Result</th></tr></thead>
<tbody>
${results.map((result) => row(result, remark))}</tbody>
</table>`
  }
</section>
`;
}

function row(result: Result, remark: string | null): Html {
  const { kind, name, passed, problem } = result;
  const title = kind === "hidden" ? `Hidden: ${name}` : name;
  const word = passed ? "passed" : problem === remark ? "no answer" : "wrong";
  const verdict = passed ? word : markup`<span class="wrong">${word}</span>`;
  const told = word === "wrong" && kind !== "hidden" && why(result);
  return markup`<tr><th scope="row">${title}</th><td>${verdict}${told}</td></tr>
`;
}

function why({ kind, given, expected, got, problem }: Result): Html {
  return markup`<br>given <code>${given}</code>${
    kind === "case" && markup`, expected <code>${expected}</code>`
  }, got <code>${got}</code><br>${problem}`;
}

function share(points: number): string {
  return String(Number(points.toFixed(2)));
}
