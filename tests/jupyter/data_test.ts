import {
  DataError,
  type DataOptions,
  readData,
} from "../../lib/jupyter/data.ts";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";

const CONTENT = new TextEncoder().encode('[{"t":"Good","s":1}]');

/** A repository with one data set, whose file holds `content`, if any. */
async function repository(content?: Uint8Array) {
  const folder = await Deno.makeTempDir();
  const root = new URL(`file://${folder}/`);
  const file = new URL("node_modules/tiny-data/rows.json", root);
  const digest = await crypto.subtle.digest("SHA-256", CONTENT);
  await Deno.mkdir(new URL("data/", root));
  await Deno.mkdir(new URL(".", file), { recursive: true });
  await Deno.writeTextFile(
    new URL("data/tiny.json", root),
    JSON.stringify({
      package: "tiny-data",
      version: "1.0.0",
      path: "rows.json",
      bytes: CONTENT.length,
      sha256: new Uint8Array(digest).toHex(),
    }),
  );
  if (content) await Deno.writeFile(file, content);
  return {
    root,
    file,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

const noInstall: DataOptions["install"] = () => {
  throw new Error("nothing to install");
};

Deno.test("readData() reads a file that is what its card says", async () => {
  await using repo = await repository(CONTENT);
  const bytes = await readData("tiny", { root: repo.root, install: noInstall });
  assertEquals(bytes, CONTENT);
});

Deno.test("readData() refuses a truncated file and says what to do", async () => {
  await using repo = await repository(CONTENT.slice(0, 10));
  const error = await assertRejects(
    () => readData("tiny", { root: repo.root, install: noInstall }),
    DataError,
    `has 10 bytes instead of ${CONTENT.length}`,
  );
  assertStringIncludes(error.message, 'Run "deno task data tiny"');
});

Deno.test("readData() refuses a file with one letter changed", async () => {
  const tampered = CONTENT.slice();
  tampered[8] ^= 1;
  await using repo = await repository(tampered);
  await assertRejects(
    () => readData("tiny", { root: repo.root, install: noInstall }),
    DataError,
    "has the right size but not the right content",
  );
});

Deno.test("readData() installs a missing file, and checks that one too", async () => {
  await using repo = await repository();
  const installing = (content: Uint8Array) => ({
    root: repo.root,
    install: () => Deno.writeFile(repo.file, content),
  });
  assertEquals(await readData("tiny", installing(CONTENT)), CONTENT);

  await Deno.remove(repo.file);
  await assertRejects(
    () => readData("tiny", installing(CONTENT.slice(1))),
    DataError,
    "bytes instead of",
  );
});

Deno.test("readData() says so when an install did not bring the file", async () => {
  await using repo = await repository();
  await assertRejects(
    () => readData("tiny", { root: repo.root, install: async () => {} }),
    DataError,
    "is still missing after an install",
  );
});

Deno.test("readData() refuses a name without a card", async () => {
  await assertRejects(
    () => readData("imbd"),
    DataError,
    'There is no data set "imbd"',
  );
});

Deno.test("data/imdb.json counts what the file has", async () => {
  const card = JSON.parse(
    await Deno.readTextFile(new URL("../../data/imdb.json", import.meta.url)),
  );
  const rows: { t: string; s: 0 | 1 }[] = JSON.parse(
    new TextDecoder().decode(await readData("imdb")),
  );
  const labels = new Map(rows.map(({ t, s }) => [t, s]));
  const positive = rows.filter(({ s }) => s === 1).length;
  const uniquePositive =
    labels.values().filter((s) => s === 1).toArray().length;
  assertEquals(card.counts, {
    rows: rows.length,
    negative: rows.length - positive,
    positive,
    uniqueTexts: labels.size,
    uniqueNegative: labels.size - uniquePositive,
    uniquePositive,
  });
  assert(rows.every(({ s }, i) => i === 0 || s >= rows[i - 1].s));
});
