import type { Task } from "../../exercises/spec.ts";
import { functionName } from "../../exercises/answer_file.ts";
import type { Place } from "./child.ts";
import { find } from "./fault.ts";
import { type Paper } from "./paper.ts";
import { cut, plain } from "./prose.ts";
import { SECONDS } from "./process.ts";
import type { Finding, Verdict } from "./verdict.ts";

/** What the page of an exercise tells. */
export interface ExerciseView {
  readonly task: Task;
  /** The answer's path as the learner would type it, and its text. */
  readonly path: string;
  readonly text: string | null;
  /** What the last check found; absent while one is under way. */
  readonly verdict?: Verdict;
  /** Whether that check has been under way for a while. */
  readonly slow?: boolean;
  /** How many hints to show. */
  readonly hints: number;
  /** The solution, when it is to be shown. */
  readonly solution?: string;
  /** Leaves out what a low screen has no room for. */
  readonly brief?: boolean;
}

/** Lines that an answer printed and that are shown. */
const PRINTED = 10;

/** Writes the page of an exercise: the task, the verdict, help. */
export function exercisePage(paper: Paper, view: ExerciseView): void {
  const { task, verdict, hints, solution } = view;
  paper.text(`${task.id} ${task.title}`, "strong").line();
  // The task stands in the learner's file as well.
  const tried = verdict && verdict.kind !== "open";
  if (!(view.brief && tried)) paper.text(plain(task.prompt)).line();
  if (view.text === null) {
    paper.text(
      `The file ${view.path} is not there. Press r to make it anew.`,
      "bad",
    );
  } else if (!verdict) {
    const long = `It takes long, and is stopped after ${SECONDS} s.`;
    paper.text(view.slow ? `Checking … ${long}` : "Checking …", "quiet");
  } else {
    writeVerdict(paper, view, verdict);
  }
  for (let i = view.brief ? Math.max(0, hints - 1) : 0; i < hints; i++) {
    paper.line();
    paper.text(`Hint ${i + 1} of ${task.hints.length}`, "strong");
    paper.text(plain(task.hints[i]));
  }
  if (solution) {
    paper.line().text("A solution", "strong");
    for (const line of solution.split("\n")) {
      paper.text(line.trimStart(), undefined, line.match(/^ */)![0]);
    }
  }
}

/** Writes what a check found, and where to look. */
export function writeVerdict(
  paper: Paper,
  view: ExerciseView,
  verdict: Verdict,
): void {
  printed(paper, verdict);
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
  for (const { name, problem } of view.brief ? [] : findings) {
    const [word, tone] = problem === null
      ? ["ok  ", "good"] as const
      : ["FAIL", "bad"] as const;
    paper.item(word, plain(name), tone);
  }
  if (!view.brief) paper.line();
  paper.text(`In "${plain(first.name)}":`, "strong");
  paper.item("given   ", first.given);
  paper.item("expected", first.expected);
  paper.item("got     ", first.got);
  // Said by the two lines above already.
  const said = `expected ${first.expected}, got ${first.got}.`;
  if (first.problem !== said) paper.text(first.problem!);
  place(paper, view, first.at, true);
}

/** Where to look: `file:line:column`, and the line itself. */
function place(paper: Paper, view: ExerciseView, at?: Place, shown = false) {
  if (!at) {
    at = find(view.text ?? "", new RegExp(`\\b${functionName(view.task)}\\b`));
    shown = false;
  }
  // In one piece, however narrow the screen: editors follow it by clicking.
  if (!at) return void paper.lines.push(view.path);
  paper.lines.push(`${view.path}:${at.line}:${at.column}`);
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
