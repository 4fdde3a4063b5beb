/**
 * What will happen and when: the event list of a discrete-event simulation.
 *
 * A binary heap keeps the soonest entry on top (J. W. J. Williams, "Algorithm
 * 232: Heapsort", Communications of the ACM 7, 1964). Entries for the same
 * moment happen in the order in which they were made.
 */
export class Agenda {
  #entries: { time: number; order: number; action: () => void }[] = [];
  #made = 0;

  /** The present, in the simulation's unit of time. */
  now = 0;

  /**
   * Plans an action.
   *
   * @param delay time from now, at least 0; `Infinity` never happens
   * @param action what to do then
   * @throws {RangeError} when the delay is negative or no number
   */
  after(delay: number, action: () => void): void {
    if (!(delay >= 0)) {
      throw new RangeError(`A delay must be at least 0, not ${delay}`);
    }
    if (delay === Infinity) return;
    const heap = this.#entries;
    const entry = { time: this.now + delay, order: this.#made++, action };
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!sooner(entry, heap[parent])) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = entry;
  }

  /**
   * Lets time pass.
   *
   * @param end the moment to stop at; what is planned for it still happens
   */
  runUntil(end: number): void {
    while (this.#entries.length > 0 && this.#entries[0].time <= end) {
      const next = this.#pop();
      this.now = next.time;
      next.action();
    }
    this.now = end;
  }

  #pop() {
    const heap = this.#entries;
    const top = heap[0];
    const last = heap.pop()!;
    if (heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && sooner(heap[child + 1], heap[child])) {
        child++;
      }
      if (!sooner(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function sooner(
  a: { time: number; order: number },
  b: { time: number; order: number },
): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
