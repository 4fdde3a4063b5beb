import { assertEquals, assertMatch } from "../assert.ts";
import { Client } from "./client.ts";
import { brief, pause, runs, until } from "./fixtures.ts";

Deno.test("proxy stops a cell and keeps variables", async (t) => {
  await using client = await Client.open();
  await client.run("globalThis.kept = 42; globalThis.steps = 0;");
  const busy = "const end = Date.now() + 30; while (Date.now() < end);";
  const turn = "await new Promise((resolve) => setTimeout(resolve, 0));";
  const cells = {
    "that loops": "while (true);",
    "that awaits for ever": "await new Promise(() => {});",
    "that loops after an await": `${turn} while (true);`,
    "that works in small steps": `for (;;) { ${turn} ${busy} steps++; }`,
    "that calls a function which does":
      `async function work() { for (;;) { ${turn} ${busy} steps++; } }
       await work();`,
    "that never yields": "for (;;) await null;",
    "that reads a stream":
      `for await (const _ of { async *[Symbol.asyncIterator]() {
         await new Promise(() => {});
       } });`,
    "that reports with live()":
      `const code = "export const loop = async (f) => { for (;;) { " +
         "await new Promise((r) => setTimeout(r, 5)); await f(); } }";
       const { loop } = await import("data:text/javascript," + code);
       const { live } = await import("@course/jupyter");
       const { progressBar } = await import("@course/viz");
       const bar = await live(progressBar(0, 1, "work"));
       await loop(async () => {
         steps++;
         await bar.update(progressBar(1, 1, "work"));
       });`,
  };
  for (const [name, code] of Object.entries(cells)) {
    await t.step(name, async () => {
      const { done, outputs } = client.send(code);
      await pause(500);
      await client.interrupt();
      assertEquals((await done).ename, "KeyboardInterrupt");
      assertEquals(
        brief(outputs).at(-1),
        "error:KeyboardInterrupt: The cell was interrupted.",
      );
      assertEquals(await client.run("kept"), ["result:42"]);
      const steps = await client.run("steps");
      await pause(200);
      assertEquals(await client.run("steps"), steps, "it works on unseen");
    });
  }

  /** Code that loads for a while: nothing can be told to stop meanwhile. */
  const loads = (milliseconds: number) =>
    `import "data:text/javascript,await new Promise((done) => setTimeout(done,` +
    ` ${milliseconds}));//${crypto.randomUUID()}";`;

  await t.step("that is only about to begin", async () => {
    for (const name of ["that loops", "that awaits for ever"] as const) {
      const { done } = client.send(`${loads(400)} ${cells[name]}`);
      await pause(200);
      await client.interrupt();
      assertEquals((await done).ename, "KeyboardInterrupt", name);
      assertEquals(await client.run("await kept"), ["result:42"]);
    }
  });

  await t.step("that loads for long, when it has loaded", async () => {
    const { done } = client.send(`${loads(2500)} await new Promise(() => {});`);
    await pause(200);
    await client.interrupt();
    assertEquals((await done).ename, "KeyboardInterrupt");
    assertEquals(await client.run("await kept"), ["result:42"]);
  });

  await t.step("that ends by itself, and the cells behind it", async () => {
    // What an enum stands beside is run as it is: its awaits cannot be told.
    for (const code of [loads(700), `enum Size { S } ${loads(1500)}`]) {
      const [first, second] = [code, "'never'"].map((c) => client.send(c));
      await pause(200);
      await client.interrupt();
      assertMatch(String((await first.done).evalue), /^The cell ended by itse/);
      assertEquals((await second.done).status, "aborted");
      assertEquals(await client.run("await kept"), ["result:42"]);
    }
  });

  await t.step("and never the next one", async () => {
    for (let delay = 2; delay < 40; delay += 2) {
      const { done } = client.send("throw new Error('by itself')");
      await pause(delay);
      await client.interrupt();
      await done;
      assertEquals(await client.run("await kept"), ["result:42"], `${delay}`);
    }
  });

  await t.step("and runs its finally blocks", async () => {
    const { done, outputs } = client.send(
      `try { await new Promise(() => {}); } finally { console.log("tidy"); }`,
    );
    await pause(300);
    await client.interrupt();
    await done;
    assertEquals(brief(outputs)[0], "stdout:tidy\n");
  });

  await t.step("and the cells that wait behind it", async () => {
    const [first, second] = ["await new Promise(() => {});", "'never'"]
      .map((code) => client.send(code));
    await pause(300);
    await client.interrupt();
    await first.done;
    assertEquals((await second.done).status, "aborted");
  });
});

Deno.test("proxy restarts the kernel where nothing else helps", async (t) => {
  await using client = await Client.open();

  await t.step("after a warning", async () => {
    const { done, outputs } = client.send(
      `setTimeout(() => { console.log("loops"); while (true); }, 5);
       await new Promise(() => {});`,
    );
    await until(() => outputs.length > 0);
    await client.interrupt();
    await until(() => outputs.length > 1);
    assertMatch(brief(outputs)[1], /has not stopped. Interrupt it once more/);
    await client.interrupt();
    await done;
    assertMatch(brief(outputs)[2], /KernelRestarted: .* variables are lost/);
    assertEquals(await client.run("1"), ["result:1"]);
  });

  await t.step("when a cell ends it", async () => {
    assertMatch(
      (await client.run("Deno.exit(3)"))[0],
      /KernelRestarted: The kernel ended \(exit code 3\). .* are lost/,
    );
    assertEquals(await client.run("2"), ["result:2"]);
  });

  await t.step("when it ends between two cells", async () => {
    const [pid] = await client.run(
      "setTimeout(() => Deno.exit(3), 1000); Deno.pid",
    );
    await until(async () => !await runs(Number(pid.split(":")[1])));
    await pause(300); // until the proxy has seen it, too
    const [news, result] = await client.run("3");
    assertMatch(news, /^stderr:The kernel ended \(exit code 3\)/);
    assertEquals(result, "result:3");
  });

  await t.step("and counts on", async () => {
    assertEquals((await client.send("4").done).execution_count, 7);
  });
});

Deno.test("proxy outlives outputs that the kernel garbles", async () => {
  await using client = await Client.open();
  // From about 8 MB on, the stock kernel sends some into one another.
  const { done, outputs } = client.send(
    `for (let i = 0; i < 12; i++) {
       Deno.jupyter.broadcast("display_data", {
         data: { "text/plain": "x".repeat(16e6) }, metadata: {}, transient: {},
       });
     }`,
  );
  const { status } = await done;
  if (status === "error") {
    assertMatch(
      brief(outputs).at(-1)!,
      /KernelRestarted: .* 8 MB or more: show less at a time/,
    );
  } else assertEquals(outputs.length, 12);
  assertEquals(await client.run("1"), ["result:1"]);
});
