/**
 * Data sets that packages carry. Each has a card, `data/<name>.json`, that says
 * what it is, where it comes from and what its bytes hash to. The file itself
 * stays in the installed package, so it is there without a network.
 *
 * Run as a program, `deno task data imdb` fetches a damaged file anew.
 */
import { runWatched } from "./watched.ts";

const ROOT = new URL("../../", import.meta.url);

/** What a card says that reading the file needs. */
export interface DataCard {
  /** The npm package that carries the file. */
  package: string;
  /** Its exact version. */
  version: string;
  /** The file inside the package. */
  path: string;
  /** Size of the file. */
  bytes: number;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
}

/** A data set has no card, or its file is not what the card says. */
export class DataError extends Error {
  override name = "DataError";
}

/** For tests: another repository, another way to install. */
export interface DataOptions {
  /** The repository's root folder. */
  root?: URL;
  /** Brings the packages into `node_modules`. */
  install?: (card: DataCard, root: URL) => Promise<void>;
}

/**
 * Reads a data set, after checking that it is, byte for byte, the one that its
 * card describes. A missing file is fetched first.
 *
 * @param name The card's name, for example "imdb".
 * @returns The file's bytes.
 * @throws {DataError} When there is no such card, or when the file is not what
 * the card says.
 * @throws {WatchedError} When the file is missing and cannot be fetched.
 */
export async function readData(
  name: string,
  { root = ROOT, install = installPackages }: DataOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const card = await readCard(name, root);
  const file = new URL(`node_modules/${card.package}/${card.path}`, root);
  let bytes = await readIfThere(file);
  if (!bytes) {
    console.log(
      `Fetching ${card.package} ${card.version} ` +
        `(${(card.bytes / 1e6).toFixed(0)} MB unpacked) …`,
    );
    await install(card, root);
    bytes = await readIfThere(file);
  }
  const problem = !bytes
    ? "is still missing after an install"
    : bytes.length !== card.bytes
    ? `has ${bytes.length} bytes instead of ${card.bytes}`
    : await sha256(bytes) !== card.sha256
    ? "has the right size but not the right content"
    : null;
  if (!bytes || problem) {
    throw new DataError(
      `The file ${card.path} of ${card.package} ${card.version} ${problem}. ` +
        `Run "deno task data ${name}" to fetch it anew`,
    );
  }
  return bytes;
}

async function readCard(name: string, root: URL): Promise<DataCard> {
  try {
    const url = new URL(`data/${name}.json`, root);
    return JSON.parse(await Deno.readTextFile(url));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new DataError(`There is no data set "${name}": see the folder data/`);
  }
}

async function readIfThere(file: URL) {
  try {
    return await Deno.readFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return digest.toHex();
}

/** Installs what `deno.json` names; what is in Deno's cache needs no network. */
async function installPackages(card: DataCard, root: URL): Promise<void> {
  await runWatched([Deno.execPath(), "install"], {
    cwd: root,
    silence: 60_000,
    tries: 3,
    say: console.log,
    // Deno takes a package folder for complete once it has marked it so.
    clean: () =>
      remove(
        new URL(`node_modules/.deno/${card.package}@${card.version}`, root),
      ),
  });
}

/**
 * Throws a package away, in `node_modules` and in Deno's cache (the two are
 * the same file on disk), so that the next install downloads it.
 */
async function forget(card: DataCard, root: URL): Promise<void> {
  await remove(
    new URL(`node_modules/.deno/${card.package}@${card.version}`, root),
  );
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
  }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  for await (const registry of Deno.readDir(npmCache)) {
    await remove(
      `${npmCache}/${registry.name}/${card.package}/${card.version}`,
    );
  }
}

async function remove(path: string | URL): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

if (import.meta.main) {
  for (const name of Deno.args) {
    await forget(await readCard(name, ROOT), ROOT);
    const bytes = await readData(name);
    console.log(`${name}: ${bytes.length} bytes, as its card says.`);
  }
}
