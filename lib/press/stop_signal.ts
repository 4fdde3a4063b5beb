/**
 * Ctrl-C, as a signal that work can listen to.
 *
 * @module
 */

/** Exit status of a program that was stopped by Ctrl-C. */
export const STOPPED = 130;

/** Requests to end that the system can pass on; Windows knows one of them. */
const requests: Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Catches Ctrl-C and the like. The first one aborts the returned signal, so
 * that work can end in order; one more ends the program at once, and kernels
 * end with it.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let first = Infinity;
  const stop = () => {
    // One Ctrl-C comes twice: from the terminal, and passed on by `deno task`.
    if (performance.now() - first > 500) Deno.exit(STOPPED);
    if (controller.signal.aborted) return;
    first = performance.now();
    controller.abort(new DOMException("Stopped", "AbortError"));
  };
  for (const request of requests) Deno.addSignalListener(request, stop);
  return controller.signal;
}
