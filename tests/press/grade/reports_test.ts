import { exercises } from "../../../lib/exercises/answer_key.ts";
import type { Trial } from "../../../lib/exercises/trials.ts";
import { points, toCsv } from "../../../lib/press/grade/csv.ts";
import { learnerPage } from "../../../lib/press/grade/learner_page.ts";
import type { Mark } from "../../../lib/press/grade/mark.ts";
import {
  checkPlaces,
  PlaceError,
  placesFor,
} from "../../../lib/press/grade/write.ts";
import {
  assertEquals,
  assertNotMatch,
  assertRejects,
  assertStringIncludes,
} from "../../assert.ts";

const NASTY = `<img src=x onerror="alert(1)">'&`;

function mark(passed: number, total: number, remark: string | null): Mark {
  const results = Array.from({ length: total }, (_, i) => ({
    kind: "case" as const,
    name: "",
    passed: i < passed,
  }));
  return { exercise: "09.1", passed, total, remark, results };
}

Deno.test("points() gives the share that passed, and no more than of cases", () => {
  const of = (...passes: [Trial["kind"], boolean][]) =>
    points({
      ...mark(0, 0, null),
      results: passes.map(([kind, passed]) => ({ kind, name: "", passed })),
    });
  assertEquals(of(), 0);
  assertEquals(of(["case", true], ["hidden", true], ["property", true]), 1);
  assertEquals(
    of(["case", true], ["hidden", true], ["property", false]),
    2 / 3,
  );
  assertEquals(of(["case", false], ["hidden", true], ["property", true]), 0.5);
  assertEquals(of(["case", false], ["hidden", false], ["property", true]), 0);
});

Deno.test("toCsv() writes a line for each learner", () => {
  const csv = toCsv(
    [
      { learner: "ada", marks: [mark(3, 3, null), mark(1, 3, null)] },
      {
        learner: "bob",
        marks: [mark(0, 3, "Not handed in."), mark(2, 3, null)],
      },
    ],
    ["09.1", "09.2"],
  );
  assertEquals(
    csv,
    "learner,09.1,09.2,points,out of,remarks\r\n" +
      "ada,1,0.3333,1.3333,2,\r\n" +
      "bob,0,0.6667,0.6667,2,09.1: Not handed in.\r\n",
  );
});

Deno.test("toCsv() quotes, and lets no spreadsheet run a name", () => {
  for (
    const [learner, field] of [
      ['a "b", c', '"a ""b"", c"'],
      ["line\nbreak", '"line\nbreak"'],
      ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
      ["+1", "'+1"],
      ["-1", "'-1"],
      ["@x", "'@x"],
      ['=1,"2"', `"'=1,""2"""`],
    ]
  ) {
    const csv = toCsv([{ learner, marks: [] }], []);
    assertEquals(csv.split("\r\n")[1], `${field},0,0,`);
  }
});

Deno.test("learnerPage() escapes every word of a submission", () => {
  const page = learnerPage({
    learner: NASTY,
    marks: [{
      exercise: "09.1",
      passed: 0,
      total: 1,
      remark: NASTY,
      results: (["case", "property", "hidden"] as const).map((kind) => ({
        kind,
        name: NASTY,
        passed: false,
        given: NASTY,
        expected: NASTY,
        got: NASTY,
        problem: NASTY,
      })),
    }],
  }, exercises);
  assertNotMatch(page, /<img|<script|onerror="/);
  assertStringIncludes(page, "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  assertStringIncludes(page, "default-src &#39;none&#39;");
});

Deno.test("learnerPage() tells no numbers of a hidden case", () => {
  const page = learnerPage({
    learner: "ada",
    marks: [{
      exercise: "09.1",
      passed: 0,
      total: 1,
      remark: null,
      results: [{
        kind: "hidden",
        name: "many forecasts",
        passed: false,
        given: "111.1",
        expected: "222.2",
        got: "333.3",
        problem: "expected 222.2, got 333.3.",
      }],
    }],
  }, exercises);
  assertStringIncludes(page, "Hidden: many forecasts");
  assertNotMatch(page, /111|222|333/);
});

Deno.test("placesFor() puts everything beside the table", () => {
  assertEquals(placesFor("a/grades.csv"), {
    csv: "a/grades.csv",
    json: "a/grades.json",
    pages: "a/grades-pages",
    journal: "a/grades.unfinished",
  });
});

Deno.test("checkPlaces() will not replace a folder that is not its own", async () => {
  const folder = await Deno.makeTempDir();
  const places = placesFor(`${folder}/grades.csv`);
  await Deno.mkdir(places.pages);
  await Deno.writeTextFile(`${places.pages}/ada.html`, "");
  await checkPlaces(places);
  await Deno.writeTextFile(`${places.pages}/thesis.md`, "");
  await assertRejects(() => checkPlaces(places), PlaceError, "thesis.md");
  await assertRejects(
    () => checkPlaces(placesFor(`${folder}/none/grades.csv`)),
    PlaceError,
    "There is no folder",
  );
  await assertRejects(
    () => checkPlaces(placesFor(folder)),
    PlaceError,
    "is no file",
  );
  await Deno.remove(folder, { recursive: true });
});
