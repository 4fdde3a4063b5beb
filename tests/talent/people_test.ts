import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLess,
  assertThrows,
} from "../assert.ts";
import {
  COMPANY,
  dayNumber,
  design,
  effectsIn,
  formatPeople,
  generatePeople,
  groupsOf,
  isoDate,
  loadPeople,
  stays,
  staysByCareer,
} from "../../lib/talent/people/mod.ts";

const file = (name: string) =>
  Deno.readTextFileSync(new URL(`../../data/talent/${name}`, import.meta.url));

Deno.test("data/talent/people.csv is what the generator makes", async () => {
  const csv = file("people.csv");
  const made = formatPeople(generatePeople());
  assert(
    csv === made,
    "people.csv differs: run `deno run -A data/talent/make_people.ts`",
  );
  const card = JSON.parse(file("people.json"));
  const hash = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(csv),
  );
  assertEquals(card.sha256, new Uint8Array(hash).toHex());
  assertEquals(card.synthetic, true);
  assertEquals(card.rows, csv.trim().split("\n").length - 1);
  assertEquals(Object.keys(card.columns), csv.split("\n")[0].split(","));
  assertEquals([card.seed, card.asOf], [COMPANY.seed, COMPANY.asOf]);
});

Deno.test("generatePeople() survives writing and reading", () => {
  const people = generatePeople({ people: 300, seed: 7 });
  assertEquals(
    loadPeople(formatPeople(people), { asOf: people.asOf }),
    people,
  );
});

Deno.test("generatePeople() repeats with a seed and changes with another", () => {
  const text = (seed: number) =>
    formatPeople(generatePeople({ people: 50, seed }));
  assertEquals(text(1), text(1));
  assert(text(1) !== text(2));
});

Deno.test("generatePeople() leaves at the rate that the baseline says", () => {
  // One reason at a constant 0.5 a year and no effect at all.
  const people = generatePeople({
    people: 20_000,
    baseline: {
      competitor: [0.5, 0.5, 0.5, 0.5, 0.5],
      pay: [0, 0, 0, 0, 0],
      career: [0, 0, 0, 0, 0],
      culture: [0, 0, 0, 0, 0],
      other: [0, 0, 0, 0, 0],
    },
    hazardRatios: {
      competitor: {},
      pay: {},
      career: {},
      culture: {},
      other: {},
    },
  });
  const { time, left, reason } = stays(people);
  const leavers = left.filter(Boolean).length;
  const years = time.reduce((a, b) => a + b);
  assertEquals(reason.filter((r) => r === "competitor").length, leavers);
  // The day of the table is still watched.
  assert(people.rows.some((row) => row.left === people.asOf));
  // Three standard errors of a Poisson count.
  assertLess(
    Math.abs(leavers / years - 0.5),
    3 * 0.5 / Math.sqrt(leavers),
  );
});

Deno.test("dayNumber() and isoDate() agree over leap years", () => {
  assertEquals(dayNumber("1970-01-01"), 0);
  assertEquals(dayNumber("2024-03-01")! - dayNumber("2024-02-28")!, 2);
  assertEquals(dayNumber("2023-02-29"), null);
  assertEquals(dayNumber("2024-3-1"), null);
  for (const date of ["1999-12-31", "2000-02-29", "2024-02-29"]) {
    assertEquals(isoDate(dayNumber(date)!), date);
  }
});

Deno.test("stays() counts first and last day and starts late when told", () => {
  const text = "hired,left\n2024-01-01,2024-01-01\n2020-01-01,\n";
  const people = loadPeople(text, { asOf: "2024-12-31", from: "2021-01-01" });
  const { entry, time, left } = stays(people);
  assertAlmostEquals(time[0] * 365.25, 1, 1e-9);
  assertEquals([entry[0], left[0]], [0, true]);
  assertAlmostEquals(entry[1] * 365.25, 366, 1e-9);
  assertAlmostEquals(time[1] * 365.25, 366 + 365 * 3 + 366, 1e-9);
  assertEquals(left[1], false);
});

/** Pieces as "start-stop state", in years with two digits. */
function pieces(hired: string, left: string, months: number): string[] {
  const people = loadPeople(
    `hired,left,months_since_promotion\n${hired},${left},${months}`,
    { asOf: "2025-12-31" },
  );
  const { entry, time, stalled, left: gone } = staysByCareer(people);
  return stalled.map((state, i) =>
    `${entry[i].toFixed(2)}-${time[i].toFixed(2)} ${state}${
      gone[i] ? " left" : ""
    }`
  );
}

Deno.test("staysByCareer() cuts where a career starts or stops being stalled", () => {
  assertEquals(pieces("2025-01-01", "", 12), ["0.00-1.00 0"]);
  assertEquals(pieces("2022-01-01", "2025-12-31", 48), [
    "0.00-2.00 0",
    "2.00-4.00 1 left",
  ]);
  // Promoted after 3 years, so stalled for 1 and fresh for 1.
  assertEquals(pieces("2022-01-01", "", 12), [
    "0.00-2.00 0",
    "2.00-3.00 1",
    "3.00-4.00 0",
  ]);
  // Promoted after 1 year and stalled again from the third on.
  assertEquals(pieces("2022-01-01", "", 36), [
    "0.00-1.00 0",
    "1.00-2.00 0",
    "2.00-3.00 0",
    "3.00-4.00 1",
  ]);
});

Deno.test("staysByCareer() keeps everyone's time and leaving", () => {
  const people = generatePeople({ people: 500 });
  const whole = stays(people);
  const cut = staysByCareer(people);
  const years = new Float64Array(500);
  const leaves = new Float64Array(500);
  cut.row.forEach((row, i) => {
    years[row] += cut.time[i] - cut.entry[i];
    leaves[row] += +cut.left[i];
  });
  whole.row.forEach((row, i) => {
    assertAlmostEquals(years[row], whole.time[i], 1e-9);
    assertEquals(leaves[row], +whole.left[i]);
  });
});

Deno.test("effectsIn() finds what a table can speak about", () => {
  assertEquals(effectsIn(generatePeople({ people: 100 })).length, 9);
  const dates = loadPeople("hired,left\n2024-01-01,\n", { asOf: "2024-12-31" });
  assertEquals(effectsIn(dates), []);
});

Deno.test("design() drops people with a blank and counts them", () => {
  const people = loadPeople(
    "hired,left,engagement\n2024-01-01,,7\n2024-01-01,,\n2024-01-01,,5\n",
    { asOf: "2024-12-31" },
  );
  const { stays, columns, dropped } = design(people, ["engagement"]);
  assertEquals([stays.row, columns.engagement, dropped], [[0, 2], [7, 5], 1]);
  assertThrows(() => design(people, ["remote"]), RangeError, "remote");
});

Deno.test("groupsOf() withholds small groups, and never one alone", () => {
  const values = [
    ...Array(30).fill("a"),
    ...Array(12).fill("b"),
    ...Array(3).fill("c"),
    null,
  ];
  const { shown, withheld, blank } = groupsOf(values);
  assertEquals([...shown.keys()], ["a"]);
  assertEquals(withheld, { groups: 2, people: 15 });
  assertEquals(blank, 1);
  assertEquals(groupsOf(values, 2).withheld.groups, 0);
  assertEquals(groupsOf(values, 12).withheld.groups, 2);
  assertEquals(groupsOf(values.slice(0, 42), 12).withheld.groups, 0);
  assertThrows(() => groupsOf(values, 1), RangeError, "a group of one");
});
