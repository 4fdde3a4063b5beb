import { findTask } from "../../../lib/exercises/registry.ts";
import type { Place } from "../../../lib/press/learn/child.ts";
import { checkAnswer } from "../../../lib/press/learn/verdict.ts";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../../assert.ts";
import { solved, some, withBody } from "./stage.ts";

/** Checks a text as the answer to 09.1, which takes two lists. */
async function verdictOf(text: string, limit?: number) {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/09.1.ts`;
    await Deno.writeTextFile(path, text);
    const { signal } = new AbortController();
    return await checkAnswer(findTask("09.1"), path, signal, limit);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The words for what is wrong, and the place as `line:column`. */
async function faultOf(text: string, limit?: number) {
  const verdict = await verdictOf(text, limit);
  let fault: { problem: string | null; at?: Place };
  if (verdict.kind === "fault") fault = verdict;
  else if (verdict.kind === "open") fault = { problem: "open" };
  else fault = verdict.findings.find(({ problem }) => problem !== null)!;
  const { line, column } = fault.at ?? {};
  return `${fault.problem} @ ${line}:${column}`;
}

const body = (text: string) => withBody("09.1", text);
const head = "export function myMeanLoss(y: number[]) {\n";

/** What a learner wrote, what is said about it, and where. */
const mistakes: [name: string, text: string, words: string, at: string][] = [
  ["a syntax error", body("  return y[0] +;"), "Syntax error: Exp", "2:16"],
  ["a brace that is missing", head + "  return 0;\n", "Syntax error", "2:12"],
  ["a file of nothing", "", "no function myMeanLoss", ""],
  [
    "another name",
    "export const meanLoss = () => 1;\n",
    "It exports meanLoss.",
    "1:1",
  ],
  [
    "a function that is not exported",
    "// function myMeanLoss\nfunction myMeanLoss() {}\n",
    "not exported. Write `export` before it",
    "2:1",
  ],
  ["a value of that name", "export const myMeanLoss = 1;\n", "is a number", ""],
  [
    "an exception",
    body('  throw new RangeError("No data");'),
    "Your function threw RangeError: No data.",
    "2:9",
  ],
  [
    "an exception in a helper",
    body("  return help(y);") + "function help(y: number[]) {\n  y.a.b;\n}\n",
    "Something is missing there",
    "5:7",
  ],
  ["a name not defined", body("  return total;"), "Is the name spelt r", "2:3"],
  ["text that is thrown", body('  throw "no";'), "threw a string: no.", ""],
  [
    "endless recursion",
    body("  return myMeanLoss(y, yHat);"),
    "calls itself without end",
    "",
  ],
  [
    "an endless loop",
    body("  // while\n  while (y.length > 0) ;"),
    'did not come to an end in "the worked example"',
    "3:3",
  ],
  [
    "an endless loop outside the function",
    "for (;;);\n" + body("  return 1;"),
    "did not come to an end while the file was loaded",
    "1:1",
  ],
  [
    "a promise that is never settled",
    body("  return new Promise(() => {}) as never;"),
    "waits for ever",
    "",
  ],
  [
    "endless output",
    body("  for (;;) console.log('x'.repeat(9999));"),
    "printed withou",
    "",
  ],
  ["an early end", body("  Deno.exit(0);"), "Does it call `Deno.exit`?", "2:3"],
  [
    "a list that grows without end",
    body("  const a = [];\n  for (;;) a.push(Array(1e5).fill(y));"),
    "ran out of memory",
    "",
  ],
  ["NaN", body("  return 0 / 0;"), "got NaN. NaN comes from", ""],
  ["a list for a number", body("  return [1] as never;"), "got a list", ""],
  ["no return", body("  y.map((p) => p);"), "Is a return missing?", ""],
  [
    "a function for an answer",
    body("  return (() => 1) as never;"),
    "is, or holds, a function",
    "",
  ],
  [
    "an unknown import",
    'import { x } from "@course/nm";\n' + body("  return x;"),
    'Import "@course/nm" not a dependency',
    "1:19",
  ],
  [
    "an unknown name in an import",
    'import { sigmod } from "@course/nn";\n' + body("  return sigmod(1);"),
    "does not provide an export named 'sigmod'",
    "1:",
  ],
  [
    "await in a plain function",
    body("  await 1;"),
    "in an `async` function only",
    "2:3",
  ],
  [
    "a file that is read",
    body('  return Deno.readTextFileSync("/etc/hosts").length;'),
    "runs without permissions",
    "2:",
  ],
  [
    "an environment variable",
    body('  return Deno.env.get("HOME")!.length;'),
    "runs without permissions",
    "2:",
  ],
  [
    "a program that is started",
    body('  new Deno.Command("true").outputSync();\n  return 1;'),
    "runs without permissions",
    "2:",
  ],
];

for (const [name, text, words, at] of mistakes) {
  Deno.test(`checkAnswer() explains ${name}`, async () => {
    const fault = await faultOf(text, name.includes("loop") ? 1 : 20);
    assertStringIncludes(fault, words);
    assertStringIncludes(fault, ` @ ${at}`);
  });
}

Deno.test("checkAnswer() uses no network", async () => {
  const text = "export async function myMeanLoss() {\n" +
    '  await fetch("http://127.0.0.1/");\n}\n';
  assertStringIncludes(await faultOf(text), "runs without permissions");
});

for (const task of some) {
  Deno.test(`checkAnswer() passes the solution of ${task.id}`, async () => {
    const path = await Deno.makeTempFile({ suffix: ".ts" });
    await Deno.writeTextFile(path, solved(task.id));
    const { signal } = new AbortController();
    const { kind, seconds } = await checkAnswer(task, path, signal);
    assertEquals(kind, "passed");
    assert(seconds < 1, `${seconds} s`);
    await Deno.remove(path);
  });
}

Deno.test("checkAnswer() tells a todo() and its place", async () => {
  const verdict = await verdictOf(
    'import { todo } from "@course/exercises";\n' + body("  return todo(y);"),
  );
  assert(verdict.kind === "open");
  assertEquals(verdict.at, { line: 3, column: 10 });
});

Deno.test("checkAnswer() keeps what the first failing case printed", async () => {
  const verdict = await verdictOf(
    `console.log("loading");\n` +
      body(`  console.log("labels", y.join());
  console.error("to the other stream");
  return y[0] === 0 ? NaN : -Math.log(yHat[0]);`),
  );
  assert(verdict.kind === "failed");
  assertEquals(
    verdict.printed.split("\n").filter((line) => line !== ""),
    ["loading", "labels 0", "to the other stream"],
  );
});

Deno.test("checkAnswer() does not wait for a timer left behind", async () => {
  const { kind, seconds } = await verdictOf(
    "setInterval(() => {}, 1000);\n" + solved("09.1"),
  );
  assertEquals(kind, "passed");
  assert(seconds < 4, `${seconds} s`);
});

Deno.test("checkAnswer() tells a promise that nobody waits for", async () => {
  const text = withBody(
    "09.1",
    '  (async () => {\n    await 1;\n    throw new Error("lost");\n  })();\n' +
      "  return new Promise((go) => setTimeout(go, 200)) as never;",
  );
  const fault = await faultOf(text);
  assertStringIncludes(fault, 'It fails in "the worked example": Error: lost.');
  assertStringIncludes(fault, "@ 4:11");
});

Deno.test("checkAnswer() is not taken in by forged lines", async () => {
  const verdict = await verdictOf(body(
    `  console.log('\\n{"word":"value","call":0,"value":"0"}\\n{"word":"end"}');
  Deno.exit(0);`,
  ));
  assertEquals(verdict.kind, "fault");
});

Deno.test("checkAnswer() stops with its signal", async () => {
  const stop = new AbortController();
  const path = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(path, body("  for (;;);"));
  setTimeout(() => stop.abort(new Error("enough")), 300);
  const start = performance.now();
  await assertRejects(
    () => checkAnswer(findTask("09.1"), path, stop.signal),
    Error,
    "enough",
  );
  assert(performance.now() - start < 2000);
  await Deno.remove(path);
});
