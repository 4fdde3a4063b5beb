import { Progress } from "../../../lib/press/learn/progress.ts";
import { watch } from "../../../lib/press/learn/watch.ts";
import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertMatch,
  assertStringIncludes,
} from "../../assert.ts";
import { FakeTerminal, solved, some, stage, withBody } from "./stage.ts";

Deno.test("a session opens a file with the task and its stub", async () => {
  await using scene = await stage();
  await scene.terminal.sees("Not attempted yet");
  const text = await scene.read("09.1");
  assertStringIncludes(text, "// 09.1 The mean loss\n");
  assertStringIncludes(text, some[0].stub);
  const line = text.split("\n").findIndex((l) => l.includes("return todo("));
  assertStringIncludes(scene.terminal.page, `09.1.ts:${line + 1}:10`);
  assertEquals(scene.progress.state("09.1"), "open");
});

Deno.test("a session checks at each save, and remembers what is solved", async () => {
  await using scene = await stage();
  const { terminal, progress } = scene;
  await terminal.sees("Not attempted yet");
  await scene.save("09.1", withBody("09.1", "  return 0;"));
  await terminal.sees("of 7 checks fail");
  assertStringIncludes(terminal.page, "09-loss [--");
  assertStringIncludes(terminal.page, "0/5");
  await scene.save("09.1", solved("09.1"));
  await terminal.sees("Solved: all 7 checks pass");
  assertStringIncludes(terminal.page, "1/5");
  assertStringIncludes(terminal.page, "1/10");
  assertEquals(progress.state("09.1"), "solved");
  assertEquals(new Progress(scene.folder).state("09.1"), "solved");
  await scene.save("09.1", withBody("09.1", "  return 0;"));
  await terminal.sees("checks fail");
  assertEquals(progress.state("09.1"), "open");
});

Deno.test("a session does not catch a file that an editor is writing", async () => {
  await using scene = await stage();
  await scene.terminal.sees("Not attempted yet");
  for (let i = 0; i < 3; i++) {
    await scene.save("09.1", "");
    await new Promise((go) => setTimeout(go, 20));
    await scene.save("09.1", `${solved("09.1")}// ${i}\n`);
    await scene.terminal.sees("Solved");
    await new Promise((go) => setTimeout(go, 150));
  }
  assertEquals(scene.terminal.pages.some((p) => p.includes("FAIL")), false);
  assertEquals(
    scene.terminal.pages.filter((p) => p.includes("no function")),
    [],
  );
});

Deno.test("watch() tells a change once two readings agree", async () => {
  const texts = ["a", "a", "", "b", "b", "b", null, "c", "c"];
  const stop = new AbortController();
  const told: (string | null)[] = [];
  const read = () => {
    if (texts.length === 1) stop.abort();
    return Promise.resolve(texts.length > 1 ? texts.shift()! : texts[0]);
  };
  for await (const text of watch(read, stop.signal, 1)) told.push(text);
  assertEquals(told, ["a", "b"]);
});

Deno.test("a save during a long check starts the next one at once", async () => {
  await using scene = await stage();
  await scene.terminal.sees("Not attempted yet");
  await scene.save("09.1", withBody("09.1", "  for (;;);"));
  await scene.terminal.sees("Checking");
  await scene.terminal.sees("It takes long");
  const start = performance.now();
  await scene.save("09.1", solved("09.1"));
  await scene.terminal.sees("Solved");
  assert(performance.now() - start < 1500);
  await new Promise((go) => setTimeout(go, 1500)); // the first one's limit
  assertStringIncludes(scene.terminal.page, "Solved");
});

Deno.test("a session never overwrites an answer when it opens it", async () => {
  await using scene = await stage({ from: "09.2" });
  await scene.terminal.sees("Not attempted yet");
  await scene.save("09.1", "my own notes");
  scene.terminal.press("p");
  await scene.terminal.sees("Syntax error");
  assertEquals(await scene.read("09.1"), "my own notes");
});

Deno.test("h shows three hints, then s the solution", async () => {
  await using scene = await stage();
  const { terminal, progress } = scene;
  await terminal.sees("Not attempted yet");
  for (const seen of [0, 1, 2]) {
    terminal.press("s");
    await terminal.sees(`(${seen} seen so far)`);
    assertEquals(terminal.page.includes("A solution\n"), false);
    terminal.press("h");
    await terminal.sees(`Hint ${seen + 1} of 3`);
  }
  terminal.press("h");
  await terminal.sees("There are no more hints");
  terminal.press("s");
  await terminal.sees("A solution\n");
  assertStringIncludes(terminal.page, "  for (let i = 0; i < y.length; i++)");
  assertEquals(progress.hints("09.1"), 3);
});

Deno.test("s shows the solution once the learner's own passes", async () => {
  await using scene = await stage();
  await scene.save("09.1", solved("09.1"));
  await scene.terminal.sees("Solved");
  scene.terminal.press("s");
  await scene.terminal.sees("A solution\n");
});

