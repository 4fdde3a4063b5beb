import type { Display } from "../viz/mod.ts";
import { note } from "./note.ts";
import { findTask } from "./registry.ts";

const given = new Map<string, number>();

/**
 * Shows the next hint of an exercise; after the last one, the last again.
 *
 * @param id Chapter and number: `"09.2"`.
 * @throws {RangeError} When there is no such exercise.
 */
export function hint(id: string): Display {
  const { hints } = findTask(id);
  const number = Math.min((given.get(id) ?? 0) + 1, hints.length);
  given.set(id, number);
  return note(
    `**Hint ${number} of ${hints.length}**: ${hints[number - 1]}`,
  );
}
