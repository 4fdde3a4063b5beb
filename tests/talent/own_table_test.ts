/**
 * Chapter 03 with a reader's own table in the place of the made-up one.
 *
 * @module
 */
import { assertEquals, assertMatch } from "../assert.ts";
import { ROOT } from "../../lib/press/files.ts";
import { type Notebook, readNotebook } from "../../lib/jupyter/notebook.ts";
import { runNotebook } from "../../lib/jupyter/runner.ts";
import { formatCsv } from "../../lib/talent/people/csv.ts";
import { generatePeople } from "../../lib/talent/people/mod.ts";

/** Runs the chapter on a table; answers its outputs as text, by cell. */
async function run(csv: string): Promise<Map<string, string>> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeTextFile(path, csv);
    const notebook: Notebook = structuredClone(
      await readNotebook(new URL("notebooks/03-leaving.ipynb", ROOT).pathname),
    );
    let changes = 0;
    const change = (text: string, from: string, to: string) => {
      if (text.includes(from)) changes++;
      return text.replace(from, to);
    };
    for (const cell of notebook.cells) {
      cell.source = change(
        change(
          cell.source,
          'PATH = "../data/talent/people.csv"',
          `PATH = "${path}"`,
        ),
        "{ length: 100 }, (_, i) => i + 1",
        "{ length: 2 }, (_, i) => i + 1",
      );
    }
    assertEquals(changes, 2, "PATH and the seeds");
    const fresh = await runNotebook(notebook, {
      cwd: new URL("notebooks/", ROOT).pathname,
    });
    return new Map(
      fresh.cells.filter((cell) => cell.cell_type === "code")
        .map((cell) => [cell.id, JSON.stringify(cell.outputs)]),
    );
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("chapter 03 runs on a table with nothing but dates", async () => {
  const { rows } = generatePeople({ people: 300, seed: 8 });
  const csv = formatCsv([
    ["hired", "left"],
    ...rows.map(({ hired, left }) => [hired, left]),
  ]);
  const shown = await run(csv);
  assertMatch(shown.get("survival-curve")!, /plotly/);
  assertMatch(shown.get("answer-table")!, /still here/);
  for (const id of ["places-chart", "forest-chart", "immortal-value"]) {
    assertMatch(shown.get(id)!, /Not shown: the table says too little/);
  }
});

Deno.test("chapter 03 runs on a small table with holes and other words", async () => {
  const { rows } = generatePeople({ people: 400, seed: 9 });
  const csv = formatCsv([
    [
      "hired",
      "left",
      "reason",
      "role",
      "location",
      "base_pay",
      "market_median",
    ],
    ...rows.map((row, i) => [
      row.hired,
      row.left,
      i % 5 === 0 ? null : row.reason,
      ["deep-learning-expert", "ml-engineer"][i % 2],
      i < 4 ? "attic" : row.location,
      i % 9 === 0 ? null : row.basePay,
      row.marketMedian,
    ]),
  ]);
  const shown = await run(csv);
  assertMatch(shown.get("forest-chart")!, /plotly/);
  // The truth is known for the made-up company alone.
  assertEquals(shown.get("forest-chart")!.includes("diamond"), false);
  assertMatch(shown.get("log-rank-places")!, /abroad|capital|coast/);
  // Four people in the attic are nobody's business.
  for (const [id, text] of shown) {
    assertEquals(text.includes("attic"), false, `cell ${id} shows the attic`);
  }
});
