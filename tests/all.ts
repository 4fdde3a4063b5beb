/**
 * `deno task test`: every check of the course, one after the other.
 *
 * Each part runs even when an earlier one failed, so one run shows all that is
 * wrong. The last line counts what really ran.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { checkNotebooks } from "./notebooks.ts";
import {
  type Count,
  deno,
  denoOnCells,
  denoTest,
  fmtNotebooks,
} from "./commands.ts";

const HELP = `Check the whole course: deno task test [options]

  --no-browser   leave out the part that opens the site in Chromium
  --only PART    run one part: format, lint, types, units, notebooks or site
  --help         show this text`;

/** Each part's name and what it does; it answers how many checks it made. */
const parts: Record<string, () => Promise<Count>> = {
  format: async () =>
    add(
      await deno("fmt", "--check", "--ignore=notebooks"),
      await fmtNotebooks(),
    ),
  lint: async () => add(await deno("lint"), await denoOnCells("lint")),
  types: async () =>
    add(
      await deno("check", "--quiet", "lib", "tests"),
      await denoOnCells("check"),
    ),
  // A learner's own answers are theirs to test: `deno task exercises`.
  units: () =>
    denoTest(
      "tests",
      "--ignore=tests/lab,tests/site,tests/exercises/answers_test.ts",
    ),
  notebooks: checkNotebooks,
  site: () => denoTest("tests/site"),
};

function add(...counts: Count[]): Count {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

const { values } = parseArgs({
  args: Deno.args,
  options: {
    "no-browser": { type: "boolean", default: false },
    only: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  Deno.exit(0);
}
if (values.only && !parts[values.only]) {
  console.error(
    `There is no part "${values.only}". Choose from: ${
      Object.keys(parts).join(", ")
    }.`,
  );
  Deno.exit(2);
}

let total: Count = { passed: 0, failed: 0 };
const broken: string[] = [];
for (const [name, run] of Object.entries(parts)) {
  if (values.only && values.only !== name) continue;
  if (values["no-browser"] && name === "site") continue;
  console.log(`\n== ${name} ==`);
  const count = await run();
  total = add(total, count);
  if (count.failed > 0) broken.push(name);
}
if (broken.length > 0) console.log(`\nFailed: ${broken.join(", ")}`);
if (values["no-browser"]) console.log("\nThe browser part was left out.");
console.log(`${total.passed} passed, ${total.failed} failed`);
Deno.exit(total.failed > 0 ? 1 : 0);
