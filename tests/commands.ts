/**
 * The Deno commands that the checks call, and how their results are counted.
 *
 * @module
 */

import { join } from "node:path";
import {
  extractAll,
  modulePath,
  pointToCells,
} from "../lib/jupyter/extract.ts";
import { findNotebooks } from "../lib/jupyter/library.ts";

/** How many checks ran well and how many did not. */
export interface Count {
  passed: number;
  failed: number;
}

/** Three times what the longest command takes; longer, and it hangs. */
const MOST_MINUTES = 20;

/**
 * Runs a Deno command; its exit status is one check.
 *
 * @param args The subcommand and its arguments, as in `deno("fmt", "--check")`.
 */
export function deno(...args: string[]): Promise<Count> {
  return denoWithin(MOST_MINUTES, ...args);
}

/**
 * Runs a Deno command, and ends it when it takes too long, so that one test
 * that hangs does not keep the others' results back.
 *
 * @param minutes How long it may take.
 * @param args The subcommand and its arguments.
 */
export async function denoWithin(
  minutes: number,
  ...args: string[]
): Promise<Count> {
  const timeout = AbortSignal.timeout(minutes * 60_000);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args,
    stdout: "inherit",
    stderr: "inherit",
    signal: timeout,
  }).output();
  if (timeout.aborted) {
    console.error(`\ndeno ${args[0]} was ended after ${minutes} minutes`);
  }
  return success ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Checks that `deno fmt` would leave every notebook as it is.
 *
 * `deno fmt --check` itself (2.9.6) calls a notebook unformatted when the last
 * line of a formatted cell has no line break, though `deno fmt` then writes the
 * same bytes. So copies are formatted, and compared.
 */
export async function fmtNotebooks(): Promise<Count> {
  const places = await findNotebooks();
  const folder = await Deno.makeTempDir();
  try {
    const copies = places.map(({ name }) => join(folder, `${name}.ipynb`));
    await Promise.all(
      places.map(({ path }, i) => Deno.copyFile(path, copies[i])),
    );
    const count = await deno("fmt", "--quiet", ...copies);
    for (const [i, { path, name }] of places.entries()) {
      const [stored, formatted] = await Promise.all(
        [path, copies[i]].map((file) => Deno.readTextFile(file)),
      );
      if (stored === formatted) continue;
      console.error(`${name} is not formatted. Run: deno fmt notebooks`);
      count.failed = 1;
    }
    return count.failed > 0 ? { passed: 0, failed: 1 } : count;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Runs `deno check` or `deno lint` on the cells of every notebook; what it
 * complains about is told by notebook, cell and line.
 *
 * @param command The subcommand.
 */
export async function denoOnCells(command: "check" | "lint"): Promise<Count> {
  const modules = await extractAll();
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [command, ...modules.map(({ place }) => modulePath(place.name))],
    env: { NO_COLOR: "1" },
    stderr: "piped",
  }).output();
  const report = new TextDecoder().decode(stderr);
  if (!success) console.error(pointToCells(report, modules));
  return success ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Runs `deno test` and counts its tests from the JUnit report it writes.
 *
 * @param args Folders and options for `deno test`.
 * @returns The tests' counts. A run that crashed before it could report, or
 * that found no test at all, counts as one failure.
 */
export async function denoTest(...args: string[]): Promise<Count> {
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    const { failed: crashed } = await deno(
      "test",
      "-A",
      `--junit-path=${report}`,
      ...args,
    );
    const count = readReport(await Deno.readTextFile(report));
    if (count.failed === 0 && (crashed > 0 || count.passed === 0)) {
      count.failed = 1;
    }
    return count;
  } finally {
    await Deno.remove(report);
  }
}

/** Adds up a JUnit report: what is neither failed nor skipped has passed. */
export function readReport(xml: string): Count {
  const count: Count = { passed: 0, failed: 0 };
  for (const [, suite] of xml.matchAll(/<testsuite ([^>]*)>/g)) {
    const number = (name: string) =>
      Number(suite.match(new RegExp(`\\b${name}="(\\d+)"`))?.[1] ?? 0);
    const failed = number("failures") + number("errors");
    count.failed += failed;
    count.passed += number("tests") - failed - number("disabled") -
      number("skipped");
  }
  return count;
}
