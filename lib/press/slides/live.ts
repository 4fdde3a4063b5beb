/**
 * Telling open pages that they have changed.
 *
 * @module
 */

/** Pages that listen, each over a stream of server-sent events. */
export class Listeners {
  readonly #open = new Set<ReadableStreamDefaultController<Uint8Array>>();

  /** Answers a page that wants to listen; it stays connected. */
  answer(): Response {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#open.add(own);
      },
      cancel: () => {
        this.#open.delete(own);
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
      },
    });
  }

  /** Tells all pages to load again. */
  tell(): void {
    const event = new TextEncoder().encode("data: changed\n\n");
    for (const page of this.#open) page.enqueue(event);
  }
}
