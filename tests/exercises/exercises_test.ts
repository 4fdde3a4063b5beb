import { exercises, runCases } from "../../lib/exercises/mod.ts";
import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertMatch,
} from "../assert.ts";

Deno.test("exercises have unique ids that begin with their chapter", () => {
  const ids = exercises.map(({ id }) => id);
  assertEquals(new Set(ids).size, ids.length, "an id is used twice");
  for (const { id, chapter } of exercises) {
    assertMatch(id, /^\d\d\.\d$/);
    assertEquals(id.slice(0, 2), chapter.slice(0, 2));
  }
});

for (const exercise of exercises) {
  const { id, title, chapter, stub, prompt, reference, wrong } = exercise;

  Deno.test(`exercise ${id} (${title}) accepts its reference`, async () => {
    const outcomes = await runCases(exercise, reference);
    assertGreaterOrEqual(outcomes.length, 3, "too few cases");
    for (const { name, problem } of outcomes) {
      assertEquals(problem, null, `${name}: ${problem}`);
    }
  });

  Deno.test(`exercise ${id} (${title}) keeps three wrong solutions`, () => {
    assertGreaterOrEqual(wrong.length, 3);
  });

  for (const { misconception, solution } of wrong) {
    Deno.test(`exercise ${id} refuses: ${misconception}`, async () => {
      const outcomes = await runCases(exercise, solution);
      assert(
        outcomes.some(({ problem }) => problem !== null),
        "every case passed",
      );
    });
  }

  Deno.test(`exercise ${id} is in its notebook word for word`, async () => {
    const path = new URL(
      `../../notebooks/${chapter}.ipynb`,
      import.meta.url,
    );
    const { cells } = JSON.parse(await Deno.readTextFile(path)) as {
      cells: { cell_type: string; source: string | string[] }[];
    };
    const sources = (type: string) =>
      cells.filter((cell) => cell.cell_type === type)
        .map(({ source }) => Array.isArray(source) ? source.join("") : source);
    // The formatter breaks the notebook's prose into lines.
    const oneLine = (text: string) => text.replace(/\s+/g, " ");
    assert(
      sources("markdown").some((text) =>
        oneLine(text).includes(oneLine(prompt))
      ),
      `no text cell of ${chapter} holds the prompt`,
    );
    assert(
      sources("code").some((text) =>
        text.includes(stub) && text.includes(`await check("${id}", `)
      ),
      `no code cell of ${chapter} holds the stub and its check`,
    );
  });
}
