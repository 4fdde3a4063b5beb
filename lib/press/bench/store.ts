/**
 * Results in `data/bench/`: a file for each kind of machine.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { replaceFile } from "../learn/replace_file.ts";
import { exists, ROOT } from "../files.ts";
import type { Machine } from "./machine.ts";
import type { PartId } from "./parts.ts";
import type { Bench, PartRun } from "./results.ts";

/** Where results are kept. */
export const FOLDER = new URL("data/bench/", ROOT);

/** A machine's file: its processor and cores, as in "amd-epyc-2.json". */
export function fileName({ cpu, cores }: Machine): string {
  const words = cpu.toLowerCase().replace(/\(r\)|\(tm\)|@.*$/g, "")
    .match(/[a-z0-9]+/g) ?? ["machine"];
  return `${words.join("-")}-${cores}.json`;
}

/**
 * Reads all results there are.
 *
 * @param folder Where; the course's own folder when left out.
 * @returns One entry a machine, by file name; none where there is no folder.
 * @throws {TypeError} When a file is not what the bench wrote.
 */
export async function readBenches(folder = FOLDER): Promise<Bench[]> {
  if (!await exists(folder)) return [];
  const names = (await Array.fromAsync(Deno.readDir(folder)))
    .map(({ name }) => name).filter((name) => name.endsWith(".json"));
  return await Promise.all(names.toSorted().map((name) => read(name, folder)));
}

async function read(name: string, folder: URL): Promise<Bench> {
  try {
    const bench = JSON.parse(await Deno.readTextFile(new URL(name, folder)));
    if (bench?.machine?.cpu && bench.parts) return bench;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new TypeError(
    `${fileURLToPath(new URL(name, folder))} holds no results: ` +
      "write it anew with `deno task bench --write`",
  );
}

/**
 * Keeps a part's results; what the machine's file says of other parts stays.
 *
 * @returns The path of the file.
 */
export async function writePart(
  machine: Machine,
  part: PartId,
  run: PartRun,
  folder = FOLDER,
): Promise<string> {
  const name = fileName(machine);
  const path = new URL(name, folder);
  await Deno.mkdir(folder, { recursive: true });
  const earlier = await exists(path) ? await read(name, folder) : undefined;
  const bench: Bench = { machine, parts: { ...earlier?.parts, [part]: run } };
  replaceFile(fileURLToPath(path), layOut(bench));
  return fileURLToPath(path);
}

/** JSON with a contestant's times on one line. */
function layOut(bench: Bench): string {
  const text = JSON.stringify(bench, null, 2);
  return text.replace(
    /\[[\d\s.,e+-]*\]/g,
    (list) => list.replace(/\s+/g, " "),
  ) + "\n";
}
