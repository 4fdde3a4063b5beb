/**
 * The folder of a class: one folder for each learner, in it one file for each
 * exercise.
 *
 * ```
 * submissions/
 *   ada/09.1.ts
 *   ada/09.2.ts
 *   grace/chapter-09/09.1-the-mean-loss.ts
 * ```
 *
 * A file belongs to the exercise whose number its name begins with; deeper
 * folders are searched too. Everything else is left alone.
 *
 * @module
 */
import { basename, join } from "node:path";

/** What one learner handed in for one exercise. */
export interface Submission {
  readonly learner: string;
  readonly exercise: string;
  /** The text of the file, or why there is none. */
  readonly source: string | { readonly fault: string };
}

/** What a class handed in. */
export interface Class {
  /** For each learner, in order of name, one submission per exercise. */
  readonly submissions: readonly Submission[];
  /** What lies beside the learners' folders, and was left alone. */
  readonly strays: readonly string[];
}

/** A class's submissions folder is not as it should be. */
export class SubmissionsError extends Error {
  override readonly name = "SubmissionsError";
}

/** More than this is no exercise, and would only fill the memory. */
const MOST_BYTES = 256_000;

/** Folders within a learner's folder are searched this deep. */
const DEPTH = 4;

/**
 * Finds what was handed in.
 *
 * A symbolic link is not followed: it could lead to a classmate's answer, or to
 * a file that never ends.
 *
 * @param folder The folder of the class.
 * @param exercises The ids to look for.
 * @throws {SubmissionsError} When there is no such folder, or nobody in it.
 */
export async function findSubmissions(
  folder: string,
  exercises: readonly string[],
): Promise<Class> {
  const submissions: Submission[] = [];
  const { learners, strays } = await learnersIn(folder);
  for (const learner of learners) {
    const files = await answersIn(join(folder, learner)).catch(faultOf);
    for (const exercise of exercises) {
      const source = "fault" in files
        ? files
        : await one(files.get(exercise) ?? []);
      submissions.push({ learner, exercise, source });
    }
  }
  return { submissions, strays };
}

async function one(paths: string[]): Promise<Submission["source"]> {
  if (paths.length === 1) return await read(paths[0]);
  if (paths.length === 0) return { fault: "Not handed in." };
  const fault = `Handed in ${paths.length} times. Keep one of: ${
    paths.map((path) => basename(path)).join(", ")
  }.`;
  return { fault };
}

async function learnersIn(folder: string) {
  const learners: string[] = [];
  const strays: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (!isAside(name)) (isDirectory ? learners : strays).push(name);
    }
  } catch (error) {
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory
    ) {
      throw new SubmissionsError(`There is no folder ${folder}`);
    }
    throw error;
  }
  if (learners.length === 0) {
    throw new SubmissionsError(
      `${folder} holds no learner's folder. Expected one folder for each ` +
        "learner, with files such as 09.1.ts in it",
    );
  }
  return { learners: learners.sort(), strays: strays.sort() };
}

/** The files of a learner by exercise. */
async function answersIn(
  folder: string,
  depth = DEPTH,
  found = new Map<string, string[]>(),
): Promise<Map<string, string[]>> {
  for await (const entry of Deno.readDir(folder)) {
    if (isAside(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory && depth > 0) {
      await answersIn(path, depth - 1, found);
      continue;
    }
    const number = entry.name.match(/^(\d\d)[._-](\d)(?!\d).*\.[tj]s$/);
    if (!number) continue;
    const id = `${number[1]}.${number[2]}`;
    found.set(id, [...found.get(id) ?? [], path].sort());
  }
  return found;
}

/** Hidden files, and what archives and editors leave behind. */
function isAside(name: string): boolean {
  return name.startsWith(".") || name === "__MACOSX" || name === "node_modules";
}

async function read(path: string): Promise<Submission["source"]> {
  try {
    const info = await Deno.lstat(path);
    if (!info.isFile) return { fault: "Not a plain file, so it was not read." };
    if (info.size > MOST_BYTES) {
      return { fault: `The file is larger than ${MOST_BYTES / 1000} kB.` };
    }
    const bytes = await Deno.readFile(path);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return { fault: "Not a text in UTF-8." };
    return faultOf(error);
  }
}

function faultOf(error: unknown): { fault: string } {
  return { fault: `Could not be read: ${(error as Error).message}.` };
}
