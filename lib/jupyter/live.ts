/**
 * Displays that change in place while a cell runs.
 *
 * @module
 */

import { DISPLAY, type Display } from "../viz/display.ts";
import { INTERRUPT_KEY } from "./proxy_prelude.ts";

/** A display on screen. */
export interface Live {
  /**
   * Shows another display in its place.
   *
   * @throws {Error} A KeyboardInterrupt, once the reader has interrupted the
   * cell: so the work that reports here stops, too.
   */
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
  const interrupt = interruptSignal();
  await broadcast("display_data", display, id);
  return {
    async update(display) {
      interrupt?.throwIfAborted();
      await broadcast("update_display_data", display, id);
    },
  };
}

/** Aborts when the reader interrupts; only the kernel of the lab has it. */
function interruptSignal(): AbortSignal | undefined {
  return (globalThis as Record<symbol, unknown>)[Symbol.for(INTERRUPT_KEY)] as
    | AbortSignal
    | undefined;
}

async function broadcast(type: string, display: Display, display_id: string) {
  const data = display[DISPLAY]();
  const content = { data, metadata: {}, transient: { display_id } };
  await Deno.jupyter.broadcast(type, content);
}
