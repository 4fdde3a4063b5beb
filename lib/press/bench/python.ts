/**
 * Python, where a machine has it: the peers of the bench and the scripts behind
 * the reference files run in it.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { exists, onPath, ROOT } from "../files.ts";

/** An interpreter and what it has. */
export interface Python {
  /** Path of the program. */
  program: string;
  /** Its own version, for example "3.12.4". */
  version: string;
  /** Versions of the packages asked for; one that is missing is left out. */
  packages: Record<string, string>;
}

/** Prints this Python's version and those of the packages named to it. */
const PROBE = `
import json, platform, sys
from importlib import metadata
packages = {}
for name in sys.argv[1:]:
    try:
        packages[name] = metadata.version(name).split("+")[0]
    except metadata.PackageNotFoundError:
        pass
print(json.dumps({"version": platform.python_version(), "packages": packages}))
`;

/**
 * Looks for Python: what `COURSE_PYTHON` names, else the course's `.venv`, else
 * the one on `PATH`. Nothing is imported, so it takes a tenth of a second.
 *
 * @param names Packages to look for, by their names for pip.
 * @returns The interpreter, or `undefined` where there is none that works.
 * @throws {TypeError} When `COURSE_PYTHON` names a program that does not work.
 */
export async function findPython(
  names: string[],
): Promise<Python | undefined> {
  const named = Deno.env.get("COURSE_PYTHON");
  const program = named || await inVenv() || await onPath("python3") ||
    await onPath("python");
  if (!program) return;
  const found = await probe(program, names);
  if (!found && named) {
    throw new TypeError(
      `COURSE_PYTHON is "${named}", which does not run as Python 3: ` +
        "correct the path, or unset it",
    );
  }
  return found;
}

async function probe(
  program: string,
  names: string[],
): Promise<Python | undefined> {
  try {
    const { success, stdout } = await new Deno.Command(program, {
      args: ["-c", PROBE, ...names],
      stderr: "null",
    }).output();
    if (!success) return;
    return { program, ...JSON.parse(new TextDecoder().decode(stdout)) };
  } catch {
    // Not a program, or no Python: the same as none.
    return;
  }
}

async function inVenv(): Promise<string | undefined> {
  const inside = Deno.build.os === "windows"
    ? "Scripts/python.exe"
    : "bin/python";
  const path = new URL(`.venv/${inside}`, ROOT);
  return await exists(path) ? fileURLToPath(path) : undefined;
}
