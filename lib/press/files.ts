/**
 * Questions about files, and writing that never leaves half a file.
 *
 * @module
 */
import { delimiter, join } from "node:path";

/** The repository's root folder, as an absolute path. */
export const ROOT = new URL("../../", import.meta.url);

/**
 * Says whether a file or folder exists.
 *
 * @param path A path or file URL.
 */
export async function exists(path: string | URL): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Looks a program up on `PATH`.
 *
 * @param name The program's name, without `.exe`.
 * @returns Its full path, or `undefined` when it isn't there.
 */
export async function onPath(name: string): Promise<string | undefined> {
  const ending = Deno.build.os === "windows" ? ".exe" : "";
  for (const folder of (Deno.env.get("PATH") ?? "").split(delimiter)) {
    const path = join(folder || ".", name + ending);
    try {
      if ((await Deno.stat(path)).isFile) return path;
    } catch {
      // Not in this folder, or not ours to read: look in the next.
    }
  }
}
