/** How patient {@linkcode runWatched} is, and whom it tells. */
export interface WatchOptions {
  /** Folder to run in. */
  cwd?: string | URL;
  /** Silence, in milliseconds, after which the first try is given up. */
  silence: number;
  /** Number of tries; each waits twice as long as the one before. */
  tries: number;
  /** Called with each sentence for the reader. */
  say: (message: string) => void;
  /** Called before each try, to clear away what an earlier one left. */
  clean?: () => Promise<void>;
}

/** A program failed, or went silent in every try. */
export class WatchedError extends Error {
  override name = "WatchedError";
}

/**
 * Runs a program and watches its output. A download that hangs says nothing
 * and never ends; so when the program is silent for too long it is ended, and
 * started again from the beginning.
 *
 * @param command The program and its arguments.
 * @param options Patience, number of tries, and whom to tell.
 * @throws {WatchedError} When it exits with an error (its last lines are in
 * the message), or was silent for too long in every try.
 */
export async function runWatched(
  [program, ...args]: string[],
  { cwd, silence, tries, say, clean }: WatchOptions,
): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const patience = silence * 2 ** (attempt - 1);
    await clean?.();
    const command = new Deno.Command(program, {
      args,
      cwd,
      env: { NO_COLOR: "1" },
      stdout: "piped",
      stderr: "piped",
    });
    const { stalled, success, output } = await watch(command, patience);
    if (success) return;
    if (!stalled) {
      const last = output.trim().split("\n").slice(-5).join("\n");
      throw new WatchedError(
        `"${[program, ...args].join(" ")}" failed:\n${last}`,
      );
    }
    const next = attempt < tries ? "; starting afresh" : "";
    say(
      `No sign of life for ${seconds(patience)}` +
        ` (try ${attempt} of ${tries})${next}.`,
    );
  }
  throw new WatchedError(
    `"${[program, ...args].join(" ")}" stalled ${tries} times; ` +
      "check the network connection, then run it again",
  );
}

/** Runs one try: ends the program once it was silent for `patience` ms. */
async function watch(command: Deno.Command, patience: number) {
  const child = command.spawn();
  let stalled = false;
  const end = () => {
    stalled = true;
    child.kill("SIGKILL");
  };
  let timer = setTimeout(end, patience);
  let output = "";
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      output += text;
      clearTimeout(timer);
      if (!stalled) timer = setTimeout(end, patience);
    }
  };
  const [{ success }] = await Promise.all([
    child.status.finally(() => clearTimeout(timer)),
    read(child.stdout),
    read(child.stderr),
  ]).finally(() => clearTimeout(timer));
  return { stalled, success, output };
}

const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`;
