import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../assert.ts";
import { Client } from "./client.ts";
import { brief, pause, runs, until } from "./fixtures.ts";

Deno.test("proxy keeps 200 queued cells and their outputs together", async () => {
  await using client = await Client.open();
  const sent = Array.from(
    { length: 200 },
    (_, i) => client.send(`console.log("a${i}"); console.error("b"); "r${i}"`),
  );
  const replies = await Promise.all(sent.map(({ done }) => done));
  for (const [i, { outputs }] of sent.entries()) {
    assertEquals(brief(outputs), [
      `stdout:a${i}\n`,
      "stderr:b\n",
      `result:"r${i}"`,
    ]);
    assertEquals(replies[i].execution_count, i + 1);
  }
});

Deno.test("proxy tells errors as a front end needs them", async (t) => {
  await using client = await Client.open();

  await t.step("after what the cell printed, with its line", async () => {
    const { done, outputs } = client.send(
      `const word: string = "x";\n\n// A comment.\nconsole.log(1);\nawait null!.x;`,
    );
    const reply = await done;
    assertEquals(outputs.map((output) => output.output_type), [
      "stream",
      "error",
    ]);
    assertEquals([reply.status, reply.ename], ["error", "TypeError"]);
    assertStringIncludes(
      (reply.traceback as string[]).join("\n"),
      "line 5 | await null!.x;",
    );
  });

  await t.step("a name that nobody knows, with advice", async () => {
    const { done, outputs } = client.send("nobody;");
    await done;
    assertEquals((outputs[0] as { traceback: string[] }).traceback.slice(1), [
      "    at a cell",
      "    line 1 | nobody;",
      "Is the name spelt right, and was the cell that makes it run since the " +
      "kernel started?",
    ]);
  });

  await t.step("a syntax error with its place", async () => {
    const { done, outputs } = client.send("const a = 1;\nlet b = = 2;");
    await done;
    assertEquals(brief(outputs), ["error:SyntaxError: Expression expected"]);
    const { traceback } = outputs[0] as { traceback: string[] };
    assertEquals(traceback.slice(1), [
      "    line 2 | let b = = 2;",
      "                     ^",
    ]);
  });

  await t.step("what is no Error at all", async () => {
    const { done, outputs } = client.send("throw 5");
    await done;
    assertEquals((outputs[0] as { traceback: string[] }).traceback, [
      "Error: 5",
    ]);
  });

  await t.step("an error in a timer, on stderr, and goes on", async () => {
    const [printed, result] = await client.run(
      `setTimeout(() => { throw new Error("late") }, 5);
       await new Promise((resolve) => setTimeout(resolve, 50));
       "on"`,
    );
    assertMatch(printed, /^stderr:Uncaught Error: late/);
    assertEquals(result, 'result:"on"');
  });

  await t.step("and drops the cells behind it", async () => {
    const sent = ["1", "throw 2", "3", "4"].map((code) => client.send(code));
    const replies = await Promise.all(sent.map(({ done }) => done));
    assertEquals(replies.map(({ status }) => status), [
      "ok",
      "error",
      "aborted",
      "aborted",
    ]);
    assertEquals(brief(sent[2].outputs), []);
    assertEquals(await client.run("5"), ["result:5"]);
  });

  await t.step("unless it may not stop", async () => {
    const sent = ["throw 2", "3"].map((code) =>
      client.send(code, { stop_on_error: false })
    );
    await Promise.all(sent.map(({ done }) => done));
    assertEquals(brief(sent[1].outputs), ["result:3"]);
  });
});

