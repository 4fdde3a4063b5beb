/**
 * What every notebook of the course keeps to, whatever it teaches.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "./assert.ts";
import { findNotebooks } from "../lib/jupyter/library.ts";
import { type CodeCell, readNotebook } from "../lib/jupyter/notebook.ts";

const LONGEST_CELL = 25; // lines; more than one screen is more than one idea
const IMPORTS =
  /^import (?:[\w*{][^"]*from )?"(?:@course\/\w+|@tensorflow\/tfjs)";$/;

for (const { name, path } of await findNotebooks()) {
  const nb = await readNotebook(path);
  const code = nb.cells.filter((cell): cell is CodeCell =>
    cell.cell_type === "code"
  );
  const prose = nb.cells.filter((cell) => cell.cell_type === "markdown")
    .map((cell) => cell.source).join("\n\n");

  Deno.test(`${name} says what it is and how long it takes`, () => {
    const course = nb.metadata.course;
    assert(course?.title && course.summary);
    assert(course.minutesRead > 0);
    assert(course.secondsRun > 0 && course.secondsRun <= 180);
  });

  Deno.test(`${name} names its cells`, () => {
    for (const { id } of nb.cells) {
      assertMatch(id, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    }
  });

  Deno.test(`${name} imports in its first code cell alone, from rooms`, () => {
    const [first, ...others] = code;
    const statements = first.source.replace(/\n\s*/g, " ")
      .replace(/;\s*/g, ";\n").trim().split("\n")
      .filter((line) => line.startsWith("import"));
    for (const line of statements) assertMatch(line, IMPORTS);
    const imports = statements.join("").length;
    assert(imports > 0, "The first code cell imports nothing");
    for (const { id, source } of others) {
      assert(!/^import\b|\bimport\(/m.test(source), `Cell "${id}" imports`);
    }
  });

  Deno.test(`${name} keeps each cell to one idea`, () => {
    const long = code.slice(1)
      .map(({ id, source }) => ({ id, lines: source.split("\n").length }))
      .filter(({ lines }) => lines > LONGEST_CELL);
    assertEquals(long, []);
  });

  Deno.test(`${name} reads each chart in a sentence`, () => {
    nb.cells.forEach((cell, i) => {
      if (cell.cell_type !== "code") return;
      const charts = cell.outputs.some((output) =>
        "data" in output && "application/vnd.plotly.v1+json" in output.data
      );
      if (!charts) return;
      const next = nb.cells[i + 1];
      assert(
        next?.cell_type === "markdown" && !next.source.startsWith("#"),
        `The chart of cell "${cell.id}" is not read in the text below it`,
      );
    });
  });

  Deno.test(`${name} has aims, exercises, a summary and sources`, () => {
    const opening = nb.cells[0].source;
    assertMatch(opening, /^# \S/);
    assertMatch(opening + prose, /You will be able to/);
    assertMatch(prose, /^## Summary$/m);
    assertMatch(prose, /^## Sources$/m);
    const sources = prose.split(/^## Sources$/m)[1];
    assertMatch(sources, /\(?(19|20)\d\d\)?.*https:\/\//);
    const ids = code.flatMap(({ source }) =>
      [...source.matchAll(/\bcheck\(\s*"(\d\d\.\d)"/g)].map(([, id]) => id)
    );
    assert(new Set(ids).size >= 3, `Only ${new Set(ids).size} exercises`);
    for (const id of ids) assertEquals(id.slice(0, 2), name.slice(0, 2));
  });

  Deno.test(`${name} is stored complete, with outputs and no error`, () => {
    const outputs = code.flatMap((cell) => cell.outputs);
    assert(outputs.length > 0, "Run it with: deno task run --write");
    assertEquals(outputs.filter((o) => o.output_type === "error"), []);
    const pending = code.filter((cell) =>
      cell.source.trim() !== "" && cell.execution_count === null
    );
    assertEquals(pending.map((cell) => cell.id), []);
  });
}
