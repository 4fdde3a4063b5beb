/**
 * How much of the machine a submission may use.
 *
 * On Linux, `prlimit` bounds memory and computing time. The limit that bounds
 * memory is `--data`: it counts what a process may write to, so it holds for
 * the heap, for ArrayBuffers (which V8's own heap limit leaves out), for shared
 * and WebAssembly memory, and for the stacks of Workers. `--as` is of no use:
 * it counts addresses, and V8 sets aside tens of gigabytes of them at the start.
 *
 * @module
 */
import { onPath } from "../files.ts";

/** What one submission may use. */
export interface Limits {
  /** Computing time in seconds, over all threads; a whole number. */
  readonly seconds: number;
  /** Memory beyond what Deno itself needs, in megabytes (10⁶ bytes). */
  readonly megabytes: number;
  /** Bytes it may write to standard output. */
  readonly outputBytes: number;
}

/** A submission may wait, or be kept waiting, this many times its seconds. */
export const PATIENCE = 3;

/** How limits are put into force on this machine. */
export interface Fence {
  /** Whether memory and computing time are bounded. */
  readonly bounded: boolean;
  /** The program and arguments to put before Deno's own. */
  readonly before: readonly string[];
}

/** Starts an idle Deno and answers its process id; the caller ends it. */
type StartIdle = () => Promise<{ pid: number } & AsyncDisposable>;

/**
 * Works out how to bound submissions here.
 *
 * @param startIdle Starts what a submission runs in, without a submission: how
 *   much it needs for itself depends on the machine, so it is measured.
 */
export async function buildFence(
  { seconds, megabytes }: Limits,
  startIdle: StartIdle,
): Promise<Fence> {
  const prlimit = Deno.build.os === "linux" && await onPath("prlimit");
  if (!prlimit) return { bounded: false, before: [] };
  await using idle = await startIdle();
  const status = await Deno.readTextFile(`/proc/${idle.pid}/status`);
  const own = Number(status.match(/^VmData:\s+(\d+) kB$/m)?.[1]) * 1024;
  if (!(own > 0)) throw new Error("No VmData in /proc: memory is not bounded");
  return {
    bounded: true,
    before: [
      prlimit,
      `--data=${own + megabytes * 1e6}`,
      // The first ends it with a signal of its own; the second cannot be caught.
      `--cpu=${seconds}:${seconds + 1}`,
      "--core=0",
    ],
  };
}
