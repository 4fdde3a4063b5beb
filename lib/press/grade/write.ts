/**
 * Writes the reports of a class, all whole or not at all.
 *
 * @module
 */
import { basename, dirname, extname, join } from "node:path";
import { exists } from "../files.ts";
import type { Task } from "../../exercises/spec.ts";
import type { Report } from "./class.ts";
import { points, sumOf, toCsv } from "./csv.ts";
import { learnerPage } from "./learner_page.ts";

/** Where the reports of a class go. */
export interface Places {
  readonly csv: string;
  readonly json: string;
  /** A folder with one page for each learner. */
  readonly pages: string;
  /** What has been marked so far; gone when all is. */
  readonly journal: string;
}

/** The places that go with a table: `grades.csv` has `grades.json`, and so on. */
export function placesFor(out: string): Places {
  const stem = join(dirname(out), basename(out, extname(out)));
  return {
    csv: out,
    json: `${stem}.json`,
    pages: `${stem}-pages`,
    journal: `${stem}.unfinished`,
  };
}

/** What the JSON report says of the run as a whole. */
export interface Circumstances {
  readonly seed: string;
  readonly seconds: number;
  readonly megabytes: number | null;
}

/**
 * Writes CSV, JSON and pages.
 *
 * Each is first written beside its place and then moved there. The folder of
 * pages is replaced as a whole, so it holds no page of a learner who has left.
 */
export async function writeReports(
  places: Places,
  reports: readonly Report[],
  tasks: readonly Task[],
  circumstances: Circumstances,
) {
  const fresh = `${places.pages}.new`;
  await remove(fresh);
  await Deno.mkdir(fresh);
  for (const [i, report] of reports.entries()) {
    const page = learnerPage(report, tasks);
    await Deno.writeTextFile(join(fresh, pageName(report.learner, i)), page);
  }
  const ids = tasks.map(({ id }) => id);
  const json = {
    ...circumstances,
    exercises: tasks.map(({ id, title }) => ({ id, title })),
    learners: reports.map((report) => ({
      learner: report.learner,
      points: sumOf(report),
      outOf: tasks.length,
      marks: report.marks.map((mark) => ({ points: points(mark), ...mark })),
    })),
  };
  await Deno.writeTextFile(
    `${places.json}.new`,
    JSON.stringify(json, null, 2) + "\n",
  );
  await Deno.writeTextFile(`${places.csv}.new`, toCsv(reports, ids));
  await remove(places.pages);
  await Deno.rename(fresh, places.pages);
  await Deno.rename(`${places.json}.new`, places.json);
  await Deno.rename(`${places.csv}.new`, places.csv);
}

/** The learner's name, cut when a file system would refuse it. */
function pageName(learner: string, i: number): string {
  const fits = new TextEncoder().encode(learner).length < 240;
  return `${fits ? learner : `${learner.slice(0, 50)}-${i}`}.html`;
}

/** The reports cannot go where they were asked to go. */
export class PlaceError extends Error {
  override readonly name = "PlaceError";
}

/**
 * Sees to it, before hours of work, that reports can be written, and that
 * nothing but earlier reports will be replaced.
 *
 * @throws {PlaceError} When not.
 */
export async function checkPlaces({ csv, pages }: Places) {
  if (!await exists(dirname(csv))) {
    throw new PlaceError(`There is no folder ${dirname(csv)} for ${csv}`);
  }
  if (await exists(csv) && !(await Deno.stat(csv)).isFile) {
    throw new PlaceError(`${csv} is no file; --out takes a file to write`);
  }
  if (!await exists(pages)) return;
  for await (const { name } of Deno.readDir(pages)) {
    if (name.endsWith(".html")) continue;
    throw new PlaceError(
      `The learners' pages would replace the folder ${pages}, but it holds ` +
        `${name}. Give another --out`,
    );
  }
}

async function remove(path: string) {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
