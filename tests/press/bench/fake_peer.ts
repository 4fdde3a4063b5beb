/**
 * A contestant that measures nothing: FAKE says how it behaves, PART and
 * THREADS follow.
 *
 * @module
 */
import { serve } from "../../../lib/press/bench/serve.ts";
import type { PartId } from "../../../lib/press/bench/parts.ts";

const [fake, log, part, count] = Deno.args;
const note = (words: string) =>
  Deno.writeTextFileSync(log, `${words}\n`, { append: true });

if (fake === "broken") {
  console.error("No such model");
  Deno.exit(3);
}
console.log("a library says hello");
const threads = Number(count);
note(`${fake} starts with ${threads}`);
let turns = 0;
const cases = Object.fromEntries(
  ["batch 1", "batch 32"].map((name) => {
    let last = 0;
    return [name, async () => {
      // The steps of a turn follow each other closely: one note a turn.
      if (performance.now() - last > 50) {
        note(`${fake} ${name}`);
        turns++;
      }
      // Four turns: the warm-up, and the first round or the first two.
      if (fake === "crash" && turns > 4) throw new Error("Out of paper");
      await new Promise((done) => setTimeout(done, 1));
      last = performance.now();
    }];
  }),
);
await serve(
  { name: fake, version: "7", part: part as PartId, threads },
  cases,
);
