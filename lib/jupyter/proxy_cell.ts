/**
 * One cell's run, and how to stop it.
 *
 * @module
 */
import type { Json, Message } from "./messages.ts";
import type { InnerKernel } from "./proxy_inner.ts";
import { STOP, STOP_AND_COLLECT } from "./proxy_prelude.ts";

/** Milliseconds in which waiting JavaScript hears the bell. */
const HEARD = 1000;

/** Milliseconds that a cell may take to tidy up after itself. */
const TIDY = 3000;

/** The cell that runs, or the one that ran last: outputs belong to it. */
export class Cell {
  /** What went wrong; shown last, after all that the cell printed before. */
  error?: Json;
  /** The reader pressed stop. */
  interrupted = false;
  /** It did not help; the next press ends the kernel, and the reader knows. */
  warned = false;
  /** Settles when the kernel has been told to stop it, if it has to. */
  told: Promise<void> = Promise.resolve();
  #over = Promise.withResolvers<true>();
  #answered = Promise.withResolvers<true>();
  #running = true;
  #quiet = false;

  /**
   * @param request The execute_request.
   * @param count The number in the square brackets beside it.
   */
  constructor(readonly request: Message, readonly count: number) {}

  /** False once all that it sent is here. */
  get running(): boolean {
    return this.#running;
  }

  /** True once its code has ended; what it printed may still come. */
  get quiet(): boolean {
    return this.#quiet;
  }

  /** Says that its code has ended. */
  answer() {
    this.#quiet = true;
    this.#answered.resolve(true);
  }

  /** Says that it is over. */
  end() {
    this.#running = false;
    this.#over.resolve(true);
  }

  /**
   * Stops it, with the kernel's variables kept.
   *
   * @returns False if it still runs after a few seconds.
   */
  async stop(kernel: InnerKernel): Promise<boolean> {
    this.told = this.#tell(kernel);
    await this.told;
    return await Promise.race([this.#over.promise, after(TIDY)]);
  }

  /**
   * First the kernel is told, so that what the cell awaits rejects and its
   * `finally` blocks run. If nothing waits, the cell has only just been sent,
   * or waits in a way we cannot reach, as an import does: its first `await`
   * will reject, and it is told once more, in case it has begun a loop.
   *
   * If nothing answers, JavaScript is running without a pause and is cut off.
   * Only then: cutting into nothing would hit whatever runs next.
   */
  async #tell(kernel: InnerKernel) {
    for (let ring = 1; ring <= 2; ring++) {
      const late = after(HEARD);
      const heard = await Promise.race([kernel.bell.ring(STOP), late]);
      if (heard === "stopped") return;
      if (heard !== "idle") return await this.#cut(kernel);
      if (await Promise.race([this.#answered.promise, late])) return;
    }
  }

  /**
   * Cuts the cell off. A second ring then rejects what still waits, and
   * collects the promises that the cut left unsettled for ever.
   */
  async #cut(kernel: InnerKernel) {
    kernel.cutOff();
    await after(50); // else the cut might hit the callback that hears us
    await Promise.race([kernel.bell.ring(STOP_AND_COLLECT), after(HEARD)]);
  }
}

/** False, after a while. */
function after(milliseconds: number): Promise<false> {
  return new Promise((resolve) =>
    setTimeout(() => resolve(false), milliseconds)
  );
}
