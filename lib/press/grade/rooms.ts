/**
 * What a submission may import: for each exercise the functions of the course
 * that its task names, and nothing else.
 *
 * @module
 */
import { join } from "node:path";
import type { Task } from "../../exercises/spec.ts";
import { ROOT } from "../files.ts";
import { dataUrl } from "./sandbox.ts";

/** Stands for `@course/exercises`, where `todo` is all that has a meaning. */
const EXERCISES = `
class NotAttempted extends Error { name = "NotAttempted"; }
export function todo() {
  throw new NotAttempted("This exercise still holds its todo()");
}
`;

/** Import maps, one for each set of functions, in a folder of their own. */
export class Rooms implements AsyncDisposable {
  readonly #folder: string;
  readonly #paths = new Map<string, Promise<string>>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder; `await using` removes it. */
  static async open(): Promise<Rooms> {
    return new Rooms(await Deno.makeTempDir({ prefix: "grade-" }));
  }

  /**
   * The import map for submissions to a task.
   *
   * Its modules are `data:` URLs, since a submission may read no file.
   *
   * @returns Its path.
   */
  importMap({ uses = {} }: Task): Promise<string> {
    const key = JSON.stringify(uses);
    let path = this.#paths.get(key);
    if (!path) {
      path = this.#write(join(this.#folder, `${this.#paths.size}.json`), uses);
      this.#paths.set(key, path);
    }
    return path;
  }

  async #write(path: string, uses: NonNullable<Task["uses"]>) {
    const imports: Record<string, string> = {
      "@course/exercises": dataUrl("text/javascript", EXERCISES),
    };
    for (const [room, names] of Object.entries(uses)) {
      const program = await bundle(this.#folder, room, names);
      imports[room] = dataUrl("text/javascript", program);
    }
    await Deno.writeTextFile(path, JSON.stringify({ imports }));
    return path;
  }

  async [Symbol.asyncDispose]() {
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** One module that exports these functions of a room, and holds what they need. */
async function bundle(
  folder: string,
  room: string,
  names: readonly string[],
): Promise<string> {
  const entry = join(folder, `${room.replace("@course/", "")}.ts`);
  const source = new URL(`lib/${room.replace("@course/", "")}/mod.ts`, ROOT);
  await Deno.writeTextFile(
    entry,
    `export { ${names.join(", ")} } from ${JSON.stringify(source.href)};\n`,
  );
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--platform=browser", entry],
    cwd: ROOT,
  }).output();
  if (success) return new TextDecoder().decode(stdout);
  throw new Error(
    `Could not make ${names.join(", ")} of ${room} ready for submissions:\n` +
      new TextDecoder().decode(stderr),
  );
}
