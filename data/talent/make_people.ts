/**
 * Writes `people.csv` and the hash in its card:
 * `deno run -A data/talent/make_people.ts`.
 *
 * @module
 */
import { formatPeople, generatePeople } from "../../lib/talent/people/mod.ts";

const here = (name: string) => new URL(name, import.meta.url);

/** Writes a file under another name first, so that it is never half there. */
async function write(name: string, text: string) {
  await Deno.writeTextFile(here(`${name}.part`), text);
  await Deno.rename(here(`${name}.part`), here(name));
}

const csv = formatPeople(generatePeople());
const bytes = new TextEncoder().encode(csv);
const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const card = JSON.parse(await Deno.readTextFile(here("people.json")));
card.bytes = bytes.length;
card.sha256 = digest.toHex();
await write("people.csv", csv);
await write("people.json", JSON.stringify(card, null, 2) + "\n");
console.log(`people.csv: ${bytes.length} bytes, sha256 ${card.sha256}`);
