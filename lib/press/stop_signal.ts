/**
 * Ctrl-C, as a signal that work can listen to.
 *
 * @module
 */

/** Exit status of a program that was stopped by Ctrl-C. */
export const STOPPED = 130;

/**
 * Catches Ctrl-C and the request to terminate. The first one aborts the
 * returned signal, so that work can end in order; the second ends the program
 * at once (kernels end with it).
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) Deno.exit(STOPPED);
    controller.abort(new DOMException("Stopped", "AbortError"));
  };
  Deno.addSignalListener("SIGINT", stop);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", stop);
  return controller.signal;
}
