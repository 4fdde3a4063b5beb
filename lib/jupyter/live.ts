/**
 * Displays that change in place while a cell runs.
 *
 * @module
 */

import { DISPLAY, type Display } from "../viz/display.ts";

/** A display on screen. */
export interface Live {
  /** Shows another display in its place. */
  update(display: Display): Promise<void>;
}

/**
 * Shows a display that can be replaced later, for example a chart of the loss
 * that grows while a model trains.
 *
 * ```ts ignore
 * const bar = await live(progressBar(0, 100, "steps"));
 * for (let step = 1; step <= 100; step++) {
 *   await train(step);
 *   await bar.update(progressBar(step, 100, "steps"));
 * }
 * ```
 *
 * @param display What to show first.
 * @returns A handle on what is shown.
 * @throws {Error} If not called in a notebook.
 */
export async function live(display: Display): Promise<Live> {
  const id = crypto.randomUUID();
  await broadcast("display_data", display, id);
  return {
    update: (display) => broadcast("update_display_data", display, id),
  };
}

async function broadcast(type: string, display: Display, display_id: string) {
  const data = display[DISPLAY]();
  const content = { data, metadata: {}, transient: { display_id } };
  await Deno.jupyter.broadcast(type, content);
}
