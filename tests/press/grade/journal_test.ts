import { Journal } from "../../../lib/press/grade/journal.ts";
import { unmarked } from "../../../lib/press/grade/mark.ts";
import { assertEquals } from "../../assert.ts";

const conditions = { seed: "s", hash: "h" };
const ada = { learner: "ada", exercise: "09.1", source: "one" };
const bob = { learner: "bob", exercise: "09.1", source: "one" };
const mark = unmarked("09.1", 7, "A mark.");

/** A journal's file that holds ada's and bob's marks. */
async function written() {
  const path = await Deno.makeTempFile();
  using journal = await Journal.open(path, conditions);
  await journal.add(ada, mark);
  await journal.add(bob, mark);
  return path;
}

Deno.test("Journal gives back the marks of a run that was stopped", async () => {
  const path = await written();
  using journal = await Journal.open(path, conditions);
  assertEquals(await Journal.seed(path), "s");
  assertEquals(journal.size, 2);
  assertEquals(await journal.find(ada), mark);
  assertEquals(await journal.find({ ...ada, source: "two" }), undefined);
  assertEquals(await journal.find({ ...ada, learner: "eve" }), undefined);
  await journal.finish();
});

Deno.test("Journal does without a torn last line, and goes on behind it", async () => {
  const path = await written();
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.slice(0, -20));
  {
    using journal = await Journal.open(path, conditions);
    assertEquals(journal.size, 1);
    assertEquals(await journal.find(bob), undefined);
    await journal.add(bob, mark);
  }
  using journal = await Journal.open(path, conditions);
  assertEquals(await journal.find(bob), mark);
  await journal.finish();
});

Deno.test("Journal drops marks under other conditions", async () => {
  const path = await written();
  using journal = await Journal.open(path, { ...conditions, hash: "other" });
  assertEquals(journal.size, 0);
  await journal.finish();
});

Deno.test("Journal.seed() knows none where there was no run", async () => {
  const path = await Deno.makeTempFile();
  assertEquals(await Journal.seed(path), null);
  assertEquals(await Journal.seed(`${path}.none`), null);
  await Deno.writeTextFile(path, "{");
  assertEquals(await Journal.seed(path), null);
  await Deno.remove(path);
});
