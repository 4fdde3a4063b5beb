import { Progress } from "../../../lib/press/learn/progress.ts";
import { replaceFile } from "../../../lib/press/learn/replace_file.ts";
import { assert, assertEquals, assertThrows } from "../../assert.ts";

async function inFolder(test: (folder: string) => void | Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const files = (folder: string) =>
  [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("Progress is on the disk after every change", () =>
  inFolder((folder) => {
    const progress = new Progress(folder);
    assert(progress.fresh);
    progress.open("09.2");
    progress.mark("09.1", true);
    progress.know("09.3");
    progress.hint("09.2");
    progress.hint("09.2");
    const again = new Progress(folder);
    assertEquals(again.fresh, false);
    assertEquals(again.at, "09.2");
    assertEquals(
      ["09.1", "09.2", "09.3"].map((id) => again.state(id)),
      ["solved", "open", "known"],
    );
    assertEquals(again.hints("09.2"), 2);
    again.reset("09.1");
    again.reset("09.3");
    assertEquals(new Progress(folder).state("09.1"), "open");
    assertEquals(new Progress(folder).state("09.3"), "open");
    assertEquals(files(folder), ["progress.json"]);
  }));

Deno.test("Progress keeps the day on which an answer first passed", () =>
  inFolder((folder) => {
    new Progress(folder).mark("09.1", true);
    const before = Deno.readTextFileSync(`${folder}/progress.json`);
    new Progress(folder).mark("09.1", true);
    assertEquals(Deno.readTextFileSync(`${folder}/progress.json`), before);
  }));

for (
  const text of ["{", '{"version":1,"exercises":{"09.1":', "[]", "null", " "]
) {
  Deno.test(`Progress puts an unreadable file aside: ${text}`, () =>
    inFolder((folder) => {
      Deno.writeTextFileSync(`${folder}/progress.json`, text);
      const progress = new Progress(folder);
      assertEquals(progress.broken, `${folder}/progress.broken.json`);
      assertEquals(Deno.readTextFileSync(progress.broken!), text);
      progress.mark("09.1", true);
      assertEquals(new Progress(folder).state("09.1"), "solved");
    }));
}

Deno.test("Progress survives a process that is killed while it writes", () =>
  inFolder(async (folder) => {
    const module = new URL(
      "../../../lib/press/learn/progress.ts",
      import.meta.url,
    );
    const writer = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "-"],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const input = writer.stdin.getWriter();
    await input.write(new TextEncoder().encode(`
      import { Progress } from ${JSON.stringify(module.href)};
      const progress = new Progress(${JSON.stringify(folder)});
      progress.mark("09.1", true);
      console.log("writing");
      while (true) progress.hint("09.2");
    `));
    await input.close();
    const output = writer.stdout.getReader();
    await output.read();
    await new Promise((go) => setTimeout(go, 100));
    writer.kill("SIGKILL");
    await writer.status;
    await output.cancel();
    const progress = new Progress(folder);
    assertEquals(progress.broken, undefined);
    assertEquals(progress.state("09.1"), "solved");
    assert(progress.hints("09.2") > 0);
  }));

Deno.test("replaceFile() leaves the old file and no other when it fails", () =>
  inFolder((folder) => {
    Deno.mkdirSync(`${folder}/taken/inside`, { recursive: true });
    assertThrows(() => replaceFile(`${folder}/taken`, "text"));
    assertEquals(files(folder), ["taken"]);
  }));
