/**
 * Watches one file by reading it ten times a second.
 *
 * The system's own notices of changes miss some folders (network drives,
 * folders shared with a virtual machine) and tell of half-written files. A small
 * file read ten times a second costs next to nothing and works everywhere.
 *
 * @param read Answers the file's text, or `null` when it is not there.
 * @param signal Ends the watch.
 * @param milliseconds Time between two readings.
 * @returns The text at once, then again after each change, when two readings
 *   agree: an editor that empties a file before it writes is not caught midway.
 */
export async function* watch(
  read: () => Promise<string | null>,
  signal: AbortSignal,
  milliseconds = 100,
): AsyncGenerator<string | null> {
  let told = await read();
  let last = told;
  if (signal.aborted) return;
  yield told;
  while (true) {
    await new Promise((next) => setTimeout(next, milliseconds));
    if (signal.aborted) return;
    const text = await read();
    if (text === last && text !== told && !signal.aborted) {
      told = text;
      yield text;
    }
    last = text;
  }
}
