import { pathToFileURL } from "node:url";
import {
  fileName,
  readBenches,
  writePart,
} from "../../../lib/press/bench/store.ts";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../../assert.ts";
import { sample } from "./sample.ts";

async function inFolder(fn: (folder: URL) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempDir();
  try {
    await fn(pathToFileURL(`${path}/bench/`));
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

Deno.test("fileName() tells machines apart by processor and cores", () => {
  const named = (cpu: string, cores: number) =>
    fileName({ ...sample.machine, cpu, cores });
  assertEquals(
    named("Intel(R) Core(TM) i7-8550U CPU @ 1.80GHz", 8),
    "intel-core-i7-8550u-cpu-8.json",
  );
  assertEquals(named("Apple M2", 8), "apple-m2-8.json");
  assertEquals(named("??", 1), "machine-1.json");
});

Deno.test("readBenches() finds none where nothing was measured", async () => {
  await inFolder(async (folder) => {
    assertEquals(await readBenches(folder), []);
  });
});

Deno.test("writePart() keeps what other parts found", async () => {
  await inFolder(async (folder) => {
    const { machine, parts } = sample;
    await writePart(machine, "lstm", parts.lstm!, folder);
    await writePart(machine, "sgemm", parts.sgemm!, folder);
    assertEquals(await readBenches(folder), [sample]);
    const again = { ...parts.lstm!, load: 0.1 };
    const path = await writePart(machine, "lstm", again, folder);
    const [bench] = await readBenches(folder);
    assertEquals(bench.parts, { ...parts, lstm: again });
    // Nothing is left of the way there, and a list stands on one line.
    assertEquals([...Deno.readDirSync(folder)].length, 1);
    assertStringIncludes(
      await Deno.readTextFile(path),
      '"milliseconds": [ 100, 50, 400 ]',
    );
  });
});

Deno.test("readBenches() says which file is no result", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(folder);
    for (const text of ["{", '{"machine": {}}']) {
      await Deno.writeTextFile(new URL("odd.json", folder), text);
      const error = await assertRejects(() => readBenches(folder), TypeError);
      assert(/odd\.json holds no results/.test(error.message));
    }
  });
});
