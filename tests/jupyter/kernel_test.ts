import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { Kernel, KernelError } from "../../lib/jupyter/kernel.ts";
import { brief, runs, until } from "./fixtures.ts";

const cwd = new URL("../../notebooks", import.meta.url).pathname;

Deno.test("Kernel loses and misplaces no output of 300 cells", async () => {
  await using kernel = await Kernel.start({ cwd });
  for (let i = 1; i <= 300; i++) {
    const { outputs, executionCount } = await kernel.execute(
      `console.log("a${i}"); console.error("b${i}");
       await Deno.jupyter.display({ "text/plain": "c${i}" }, { raw: true });
       "r${i}"`,
    );
    // Print and display go separate ways inside the kernel; result comes last.
    assertEquals(brief(outputs).toSorted(), [
      `display:c${i}`,
      `result:"r${i}"`,
      `stderr:b${i}\n`,
      `stdout:a${i}\n`,
    ]);
    assertEquals(executionCount, i);
  }
});

Deno.test("Kernel collects each kind of output", async (t) => {
  await using kernel = await Kernel.start({ cwd });
  const run = async (code: string, seconds?: number) =>
    brief((await kernel.execute(code, seconds)).outputs);

  await t.step("joins prints of one stream", async () => {
    assertEquals(
      await run(`console.log(1); console.log(2); console.error(3);`),
      ["stdout:1\n2\n", "stderr:3\n"],
    );
  });

  await t.step("keeps a long print whole", async () => {
    const [text] = await run(`console.log("é".repeat(2_000_000))`);
    assertEquals(text.length, "stdout:".length + 2_000_001);
  });

  await t.step("waits for a result that is slow to show itself", async () => {
    const code = `({ async [Symbol.for("Jupyter.display")]() {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { "text/plain": "late" };
    } })`;
    assertEquals(await run(code), ["result:late"]);
  });

  await t.step("updates what an earlier cell displayed", async () => {
    const send = (type: string, text: string) =>
      `await Deno.jupyter.broadcast("${type}", { data: { "text/plain": ` +
      `"${text}" }, metadata: {}, transient: { display_id: "x" } });`;
    const { outputs } = await kernel.execute(send("display_data", "old"));
    assertEquals(brief(outputs), ["display:old"]);
    assertEquals(await run(send("update_display_data", "new")), []);
    assertEquals(brief(outputs), ["display:new"]);
  });

  await t.step("clears outputs, at once or with the next", async () => {
    const clear = (wait: boolean) =>
      `await Deno.jupyter.broadcast("clear_output", { wait: ${wait} });`;
    const pause = "await new Promise((resolve) => setTimeout(resolve, 50));";
    assertEquals(await run(`console.log(1); ${pause} ${clear(false)}`), []);
    assertEquals(
      await run(`console.log(1); ${pause} ${clear(true)}`),
      ["stdout:1\n"],
    );
    assertEquals(
      await run(`console.log(1); ${pause} ${clear(true)} console.log(2);`),
      ["stdout:2\n"],
    );
  });

  await t.step("tells errors, syntax errors too", async () => {
    assertEquals(await run(`console.log(1); throw new RangeError("no")`), [
      "stdout:1\n",
      "error:RangeError: no",
    ]);
    assertEquals(await run("const a = ;"), [
      "error:SyntaxError: Expression expected",
    ]);
    assertEquals(
      await run(`({ [Symbol.for("Jupyter.display")]: () => ({ a: 1n }) })`),
      ["error:TypeError: serde_v8 error: unsupported type"],
    );
  });

  await t.step("interrupts a busy loop, and goes on", async () => {
    assertEquals(await run("while (true);", 0.5), [
      "error:TimeLimit: The cell ran longer than 0.5 s and was interrupted",
    ]);
    assertEquals(await run("1 + 1"), ["result:2"]);
  });

  await t.step("kills the kernel for a pending await", async () => {
    assertEquals(await run("await new Promise(() => {})", 0.5), [
      "error:TimeLimit: The cell ran longer than 0.5 s and the kernel was ended",
    ]);
    await until(async () => !await runs(kernel.pid));
    assertStringIncludes((await run("1 + 1"))[0], "error:KernelError");
  });
});

Deno.test("Kernel says how a kernel died under a cell", async () => {
  await using kernel = await Kernel.start({ cwd });
  const { error } = await kernel.execute("Deno.exit(3)");
  assertEquals(error?.ename, "KernelError");
  assertStringIncludes(error!.evalue, "exit code 3");
});

Deno.test("Kernel.start() leaves nothing behind when it fails", async () => {
  const temp = ownTempFolder();
  await assertRejects(
    () => Kernel.start({ cwd, env: { DENO_V8_FLAGS: "--no-such-flag" } }),
    KernelError,
    "The kernel ended",
  );
  assertEquals(temp.list(), []);
});

Deno.test("shutdown() ends the process and its connection file", async () => {
  const temp = ownTempFolder();
  const kernel = await Kernel.start({ cwd });
  assertEquals(temp.list(), [], "removed once the kernel has read it");
  assert(await runs(kernel.pid));
  await kernel.shutdown();
  assert(!await runs(kernel.pid));
});

Deno.test("a kernel ends when its parent is killed, even when busy", async () => {
  const kernel = new URL("../../lib/jupyter/kernel.ts", import.meta.url);
  const code = `import { Kernel } from "${kernel}";
    const kernel = await Kernel.start();
    console.log(kernel.pid);
    await kernel.execute("while (true);");`;
  const parent = new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    stdout: "piped",
  }).spawn();
  const [line] = await Array.fromAsync(
    parent.stdout.pipeThrough(new TextDecoderStream()).values({
      preventCancel: true,
    }),
    (text) => {
      parent.kill("SIGKILL");
      return text;
    },
  );
  await parent.status;
  const pid = Number(line);
  assert(pid > 0);
  try {
    await until(async () => !await runs(pid));
  } catch (error) {
    Deno.kill(pid, "SIGKILL");
    throw error;
  }
});

/** From now on, temporary files of this process go to a fresh folder. */
function ownTempFolder() {
  const folder = Deno.makeTempDirSync();
  Deno.env.set("TMPDIR", folder);
  return { list: () => [...Deno.readDirSync(folder)].map(({ name }) => name) };
}
