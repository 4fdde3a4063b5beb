/**
 * Writes a file so that a crash at any moment leaves the old text or the new
 * one: first beside it and out to the disk, then renamed over it.
 *
 * @param path The file; its folder must exist.
 * @param text What it shall hold.
 */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`;
  try {
    // The file is closed before the rename, which Windows insists on.
    writeToDisk(draft, text);
    Deno.renameSync(draft, path);
  } catch (error) {
    try {
      Deno.removeSync(draft);
    } catch {
      // It was never made.
    }
    throw error;
  }
}

function writeToDisk(path: string, text: string): void {
  using file = Deno.openSync(path, { write: true, createNew: true });
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(file.writeSync(bytes));
  file.syncSync();
}