Deno.test("proxy shows last values that the stock kernel does not", async () => {
  await using client = await Client.open();
  for (const value of ["NaN", "Infinity", "-Infinity", "-0", "10n"]) {
    assertEquals(await client.run(value), [`result:${value}`]);
    assertEquals(await client.run(`await ${value} as number`), [
      `result:${value}`,
    ]);
  }
  assertEquals(await client.run("1 / 3"), ["result:0.3333333333333333"]);
  assertEquals(await client.run("undefined"), []);
  assertEquals(await client.run("'a'"), ['result:"a"']);
  assertEquals(await client.run("({ a: NaN })"), ["result:{ a: NaN }"]);
  assertEquals(await client.run("{ a: 1 }"), ["result:{ a: 1 }"]);
});

Deno.test("proxy passes on what is no cell", async (t) => {
  await using client = await Client.open();

  await t.step("who it is, also while a cell runs", async () => {
    const { done } = client.send("await new Promise(() => {});");
    const info = await client.request("kernel_info_request", {}, "control");
    assertEquals(info.implementation, "Deno kernel");
    await client.interrupt();
    await done;
  });

  await t.step("completion", async () => {
    await client.run("const candidate = 1;");
    const code = "candid";
    const reply = await client.request("complete_request", {
      code,
      cursor_pos: code.length,
    });
    assertEquals(reply.matches, ["candidate"]);
  });

  await t.step("whether a cell is complete", async () => {
    const reply = await client.request("is_complete_request", { code: "f(" });
    assertEquals(reply.status, "incomplete");
  });

  await t.step("history and inspection", async () => {
    const { history } = await client.request("history_request");
    assertEquals(history, []);
    const { found } = await client.request("inspect_request", {
      code: "x",
      cursor_pos: 1,
    });
    assertEquals(found, false);
  });

  await t.step("a question of a cell, and its answer", async () => {
    client.answer = "Ada";
    assertEquals(await client.run("prompt('Name?')"), ['result:"Ada"']);
    assertEquals(client.asked, [{ prompt: "Name?", password: false }]);
    client.answer = "Bob"; // a second one hangs in other clients
    assertEquals(await client.run("prompt('Name?')"), ['result:"Bob"']);
  });

  await t.step("a chart's update, after a blank", async () => {
    const show = (type: string) =>
      `Deno.jupyter.broadcast("${type}", { data: {
         "application/vnd.plotly.v1+json": { data: [], layout: { height: 90 } }
       }, metadata: {}, transient: { display_id: "c" } });`;
    await client.run(show("display_data") + show("update_display_data"));
    const [first, blank, second] = client.shown.slice(-4)
      .map(({ content }) => Object.keys(content.data ?? {}));
    assertEquals([first, blank, second], [
      ["application/vnd.plotly.v1+json"],
      ["image/svg+xml"],
      ["application/vnd.plotly.v1+json"],
    ]);
  });

  await t.step("that nobody listens to comms", async () => {
    const reply = await client.request("comm_info_request");
    assertEquals(reply.comms, {});
  });
});

Deno.test("proxy ends its kernel", async (t) => {
  const kernelOf = async (client: Client) =>
    Number((await client.run("Deno.pid"))[0].split(":")[1]);

  await t.step("when it is shut down", async () => {
    const client = await Client.open();
    const kernel = await kernelOf(client);
    const reply = await client.request(
      "shutdown_request",
      { restart: true },
      "control",
    );
    assertEquals(reply, { status: "ok", restart: true });
    assert((await client.process.status).success);
    assertEquals(await runs(kernel), false);
    client.hangUp();
  });

  await t.step("when the front end is killed", async () => {
    const client = await Client.open(["sh", "-c", '"$@"; :', "sh"]);
    const kernel = await kernelOf(client);
    client.process.kill("SIGKILL"); // the shell, which is the proxy's parent
    await until(async () => !await runs(kernel));
    client.hangUp();
  });

  await t.step("when it is killed in the middle of a loop", async () => {
    const client = await Client.open();
    const kernel = await kernelOf(client);
    client.send("while (true);");
    await pause(200);
    client.process.kill("SIGKILL");
    await client.process.status;
    await until(async () => !await runs(kernel));
    client.hangUp();
  });
});
