import { FiguresError, loadFigures } from "../../../lib/talent/figures/mod.ts";
import { assert, assertEquals, assertThrows } from "../../assert.ts";

const text = Deno.readTextFileSync(
  new URL("../../../data/talent/figures.json", import.meta.url),
);
const figures = loadFigures(text);

Deno.test("figures.json is complete: fields, links, years, ids", () => {
  assert(figures.figures.length >= 60);
  assert(figures.runs.length >= 6 && figures.teams.length >= 15);
  // loadFigures() has checked the shape; what it cannot know:
  for (const { id, measures, seen } of figures.figures) {
    assert(/^[a-z0-9-]+$/.test(id), id);
    assert(measures.length > 20 && measures.endsWith("."), `${id}: measures`);
    assert(seen.length > 10, `${id}: seen`);
  }
});

Deno.test("figures.json: percentages lie within reason", () => {
  for (const { id, unit, value } of figures.figures) {
    if (value === null || !unit.startsWith("% ")) continue;
    const most = unit.includes("salary") ? 400 : 100;
    assert(value > 0 && value <= most, `${id} is ${value} ${unit}`);
  }
});

Deno.test("loadFigures() gives values, ranges and sources", () => {
  assertEquals(figures.value("retention-openai"), 67);
  assertEquals(figures.range("staff-share"), [29, 49]);
  assertEquals(figures.range("retention-openai"), [67, 67]);
  assertEquals(
    figures.cite("run-bloom-176b"),
    "[BigScience Workshop, arXiv (2022), *BLOOM: A 176B-Parameter Open-Access " +
      "Multilingual Language Model*](https://arxiv.org/abs/2211.05100)",
  );
  assertEquals(figures.topic("mobility").length, 3);
});

Deno.test("loadFigures() refuses an unknown id and a range as a number", () => {
  assertThrows(() => figures.get("no"), RangeError, 'no figure "no"');
  assertThrows(() => figures.cite("no"), RangeError, 'no source "no"');
  assertThrows(() => figures.value("staff-share"), RangeError, "29 to 49");
});

Deno.test("loadFigures() tells all that is wrong at once", () => {
  const file = JSON.parse(text);
  const [a, b, c, d, e] = file.figures;
  a.link = "http://example.org";
  b.year = "2025";
  c.title = "";
  delete d.value;
  e.range = [90, 95];
  file.runs[0].id = "retention-anthropic";
  file.teams[0].people = 0;
  const error = assertThrows(
    () => loadFigures(JSON.stringify(file)),
    FiguresError,
    "The figures have 7 problems",
  );
  assertEquals(error.problems, [
    `figures[0] (${a.id}): "link" must begin with https://, got http://example.org`,
    `figures[1] (${b.id}): "year" must be a year, got 2025`,
    `figures[2] (${c.id}): "title" must be a text`,
    `figures[3] (${d.id}): it needs a "value", a "range" or both`,
    `figures[4] (${e.id}): the value ${e.value} lies outside its range 90 to 95`,
    `runs[0] (retention-anthropic): another entry has the same id`,
    `teams[0] (${file.teams[0].id}): "people" must be above 0`,
  ]);
});
