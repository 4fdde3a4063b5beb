import { loadWages } from "../../../lib/talent/pay/mod.ts";
import { assert, assertEquals, assertThrows } from "../../assert.ts";
import { wages, wageText } from "./wage_records.ts";

Deno.test("loadWages() reads 534 workers", () => {
  assertEquals(wages.length, 534);
  assertEquals(wages.filter((w) => w.female).length, 245);
  const dollars = wages.map((w) => w.wage);
  assertEquals(Math.min(...dollars), 1);
  assertEquals(Math.max(...dollars), 44.5);
});

Deno.test("loadWages() puts union and marriage the right way round", () => {
  assertEquals(wages.filter((w) => w.union).length, 96);
  assertEquals(wages.filter((w) => w.married).length, 350);
  assertEquals(wages[0], {
    wage: 5.1,
    education: 8,
    experience: 21,
    age: 35,
    female: true,
    union: false,
    south: false,
    married: true,
    race: "hispanic",
    occupation: "other",
    sector: "manufacturing",
  });
});

Deno.test("loadWages(): experience is age less schooling less 6, but for one", () => {
  const other = wages.filter((w) => w.experience !== w.age - w.education - 6);
  assertEquals(other.length, 1);
  assert(other[0].experience === 0 && other[0].age === 18);
});

Deno.test("loadWages() names the record and field that are wrong", () => {
  const records = JSON.parse(wageText);
  records[7].wage = "n/a";
  assertThrows(
    () => loadWages(JSON.stringify(records)),
    TypeError,
    'Wage record 7: "wage" must be a number, got n/a',
  );
  assertThrows(() => loadWages("{}"), TypeError, "not a list");
});
