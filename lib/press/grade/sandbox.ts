/**
 * Runs one submission in a process that may do nothing but compute.
 *
 * It has no permission at all, an empty environment, no cache folder to keep
 * anything in, and no access to modules other than those of the import map. It
 * gets its work on standard input and its words are read, up to a limit, from
 * standard output.
 *
 * @module
 */
import { buildFence, type Fence, type Limits, PATIENCE } from "./limits.ts";
import type { Order } from "./harness.ts";

/** How a submission's process ended. */
export type Ending =
  /** It came to its end, or ended itself. */
  | "ended"
  /** It was stopped: too much computing, waiting or output. */
  | "computing"
  | "waiting"
  | "output"
  /** It broke down; want of memory is the usual reason. */
  | "crashed";

/** What a submission's process left behind. */
export interface Remains {
  readonly ending: Ending;
  /** Its standard output, up to the limit. */
  readonly output: Uint8Array;
}

/** A place to run submissions in. */
export class Sandbox {
  readonly #limits: Limits;
  readonly #fence: Fence;

  private constructor(limits: Limits, fence: Fence) {
    this.#limits = limits;
    this.#fence = fence;
  }

  /**
   * Prepares a sandbox; on Linux this measures what Deno itself needs.
   *
   * @param limits What each submission may use.
   */
  static async open(limits: Limits): Promise<Sandbox> {
    const fence = await buildFence(limits, startIdle);
    return new Sandbox(limits, fence);
  }

  /** Whether memory and computing time are bounded, as on Linux. */
  get bounded(): boolean {
    return this.#fence.bounded;
  }

  /**
   * Runs a submission to its end, or to the end of its limits.
   *
   * @param order What the harness is to do.
   * @param importMap Path of the file that says what may be imported.
   * @param signal Stops it early; then this throws the signal's reason.
   */
  async run(
    order: Order,
    importMap: string,
    signal?: AbortSignal,
  ): Promise<Remains> {
    signal?.throwIfAborted();
    const child = spawn(this.#fence.before, [`--import-map=${importMap}`]);
    let stopped: Ending | undefined;
    const stop = (why?: Ending) => {
      stopped ??= why;
      kill(child);
    };
    const onAbort = () => stop();
    signal?.addEventListener("abort", onAbort);
    const patience = setTimeout(
      () => stop("waiting"),
      this.#limits.seconds * PATIENCE * 1000,
    );
    try {
      const giving = give(child, order);
      const output = await collect(
        child.stdout,
        this.#limits.outputBytes,
        () => stop("output"),
      );
      const status = await child.status;
      await giving;
      signal?.throwIfAborted();
      return { ending: stopped ?? endingOf(status), output };
    } finally {
      clearTimeout(patience);
      signal?.removeEventListener("abort", onAbort);
      kill(child);
    }
  }
}

const harness = await Deno.readTextFile(
  new URL("harness.ts", import.meta.url),
);

/** The harness as an address, so that it has no path to tell. */
const HARNESS = dataUrl("application/typescript", harness);

const PERMISSIONS = [
  "--no-prompt",
  "--no-config",
  "--no-lock",
  "--no-remote",
  "--no-npm",
  "--no-code-cache",
  "--quiet",
];

/** Text as a `data:` URL. */
export function dataUrl(type: string, text: string): string {
  return `data:${type};base64,${new TextEncoder().encode(text).toBase64()}`;
}

function spawn(before: readonly string[], options: string[]) {
  const [program, ...args] = [
    ...before,
    Deno.execPath(),
    "run",
    ...PERMISSIONS,
    ...options,
    HARNESS,
  ];
  return new Deno.Command(program, {
    args,
    clearEnv: true,
    env: {
      // A path below a file can never be made: there is nowhere to keep caches,
      // nor the storage that one submission could leave for another.
      DENO_DIR: `${Deno.execPath()}/none`,
      DENO_EMIT_CACHE_MODE: "disable",
      DENO_NO_UPDATE_CHECK: "1",
      NO_COLOR: "1",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
    // Ctrl-C is for this program; a submission it also reached would seem to
    // have crashed.
    detached: true,
  }).spawn();
}

/** A harness that waits for its order. */
async function startIdle() {
  const child = spawn([], []);
  const word = child.stdout.getReader();
  const waits = "Deno.stdout.writeSync(new Uint8Array(1));" +
    "await new Promise((go) => setTimeout(go, 1e9))";
  const module = dataUrl("application/typescript", waits);
  await give(child, { mark: "", module, name: "", calls: [] });
  await word.read();
  return {
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      kill(child);
      await word.cancel();
      await child.status;
    },
  };
}

/** Writes the order; a process that does not read it has said enough. */
async function give(child: Deno.ChildProcess, order: Order) {
  try {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(JSON.stringify(order)));
    await writer.close();
  } catch {
    // It ended before it read its order; how it ended is told elsewhere.
  }
}

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
  onLimit: () => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let room = limit;
  for await (const chunk of stream) {
    chunks.push(chunk.subarray(0, room));
    if (chunk.length > room) onLimit();
    room = Math.max(0, room - chunk.length);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Signals of a process that broke down by itself. */
const CRASHES = ["SIGTRAP", "SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL"];

function endingOf({ signal }: Deno.CommandStatus): Ending {
  if (signal === "SIGXCPU" || signal === "SIGKILL") return "computing";
  return signal !== null && CRASHES.includes(signal) ? "crashed" : "ended";
}

function kill(child: Deno.ChildProcess) {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended already.
  }
}
