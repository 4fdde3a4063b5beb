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
let all = 0;
const cases = Object.fromEntries(
  ["batch 1", "batch 32"].map((name) => {
    let steps = 0;
    return [name, async () => {
      // Five steps warm it up; then each turn is one cold step and five timed.
      if (steps >= 5 && (steps - 5) % 6 === 0) note(`${fake} ${name}`);
      steps++;
      // 10 are the warm-up of both cases, 12 the first round.
      if (fake === "crash" && ++all > 24) throw new Error("Out of paper");
      // So long that one step makes a timing.
      await new Promise((done) => setTimeout(done, 10));
    }];
  }),
);
await serve(
  { name: fake, version: "7", part: part as PartId, threads },
  cases,
);
