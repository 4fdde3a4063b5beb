import {
  findSubmissions,
  SubmissionsError,
} from "../../../lib/press/grade/submissions.ts";
import {
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../../assert.ts";

/** A folder with these files; a text is a file's content. */
async function folderOf(files: Record<string, string | Uint8Array>) {
  const folder = await Deno.makeTempDir();
  for (const [path, content] of Object.entries(files)) {
    const full = `${folder}/${path}`;
    await Deno.mkdir(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(
      full,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
  return {
    folder,
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** What was found for 09.1, by learner. */
async function found(folder: string) {
  const { submissions, strays } = await findSubmissions(folder, ["09.1"]);
  return {
    strays,
    sources: Object.fromEntries(
      submissions.map(({ learner, source }) => [
        learner,
        typeof source === "string" ? source : source.fault,
      ]),
    ),
  };
}

Deno.test("findSubmissions() finds a file by the number it begins with", async () => {
  await using made = await folderOf({
    "ada/09.1.ts": "a",
    "bob/chapter-09/09.1-the-mean-loss.ts": "b",
    "cyd/09_1.js": "c",
    "dan/09.10.ts": "d",
    "eve/09.1.txt": "e",
    "fay/.hidden/09.1.ts": "f",
    "gus/node_modules/09.1.ts": "g",
  });
  const none = "Not handed in.";
  assertEquals((await found(made.folder)).sources, {
    ada: "a",
    bob: "b",
    cyd: "c",
    dan: none,
    eve: none,
    fay: none,
    gus: none,
  });
});

Deno.test("findSubmissions() takes neither of two files", async () => {
  await using made = await folderOf({
    "ada/09.1.ts": "a",
    "ada/old/09.1.ts": "b",
  });
  const { ada } = (await found(made.folder)).sources;
  assertStringIncludes(ada, "Handed in 2 times");
});

Deno.test("findSubmissions() follows no link and waits for no pipe", async () => {
  await using made = await folderOf({ "ada/09.1.ts": "a" });
  const at = (path: string) => `${made.folder}/${path}`;
  for (const learner of ["bob", "cyd", "dan"]) Deno.mkdirSync(at(learner));
  await Deno.symlink(at("ada/09.1.ts"), at("bob/09.1.ts"));
  await Deno.symlink("/dev/zero", at("cyd/09.1.ts"));
  await new Deno.Command("mkfifo", { args: [at("dan/09.1.ts")] }).output();
  await Deno.symlink(at("ada"), at("eve"));
  const { sources, strays } = await found(made.folder);
  for (const learner of ["bob", "cyd", "dan"]) {
    assertStringIncludes(sources[learner], "Not a plain file");
  }
  assertEquals(strays, ["eve"]);
});

Deno.test("findSubmissions() reads no huge file and no bytes", async () => {
  await using made = await folderOf({
    "ada/09.1.ts": "//".repeat(200_000),
    "bob/09.1.ts": new Uint8Array([0xff, 0xfe, 0x00]),
  });
  const { ada, bob } = (await found(made.folder)).sources;
  assertStringIncludes(ada, "larger than 256 kB");
  assertStringIncludes(bob, "Not a text in UTF-8");
});

Deno.test("findSubmissions() names what lies beside the learners", async () => {
  await using made = await folderOf({ "ada/09.1.ts": "a", "09.1.ts": "b" });
  assertEquals((await found(made.folder)).strays, ["09.1.ts"]);
});

Deno.test("findSubmissions() refuses a folder without learners", async () => {
  await using made = await folderOf({ "09.1.ts": "a" });
  await assertRejects(
    () => findSubmissions(made.folder, []),
    SubmissionsError,
    "no learner's folder",
  );
  for (const path of [`${made.folder}/none`, `${made.folder}/09.1.ts`]) {
    await assertRejects(
      () => findSubmissions(path, []),
      SubmissionsError,
      "There is no folder",
    );
  }
});
