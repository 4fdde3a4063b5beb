/**
 * Chapters 03 and 04 with a reader's own table in the place of the made-up one.
 *
 * @module
 */
import { assertEquals, assertMatch } from "../assert.ts";
import { ROOT } from "../../lib/press/files.ts";
import { type Notebook, readNotebook } from "../../lib/jupyter/notebook.ts";
import { runNotebook } from "../../lib/jupyter/runner.ts";
import { formatCsv } from "../../lib/talent/people/csv.ts";
import { formatPeople, generatePeople } from "../../lib/talent/mod.ts";

/** What a test does less of, by chapter, and where the memo goes. */
const SHORTER = {
  "03-leaving": [
    ["{ length: 100 }, (_, i) => i + 1", "{ length: 2 }, (_, i) => i + 1"],
  ],
  "04-strategies": [
    ["worlds.slice(0, 200)", "worlds.slice(0, 3)"],
    ["parts = 48", "parts = 8"],
    ["runs: 10_000, seed: 3", "runs: 500, seed: 3"],
    ['writeTextFile("../.cache/decision-memo.html"', "writeTextFile(MEMO"],
  ],
} as const;

/** Runs a chapter on a table; answers its outputs as text, by cell. */
async function run(
  csv: string,
  chapter: keyof typeof SHORTER = "03-leaving",
): Promise<Map<string, string>> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeTextFile(path, csv);
    const notebook: Notebook = structuredClone(
      await readNotebook(new URL(`notebooks/${chapter}.ipynb`, ROOT).pathname),
    );
    const changes = [
      ['PATH = "../data/talent/people.csv"', `PATH = "${path}"`],
      ...SHORTER[chapter],
    ];
    for (const [from, to] of changes) {
      const cell = notebook.cells.find(({ source }) => source.includes(from));
      if (!cell) throw new Error(`No cell of ${chapter} holds ${from}`);
      cell.source = cell.source.replace(
        from,
        to.replace("MEMO", JSON.stringify(`${path}.html`)),
      );
    }
    const fresh = await runNotebook(notebook, {
      cwd: new URL("notebooks/", ROOT).pathname,
    });
    return new Map(
      fresh.cells.filter((cell) => cell.cell_type === "code")
        .map((cell) => [cell.id, JSON.stringify(cell.outputs)]),
    );
  } finally {
    await Deno.remove(path);
    await Deno.remove(`${path}.html`).catch(() => {});
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

Deno.test("chapter 03 withholds what is small beside a total", async () => {
  const csv = formatPeople(generatePeople({ people: 120, seed: 5 }));
  const shown = await run(csv);
  for (const id of ["log-rank-places", "places-risk"]) {
    const cells = [...shown.get(id)!.matchAll(/<td[^>]*>([^<]*)<\/td>/g)];
    const withheld = cells.filter(([, text]) => text === "withheld").length;
    assertEquals(withheld > 1, true, id);
  }
});

Deno.test("chapter 04 runs on dates alone, and owns up to its assumptions", async () => {
  const { rows } = generatePeople({ people: 300, seed: 8 });
  const csv = formatCsv([
    ["hired", "left"],
    ...rows.map(({ hired, left }) => [hired, left]),
  ]);
  const shown = await run(csv, "04-strategies");
  assertEquals(shown.get("packages-table")!.includes("the table"), false);
  const memo = shown.get("memo-markdown")!;
  assertMatch(memo, /Of 6 effects, 0 are read from our table/);
  assertMatch(memo, /a pay of 100,000, which is assumed/);
  assertEquals(memo.includes("made-up"), false);
});

Deno.test("chapter 04 runs on a small table, and withholds small groups", async () => {
  const csv = formatPeople(generatePeople({ people: 60, seed: 5 }));
  const shown = await run(csv, "04-strategies");
  assertMatch(shown.get("packages-table")!, /an assumption/);
  assertMatch(shown.get("memo-markdown")!, /Split it as below/);
  assertMatch(shown.get("tenure")!, /withheld/);
});

Deno.test("chapter 04 takes a package that goes with more leaving as no help", async () => {
  const people = generatePeople({ people: 3000, seed: 6 });
  const rows = people.rows.map((row) => ({
    ...row,
    trainingDays: row.trainingDays === null ? null : 30 - row.trainingDays,
  }));
  const csv = formatPeople({ ...people, rows });
  const shown = await run(csv, "04-strategies");
  assertMatch(shown.get("packages-table")!, /taken as 1/);
});
