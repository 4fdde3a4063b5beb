import { loadWages } from "../../../lib/talent/pay/mod.ts";

const CARD = new URL("../../../data/cps-wages.json", import.meta.url);
const card = JSON.parse(Deno.readTextFileSync(CARD));

/** The file as the package has it. */
export const wageText = Deno.readTextFileSync(
  new URL(`../node_modules/${card.package}/${card.path}`, CARD),
);

/** The 534 real wage records. */
export const wages = loadWages(wageText);

/** The columns that the tests use. */
export const wageColumns = {
  education: wages.map((w) => w.education),
  experience: wages.map((w) => w.experience),
  experience2: wages.map((w) => w.experience ** 2),
  union: wages.map((w) => +w.union),
  south: wages.map((w) => +w.south),
};
