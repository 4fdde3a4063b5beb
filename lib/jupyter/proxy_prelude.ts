/**
 * What the proxy runs inside the kernel before the first cell.
 *
 * The stock kernel can stop JavaScript that is running, but it cannot end a
 * cell that waits: nothing runs that could be stopped. So this leaves one
 * global behind, `$kernel`, through which a waiting cell can be told, and which
 * makes NaN visible.
 *
 * `prelude` is sent to the kernel as its source text: it must not use anything
 * from outside its own body.
 *
 * @module
 */

/** Under this name a cell's code reaches what the prelude left behind. */
export const PRELUDE_NAME = "$kernel";

/** A display of this type is the proxy's own: it says "all sent so far". */
export const MARK = "application/vnd.course.mark";

/** `Symbol.for` of this holds the AbortSignal of the next interrupt. */
export const INTERRUPT_KEY = "course.interrupt";

/** Rung to end what the kernel awaits. */
export const STOP = 1;

/** Like {@linkcode STOP}, after running code was cut off: also sweeps up. */
export const STOP_AND_COLLECT = 2;

/**
 * Prepares a kernel.
 *
 * @param name {@linkcode PRELUDE_NAME}.
 * @param mark {@linkcode MARK}.
 * @param signalKey {@linkcode INTERRUPT_KEY}: long work that listens to the
 * signal can end cleanly.
 */
export function prelude(name: string, mark: string, signalKey: string) {
  // deno-lint-ignore no-explicit-any -- properties that no type declares
  const global = globalThis as any;
  const collectGarbage: () => void = global.gc; // from --expose-gc
  const { broadcast } = Deno.jupyter;
  let controller = new AbortController();
  const waits = new Set<(reason: unknown) => void>();

  class KeyboardInterrupt extends Error {
    override name = "KeyboardInterrupt";
  }

  /**
   * Ends every pending `wait`, and whatever listens to the signal. If nothing
   * waits, the cell has not begun: the signal stays, for its first `wait`.
   *
   * @returns Whether anything waited.
   */
  function interrupt(): boolean {
    const { signal } = controller;
    controller.abort(new KeyboardInterrupt("Interrupted"));
    if (waits.size === 0) return false;
    controller = new AbortController();
    for (const stop of waits) stop(signal.reason);
    waits.clear();
    return true;
  }

  /** Takes back an interrupt that nothing was there to hear. */
  function forget() {
    if (controller.signal.aborted) controller = new AbortController();
  }

  /** Settles as `value` does, or rejects at the next interrupt. */
  function wait<T>(value: T): Promise<Awaited<T>> {
    const { signal } = controller;
    forget();
    return new Promise((resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      else waits.add(reject);
      const done = () => waits.delete(reject);
      Promise.resolve(value).then(resolve, reject).finally(done);
    });
  }

  /** The items of `for await (… of source)`, each of them awaited so. */
  async function* each<T>(source: AsyncIterable<T> | Iterable<T>) {
    // deno-lint-ignore no-explicit-any -- either iterable has one of the two
    const from = source as any;
    const items = from[Symbol.asyncIterator]?.() ?? from[Symbol.iterator]();
    try {
      while (true) {
        const { done, value } = await wait(items.next()) as IteratorResult<T>;
        if (done) return;
        yield await wait(value);
      }
    } finally {
      // Not awaited: a source that is stuck would keep the cell with it.
      items.return?.();
    }
  }

  /** A last value; the stock kernel shows nothing for some numbers. */
  function show(value: unknown) {
    const unseen = typeof value === "bigint" || typeof value === "number" &&
        (!Number.isFinite(value) || Object.is(value, -0));
    if (!unseen) return value;
    const text = Deno.inspect(value);
    return { [Symbol.for("Jupyter.display")]: () => ({ "text/plain": text }) };
  }

  /**
   * Opens one line to the proxy. It is rung at most once: stopping code may
   * drop the very callback that would listen for a second ring.
   */
  async function listen(port: number, stop: number) {
    forget(); // the cell that it was meant for is over
    const line = await Deno.connect({ port });
    (async () => {
      const byte = new Uint8Array(1);
      const count = await line.read(byte).catch(() => null);
      if (count === null) return; // the proxy is gone
      const ended = interrupt();
      await line.write(new Uint8Array([Number(ended)]));
      line.close();
      // A function cut off in mid-run leaves a promise that never settles, and
      // the kernel waits for it. Once collected, the kernel learns of it.
      if (byte[0] !== stop) setTimeout(collectGarbage, 10);
    })();
  }

  // Without these an error in a timer would hang the kernel for good.
  function report(event: Event, what: string, error: unknown) {
    event.preventDefault();
    if (error instanceof KeyboardInterrupt) return; // the reader knows
    const text = error instanceof Error ? error.stack : String(error);
    console.error(`${what} ${text?.replace(/\n\s+at .*\b(ext|node):.*/g, "")}`);
  }
  addEventListener("error", (event) => report(event, "Uncaught", event.error));
  addEventListener(
    "unhandledrejection",
    (event) => report(event, "Uncaught in a promise:", event.reason),
  );

  Object.defineProperty(global, Symbol.for(signalKey), {
    get: () => controller.signal,
  });
  Object.defineProperty(global, name, {
    value: Object.freeze({
      wait,
      each,
      show,
      listen,
      mark: (id: string) => broadcast("display_data", { data: { [mark]: id } }),
    }),
  });
}
