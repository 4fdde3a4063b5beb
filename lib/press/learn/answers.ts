import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { answerFile } from "../../exercises/answer_file.ts";
import type { Task } from "../../exercises/spec.ts";
import { wrap } from "../../exercises/wrap.ts";
import { ROOT } from "../files.ts";
import { plain } from "./prose.ts";
import { replaceFile } from "./replace_file.ts";

/** Where a learner's answers are, unless they say otherwise. */
export const ANSWERS = fileURLToPath(new URL("notebooks/exercises", ROOT));

/** The folder that holds a learner's answers, one file an exercise. */
export class Answers {
  readonly folder: string;

  /** @param folder Its path; made when the first file is. */
  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /** The full path of a file. */
  path({ id }: Task): string {
    return join(this.folder, `${id}.ts`);
  }

  /** The path as a person would type it here, so that editors can follow it. */
  shown(task: Task): string {
    return fromHere(this.path(task));
  }

  /** The folder, likewise. */
  get shownFolder(): string {
    return fromHere(this.folder);
  }

  /**
   * Makes the file if there is none. What is there is never overwritten.
   *
   * @returns Whether it was made.
   */
  async make(task: Task): Promise<boolean> {
    await Deno.mkdir(this.folder, { recursive: true });
    try {
      const path = this.path(task);
      await Deno.writeTextFile(path, freshFile(task), { createNew: true });
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) return false;
      throw error;
    }
  }

  /** Puts the stub back. The learner's answer is lost: ask first. */
  reset(task: Task): void {
    replaceFile(this.path(task), freshFile(task));
  }

  /** The text of the file; `null` when there is none. */
  async read(task: Task): Promise<string | null> {
    try {
      return await Deno.readTextFile(this.path(task));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }
}

function fromHere(path: string): string {
  const short = relative(Deno.cwd(), path);
  return short.startsWith("..") ? path : short;
}

/** A file as the learner first finds it: the task in words, then the stub. */
export function freshFile(task: Task): string {
  const comment = [
    `${task.id} ${task.title}`,
    "",
    ...wrap(plain(task.prompt), 77),
    "",
    ...wrap(`\`deno task learn ${task.id}\` checks it whenever you save.`, 77),
  ].map((line) => `// ${line}`.trimEnd()).join("\n");
  return `${comment}\n\n${answerFile(task)}`;
}

/** Whether a text is still to be solved: as it was made, or with its `todo`. */
export function isUnsolved(task: Task, text: string | null): boolean {
  if (text === null || text === freshFile(task)) return true;
  return /\btodo\(/.test(text.replaceAll(/\/\/.*|\/\*[^]*?\*\//g, ""));
}