Deno.test("r asks first, and resets on y alone", async () => {
  await using scene = await stage();
  const { terminal } = scene;
  await scene.save("09.1", solved("09.1"));
  await terminal.sees("Solved");
  for (const key of ["n", "q", "escape", "enter", "r"]) {
    terminal.press("r");
    await terminal.sees("Your code in it is lost");
    terminal.press(key);
    await terminal.sees("Nothing was changed");
  }
  assertEquals(await scene.read("09.1"), solved("09.1"));
  terminal.press("r", "y");
  await terminal.sees("Not attempted yet");
  assertMatch(await scene.read("09.1"), /return todo\(/);
  assertEquals(scene.progress.state("09.1"), "open");
});

Deno.test("n goes to the next open exercise, round to the first", async () => {
  await using scene = await stage({ from: "10.4" });
  const { terminal, progress } = scene;
  await terminal.sees("10.4 Accuracy");
  progress.know("10.5");
  terminal.press("n");
  await terminal.sees("09.1 The mean loss");
  for (const { id } of some) if (id !== "09.1") progress.know(id);
  terminal.press("n");
  await terminal.sees("this is the last one");
  await scene.save("09.1", solved("09.1"));
  await terminal.sees("Solved");
  terminal.press("n");
  await terminal.sees("all 10 exercises are done");
});

Deno.test("p goes back one exercise and stops at the first", async () => {
  await using scene = await stage({ from: "09.2" });
  await scene.terminal.sees("09.2 The");
  scene.terminal.press("p");
  await scene.terminal.sees("09.1 The");
  scene.terminal.press("p");
  await scene.terminal.sees("This is the first exercise");
});

Deno.test("l lists the exercises by chapter; Enter opens the chosen one", async () => {
  await using scene = await stage();
  const { terminal, progress } = scene;
  progress.know("09.2");
  await scene.save("09.1", solved("09.1"));
  await terminal.sees("Solved");
  terminal.press("l");
  await terminal.sees("> ok    09.1");
  assertStringIncludes(terminal.page, "  known 09.2");
  assertMatch(terminal.page, /09-loss \[#+-+\] 2\/5/);
  assertMatch(terminal.page, /10-lstm \[-+\] 0\/5/);
  terminal.press("up", "down", "j", "j", "k");
  await terminal.sees(">       09.3");
  terminal.press("enter");
  await terminal.sees("Write the binary cross-entropy of one logit");
  assertEquals(progress.at, "09.3");
});

Deno.test("the list scrolls with the chosen exercise on a low screen", async () => {
  const terminal = new FakeTerminal(40, 12);
  await using _ = await stage({ terminal });
  await terminal.sees("09.1");
  terminal.press("l");
  for (let i = 0; i < some.length; i++) {
    await terminal.sees(`> ${"".padEnd(5)} ${some[i].id}`);
    assertGreaterOrEqual(12, terminal.page.split("\n").length + 1);
    terminal.press("down");
  }
});

for (const key of ["q", "ctrl-c", "ctrl-d", null]) {
  Deno.test(`${key ?? "the end of input"} ends a session`, async () => {
    await using scene = await stage({ from: "09.3" });
    await scene.terminal.sees("09.3");
    scene.terminal.press(key);
    assertEquals((await scene.ended).id, "09.3");
    assertEquals(new Progress(scene.folder).at, "09.3");
  });
}

Deno.test("a file that is gone is told, and r makes it anew", async () => {
  await using scene = await stage();
  await scene.terminal.sees("Not attempted yet");
  await Deno.remove(`${scene.folder}/09.1.ts`);
  await scene.terminal.sees("is not there");
  scene.terminal.press("r", "y");
  await scene.terminal.sees("Not attempted yet");
});

Deno.test("no line but a path is wider than the screen", async () => {
  for (const width of [24, 40]) {
    const terminal = new FakeTerminal(width, 24);
    await using scene = await stage({ terminal });
    await terminal.sees("09.1");
    const bodies = ["  return y[0] +;", "  return 0;", "  return y.a.b;"];
    for (const body of bodies) {
      await scene.save("09.1", withBody("09.1", body));
      await terminal.sees(width > 30 ? "09.1.ts:2:" : "09.1.ts");
    }
    if (width === 40) {
      terminal.press("h", "h");
      await terminal.sees("Hint 2 of 3");
      assert(terminal.page.split("\n").length < 24, "too high for the screen");
      assertStringIncludes(terminal.page, "h hint");
    }
    terminal.press("h", "h", "s", "r", "x", "l");
    await terminal.sees("Enter open");
    for (const line of terminal.pages.join("\n").split("\n")) {
      if (line.includes("09.1.ts:")) continue;
      assert(line.length <= width, `${line.length} of ${width}: ${line}`);
    }
  }
});
