import type { Task } from "../../exercises/spec.ts";
import type { Place } from "./child.ts";
import { type Paper } from "./paper.ts";
import { cut, plain, wrap } from "./prose.ts";
import type { Finding, Verdict } from "./verdict.ts";

/** What the page of an exercise tells. */
export interface ExerciseView {
  readonly task: Task;
  /** The answer's path as the learner would type it, and its text. */
  readonly path: string;
  readonly text: string | null;
  /** What the last check found; absent while one is under way. */
  readonly verdict?: Verdict;
  /** How many hints to show. */
  readonly hints: number;
  /** The solution, when it is to be shown. */
  readonly solution?: string;
}

/** Lines that an answer printed and that are shown. */
const PRINTED = 10;

/** Writes the page of an exercise: the task, the verdict, help. */
export function exercisePage(paper: Paper, view: ExerciseView): void {
  const { task, verdict, hints, solution } = view;
  paper.text(`${task.id} ${task.title}`, "strong").line();
  paper.text(plain(task.prompt)).line();
  if (view.text === null) {
    paper.text(
      `The file ${view.path} is not there. Press r to make it anew.`,
      "bad",
    );
  } else if (!verdict) {
    paper.text("Checking …", "quiet");
  } else {
    printed(paper, verdict);
    verdictOf(paper, view, verdict);
  }
  for (let i = 0; i < hints; i++) {
    paper.line();
    paper.text(`Hint ${i + 1} of ${task.hints.length}`, "strong");
    paper.text(plain(task.hints[i]));
  }
  if (solution) {
    paper.line().text("A solution", "strong");
    for (const line of solution.split("\n")) paper.text(line);
  }
}

function verdictOf(paper: Paper, view: ExerciseView, verdict: Verdict): void {
  switch (verdict.kind) {
    case "open":
      paper.text("Not attempted yet", "strong");
      paper.text(
        "Open this file in your editor, put your code in place of todo(…), " +
          "and save:",
      );
      return place(paper, view, verdict.at);
    case "fault":
      paper.text(verdict.problem, "bad");
      return place(paper, view, verdict.at, true);
    case "passed":
      paper.text(
        `Solved: all ${verdict.findings.length} checks pass ` +
          `(${Math.round(verdict.seconds * 1000)} ms)`,
        "good",
      );
      return place(paper, view);
    case "failed":
      return failures(paper, view, verdict.findings);
  }
}

function failures(paper: Paper, view: ExerciseView, findings: Finding[]) {
  const failed = findings.filter(({ problem }) => problem !== null);
  const [first] = failed;
  paper.text(
    `Not yet: ${failed.length} of ${findings.length} checks fail`,
    "bad",
  );
  for (const { name, problem } of findings) {
    const [word, tone] = problem === null
      ? ["ok  ", "good"] as const
      : ["FAIL", "bad"] as const;
    paper.item(word, plain(name), tone);
  }
  paper.line().text(`In "${plain(first.name)}":`, "strong");
  paper.item("given   ", first.given);
  paper.item("expected", first.expected);
  paper.item("got     ", first.got);
  paper.text(first.problem!);
  place(paper, view, first.at, true);
}

/** Where to look: `file:line:column`, and the line itself. */
function place(paper: Paper, view: ExerciseView, at?: Place, shown = false) {
  if (!at) return void paper.lines.push(...wrap(view.path, paper.columns));
  paper.text(`${view.path}:${at.line}:${at.column}`);
  const line = view.text?.split("\n")[at.line - 1];
  if (!shown || line === undefined) return;
  const number = `${at.line} | `;
  // The place itself stays in sight on a narrow screen.
  const start = line.search(/\S|$/);
  const room = paper.columns - number.length;
  const from = Math.max(start, at.column - Math.floor(room * 0.7));
  paper.text(number + cut(line.slice(from), room), "quiet");
  paper.line(" ".repeat(number.length + at.column - 1 - from) + "^", "bad");
}

function printed(paper: Paper, { printed }: Verdict) {
  if (printed.trim() === "") return;
  const lines = clean(printed).trimEnd().split("\n");
  paper.text("It printed", "strong");
  if (lines.length > PRINTED) {
    paper.text(`(the last ${PRINTED} of ${lines.length} lines)`, "quiet");
  }
  for (const line of lines.slice(-PRINTED)) paper.line(line);
  paper.line();
}

/** Takes out what would move the cursor or change colours. */
function clean(text: string): string {
  return text
    // deno-lint-ignore no-control-regex -- escape characters are the point
    .replaceAll(/\x1b\[[\d;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]/g, "")
    .replaceAll("\t", "  ");
}
