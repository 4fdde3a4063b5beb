import { findExercise } from "../../../lib/exercises/answer_key.ts";
import { decode } from "../../../lib/press/grade/harness.ts";
import { Rooms } from "../../../lib/press/grade/rooms.ts";
import { dataUrl, Sandbox } from "../../../lib/press/grade/sandbox.ts";
import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertRejects,
} from "../../assert.ts";
import { POLLUTION } from "./attacks_on_answers.ts";

const limits = { megabytes: 205, outputBytes: 1000 };
const linux = Deno.build.os === "linux";

/** Runs the body of a function, and answers how it ended and what it wrote. */
async function run(body: string, signal?: AbortSignal, seconds = 1) {
  await using rooms = await Rooms.open();
  const sandbox = await Sandbox.open({ ...limits, seconds });
  const module = dataUrl(
    "application/typescript",
    `export function f() {${body}}`,
  );
  const { ending, output } = await sandbox.run(
    { mark: "M", module, name: "f", calls: ["[]"] },
    await rooms.importMap(findExercise("10.3")),
    signal,
  );
  return { ending, output, text: new TextDecoder().decode(output).trim() };
}

Deno.test("Sandbox runs a submission to its end", async () => {
  const { ending, text } = await run("return [1, NaN];");
  assertEquals(ending, "ended");
  assertEquals(text, 'M 0 value [1,{"number":"NaN"}]');
});

Deno.test("Sandbox writes answers down whatever the submission has replaced", async () => {
  const { text } = await run(`${POLLUTION}
    const answer = { a: ["text", 12n, null, true], b: new Float64Array(2) };
    pollute(); return answer;`);
  assertEquals(decode(text.replace("M 0 value ", "")), {
    a: ["text", 12n, null, true],
    b: [0, 0],
  });
});

Deno.test("Sandbox passes on what was thrown whatever has been replaced", async () => {
  const { text } = await run(`${POLLUTION}
    const error = new RangeError("Out of range"); pollute(); throw error;`);
  assertEquals(text, 'M 0 threw ["RangeError","Out of range"]');
});

Deno.test({
  name: "Sandbox bounds what a submission computes",
  ignore: !linux,
  fn: async () => {
    // A busy machine gives it less than a core, so it gets 2 s out of 6.
    assertEquals((await run("for (;;);", undefined, 2)).ending, "computing");
  },
});

Deno.test("Sandbox bounds how long a submission waits", async () => {
  const body = "setInterval(() => {}, 9); return new Promise(() => {});";
  assertEquals((await run(body)).ending, "waiting");
});

Deno.test("Sandbox bounds what a submission writes", async () => {
  const body = "for (;;) Deno.stdout.writeSync(new Uint8Array(300).fill(65));";
  const { ending, output } = await run(body);
  assertEquals(ending, "output");
  assertEquals(output.length, limits.outputBytes);
});

for (
  const [kind, one] of [
    ["array buffers", "new Uint8Array(1e7).fill(1)"],
    ["shared buffers", "new Uint8Array(new SharedArrayBuffer(1e7)).fill(1)"],
    [
      "memory for WebAssembly",
      "new Uint8Array(new WebAssembly.Memory({ initial: 152 }).buffer).fill(1)",
    ],
  ]
) {
  Deno.test({
    name: `Sandbox bounds ${kind} at the megabytes it was told`,
    ignore: !linux,
    fn: async () => {
      const { text } = await run(`const all = [];
        try { for (;;) all.push(${one}); } catch {}
        return all.length * 10;`);
      const got = Number(text.replace("M 0 value ", ""));
      assertGreaterOrEqual(got, 0.5 * limits.megabytes, text);
      // What Deno itself holds when the bound is set differs by some MB.
      assertGreaterOrEqual(1.1 * limits.megabytes, got, text);
    },
  });
}

Deno.test({
  name: "Sandbox survives a submission that fills the heap",
  ignore: !linux,
  fn: async () => {
    const { ending } = await run("const all = []; for (;;) all.push({ all });");
    assert(ending === "crashed" || ending === "computing", ending);
  },
});

Deno.test("Sandbox stops a submission when it is told to", async () => {
  const stop = new AbortController();
  const running = run("for (;;);", stop.signal);
  setTimeout(() => stop.abort(new Error("Enough")), 300);
  await assertRejects(() => running, Error, "Enough");
});

Deno.test("Rooms offer what the task names and nothing else", async () => {
  await using rooms = await Rooms.open();
  const read = async (id: string) => {
    const path = await rooms.importMap(findExercise(id));
    return JSON.parse(await Deno.readTextFile(path)).imports;
  };
  assertEquals(Object.keys(await read("09.1")), ["@course/exercises"]);
  const imports = await read("09.2");
  assertEquals(Object.keys(imports), ["@course/exercises", "@course/nn"]);
  const nn = await import(imports["@course/nn"]);
  assertEquals(Object.keys(nn), ["sigmoid"]);
  assertEquals(nn.sigmoid(0), 0.5);
});
