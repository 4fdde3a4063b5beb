import {
  type Grant,
  unvestedValue,
  vestedShare,
  vestingAhead,
} from "../../../lib/talent/pay/mod.ts";
import {
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "../../assert.ts";

const grant: Grant = { value: 1_000_000, given: 0 };
const vested = (month: number) => 1_000_000 * vestedShare(grant, month);

// A year is a quarter, each month a forty-eighth: "Four Year / One Year Cliff"
// among the samples of the Open Cap Table Coalition's format.
Deno.test("vestedShare() is the usual four years with a year's cliff", () => {
  assertEquals(vested(0), 0);
  assertEquals(vested(11.9), 0);
  assertEquals(vested(12), 250_000);
  assertEquals(vested(13), 1_000_000 * 13 / 48);
  assertEquals(vested(48), 1_000_000);
  assertEquals(vested(60), 1_000_000);
});

Deno.test("vestedShare() takes the parts as often as they come", () => {
  const yearly = { ...grant, every: 12 };
  assertEquals([12, 23, 24, 36, 48].map((m) => vestedShare(yearly, m)), [
    0.25,
    0.25,
    0.5,
    0.75,
    1,
  ]);
  assertEquals(vestedShare({ ...grant, given: 24 }, 35), 0);
  assertEquals(vestedShare({ ...grant, cliff: 0 }, 1), 1 / 48);
});

Deno.test("vestedShare() refuses a schedule that makes no sense", () => {
  assertThrows(
    () => vestedShare({ ...grant, cliff: 60 }, 1),
    RangeError,
    "A grant over 48 months with a cliff of 60",
  );
});

Deno.test("unvestedValue() leaves out grants of the future", () => {
  const grants = [grant, { value: 400_000, given: 24, cliff: 0 }];
  assertEquals(unvestedValue(grants, 0), 1_000_000);
  assertEquals(unvestedValue(grants, 23.5), 1_000_000 * (1 - 23 / 48));
  assertEquals(unvestedValue(grants, 24), 900_000);
  // What counts is the price since each grant, not the price itself.
  assertEquals(unvestedValue(grants, 24, () => 0.5), 900_000);
  const halved = (month: number) => month >= 24 ? 0.5 : 1;
  assertEquals(unvestedValue(grants, 24, halved), 250_000 + 400_000);
  assertThrows(
    () => unvestedValue(grants, 24, (month) => month < 24 ? 1 : 0),
    RangeError,
    "in month 24, when shares were granted, must be above 0, got 0",
  );
  assertEquals(unvestedValue(grants, 72), 0);
});

Deno.test("vestingAhead() adds up what the coming year earns", () => {
  assertAlmostEquals(vestingAhead([grant], 0), 250_000, 1e-6);
  assertAlmostEquals(vestingAhead([grant], 11, 1), 250_000, 1e-6);
  assertAlmostEquals(vestingAhead([grant], 12), 250_000, 1e-6);
  assertAlmostEquals(vestingAhead([grant], 42), 125_000, 1e-6);
  assertEquals(vestingAhead([grant], 48), 0);
  const halved = vestingAhead([grant], 12, 12, (m) => m > 12 ? 0.5 : 1);
  assertAlmostEquals(halved, 125_000, 1e-6);
});
