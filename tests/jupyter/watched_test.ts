import { runWatched, WatchedError } from "../../lib/jupyter/watched.ts";
import {
  assertEquals,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";

/** Runs a small program under watch; answers what the reader was told. */
async function run(program: string, silence = 1500) {
  const said: string[] = [];
  let cleaned = 0;
  const result = runWatched([Deno.execPath(), "eval", program], {
    silence,
    tries: 2,
    say: (message) => said.push(message),
    clean: () => Promise.resolve(void cleaned++),
  });
  const error = await result.then(() => null, (error: Error) => error);
  return { said, cleaned, error };
}

Deno.test("runWatched() lets a program that ends well pass", async () => {
  assertEquals(await run("console.log('done')"), {
    said: [],
    cleaned: 1,
    error: null,
  });
});

Deno.test("runWatched() ends a program that hangs, in every try", async () => {
  const start = performance.now();
  const { said, cleaned, error } = await run(
    "await new Promise((r) => setTimeout(r, 60_000))",
    300,
  );
  assertEquals(said, [
    "No sign of life for 0.3 s (try 1 of 2); starting afresh.",
    "No sign of life for 0.6 s (try 2 of 2).",
  ]);
  assertEquals(cleaned, 2);
  assertStringIncludes(error!.message, "stalled 2 times");
  assertLess(performance.now() - start, 10_000);
});

Deno.test("runWatched() starts afresh and may succeed then", async () => {
  const mark = await Deno.makeTempFile();
  await Deno.remove(mark);
  const { said, cleaned, error } = await run(`
    try {
      await Deno.stat(${JSON.stringify(mark)}); // the second time
    } catch {
      await Deno.writeTextFile(${JSON.stringify(mark)}, "");
      await new Promise((r) => setTimeout(r, 60_000));
    }
  `);
  await Deno.remove(mark);
  assertEquals([said.length, cleaned, error], [1, 2, null]);
});

Deno.test("runWatched() is patient with a slow program that talks", async () => {
  const { said, error } = await run(`
    for (let i = 0; i < 6; i++) {
      console.error("still here");
      await new Promise((r) => setTimeout(r, 500));
    }
  `);
  assertEquals([said, error], [[], null]);
});

Deno.test("runWatched() tells the last words of a program that fails", async () => {
  const { said, error } = await run(
    "console.error('no network'); Deno.exit(1)",
  );
  assertEquals(said, []);
  await assertRejects(() => Promise.reject(error), WatchedError, "no network");
});
