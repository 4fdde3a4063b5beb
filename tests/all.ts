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
  --only PART    run one part: format, lint, types, units, notebooks, site or
                 jupyter (which a plain run leaves to deno task test:jupyter)
  --help         show this text`;

/** Each part's name and what it does; it answers how many checks it made. */
const parts: Record<string, () => Promise<Count>> = {
  format: async () =>
    add(
      await deno("task", "--quiet", "fmt", "--check"),
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
  jupyter: () => denoTest("tests/lab"),
};

function add(...counts: Count[]): Count {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** Reads the options; a mistake in them ends the program. */
function parse() {
  try {
    const { values } = parseArgs({
      options: {
        "no-browser": { type: "boolean", default: false },
        only: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.only === undefined || parts[values.only]) return values;
    throw new RangeError(`There is no part "${values.only}"`);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    Deno.exit(2);
  }
}

const options = parse();
if (options.help) {
  console.log(HELP);
  Deno.exit(0);
}
/** The parts to run: one that was asked for, or all that need no Python. */
const chosen = Object.keys(parts).filter((name) =>
  options.only
    ? name === options.only
    : name !== "jupyter" && !(name === "site" && options["no-browser"])
);

let total: Count = { passed: 0, failed: 0 };
const broken: string[] = [];
for (const name of chosen) {
  console.log(`\n== ${name} ==`);
  const count = await parts[name]();
  total = add(total, count);
  if (count.failed > 0) broken.push(name);
}
if (broken.length > 0) console.log(`\nFailed: ${broken.join(", ")}`);
if (options["no-browser"]) console.log("\nThe browser part was left out.");
console.log(`${total.passed} passed, ${total.failed} failed`);
Deno.exit(total.failed > 0 ? 1 : 0);
