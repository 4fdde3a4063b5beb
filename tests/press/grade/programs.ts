/**
 * Submissions whose mark is known: right, wrong and hostile ones.
 *
 * @module
 */
import {
  answerFile,
  functionName,
} from "../../../lib/exercises/answer_file.ts";
import type { Exercise } from "../../../lib/exercises/spec.ts";
import type { Solution } from "../../../lib/exercises/run_cases.ts";
import { ROOT } from "../../../lib/press/files.ts";

/** A submission, and the mark that it deserves. */
export interface Program {
  readonly name: string;
  readonly source: string;
  /** `"all"`, `"none"`, or as many as this function gets. */
  readonly deserves: "all" | "none" | Solution;
}

/** The solution of an exercise, as a learner would hand it in. */
export function right(exercise: Exercise): Program {
  const source = answerFile(exercise, exercise.solution);
  return { name: "the solution", source, deserves: "all" };
}

/** The wrong solutions of every exercise, in one module without imports. */
async function bundleWrong(): Promise<string> {
  const key = new URL("lib/exercises/answer_key.ts", ROOT);
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      entry,
      `export { findExercise } from ${JSON.stringify(key.href)};`,
    );
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--quiet", "--platform=browser", "--minify", entry],
      cwd: ROOT,
    }).output();
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(entry);
  }
}

let bundled: Promise<string> | undefined;

/** The wrong solutions of an exercise as submissions. */
export async function wrong(exercise: Exercise): Promise<Program[]> {
  const bundle = await (bundled ??= bundleWrong());
  const find = bundle.match(/(\w+) as findExercise/)?.[1];
  return exercise.wrong.map(({ misconception, solution }, i) => ({
    name: misconception,
    source: `${bundle}
export const ${functionName(exercise)} = (...given) =>
  ${find}("${exercise.id}").wrong[${i}].solution(...given);`,
    deserves: solution as Solution,
  }));
}

/** What a submission answers when its attack has gone through. */
export const BREACH = "breach-7d1";

/** What attacks try to get at. */
export interface Bait {
  /** An absolute path of a file that holds {@linkcode BREACH}. */
  readonly file: string;
  /** A port of this machine that answers the same, and counts who calls. */
  readonly port: number;
}

/**
 * Submissions that try everything but to solve the exercise, and one that is
 * right in spite of what it does.
 */
export function hostile(exercise: Exercise, bait: Bait): Program[] {
  const name = functionName(exercise);
  const solved = exercise.solution.replace(
    `function ${name}(`,
    "function own(",
  );
  const uses = Object.entries(exercise.uses ?? {}).map(([room, names]) =>
    `import { ${names.join(", ")} } from "${room}";\n`
  ).join("");
  const breach = `return "${BREACH}";`;
  const file = JSON.stringify(`file://${bait.file}`);
  const path = JSON.stringify(bait.file);
  /** The function's body is an attack. */
  const inside = (body: string, head = "") =>
    `${head}\nexport async function ${name}(...given) { ${body} }`;
  /** The attack comes first; the function then is the solution. */
  const solvedAfter = (head: string, after = "return answer;") =>
    `${uses}${solved}\n${head}\nexport function ${name}(...given) {
      const answer = own(...given); ${after} }`;
  const none = (name: string, source: string): Program => ({
    name,
    source,
    deserves: "none",
  });
  const all = (name: string, source: string): Program => ({
    name,
    source,
    deserves: "all",
  });
  return [
    none("ends the process", inside("Deno.exit(0);")),
    none("ends the process on loading", "Deno.exit(0);"),
    none(
      "replaces Deno.test",
      inside("return true;", "Deno.test = () => {}; Deno.bench = Deno.test;"),
    ),
    none("ends by a signal", inside(`Deno.kill(Deno.pid, "SIGINT");`)),
    none("halts itself", inside(`Deno.kill(Deno.pid, "SIGSTOP");`)),
    none(
      "aborts the process",
      inside("process.abort();", `import process from "node:process";`),
    ),
    none(
      "pollutes every prototype",
      inside("return 'yes';", `${POLLUTION}\npollute();`),
    ),
    all(
      "pollutes every prototype, and is right",
      `${uses}${solved}
      ${POLLUTION}
      export function ${name}(...given) {
        restore(); const answer = own(...given); pollute();
        return answer;
      }`,
    ),
    none(
      "imports a module from a file",
      inside("return secret;", `import { secret } from ${file};`),
    ),
    none(
      "imports a text from a file",
      inside(
        "return secret;",
        `import secret from ${file} with { type: "text" };`,
      ),
    ),
    none(
      "imports bytes from a file",
      inside(
        "return new TextDecoder().decode(secret);",
        `import secret from ${file} with { type: "bytes" };`,
      ),
    ),
    none(
      "imports a file while running",
      inside(`return (await import(${file})).secret;`),
    ),
    none(
      "imports a path beside it",
      inside(`await import("./secret.ts"); ${breach}`),
    ),
    none("reads a file", inside(`return Deno.readTextFile(${path});`)),
    none("fetches a file", inside(`return (await fetch(${file})).text();`)),
    none(
      "reads a file as Node does",
      inside(
        `return fs.readFileSync(${path}, "utf8");`,
        `import fs from "node:fs";`,
      ),
    ),
    none(
      "requires a file",
      inside(
        `return createRequire("file:///")(${path}).secret;`,
        `import { createRequire } from "node:module";`,
      ),
    ),
    none(
      "writes a file",
      inside(`Deno.writeTextFileSync(${path}, "mine"); ${breach}`),
    ),
    none(
      "calls native code",
      inside(`Deno.dlopen("libc.so.6", {
        getpid: { parameters: [], result: "i32" },
      }).symbols.getpid(); ${breach}`),
    ),
    none(
      "reads a file in a Worker",
      inside(`const code = 'postMessage(Deno.readTextFileSync(${path}))';
        const worker = new Worker("data:text/javascript," + code,
          { type: "module" });
        return new Promise((done) => {
          worker.onmessage = (event) => done(event.data);
          worker.onerror = (event) => { event.preventDefault(); done("held"); };
        });`),
    ),
    none("reads the environment", inside("return Deno.env.get('SECRET');")),
    none(
      "reads the environment as Node does",
      inside(
        "return process.env.SECRET;",
        `import process from "node:process";`,
      ),
    ),
    none(
      "starts a program",
      inside(
        `await new Deno.Command("/bin/cat", { args: [${path}] }).output(); ${breach}`,
      ),
    ),
    none(
      "starts a program as Node does",
      inside(
        `return execSync("/bin/cat ${bait.file}").toString();`,
        `import { execSync } from "node:child_process";`,
      ),
    ),
    none(
      "calls another machine",
      inside(
        `return (await fetch("http://127.0.0.1:${bait.port}/fetch")).text();`,
      ),
    ),
    none(
      "opens a connection",
      inside(
        `await Deno.connect({ hostname: "127.0.0.1", port: ${bait.port} }); ${breach}`,
      ),
    ),
    none(
      "imports from another machine",
      inside(
        breach,
        `import "http://127.0.0.1:${bait.port}/a.js";`,
      ),
    ),
    none("imports a package", inside(breach, `import "npm:deno-std@1.4.0";`)),
    none(
      "imports the answers",
      inside(
        `if (findTask("${exercise.id}")) ${breach}`,
        `import { findTask } from "@course/exercises";`,
      ),
    ),
    none(
      "asks for permission",
      inside(
        `const { state } = await Deno.permissions.request({ name: "read" });
        if (state === "granted") ${breach}`,
      ),
    ),
    none(
      "leaves something for others",
      inside(
        `localStorage.setItem("a", "b"); ${breach}`,
      ),
    ),
    none("keeps a cache", inside(`await caches.open("a"); ${breach}`)),
    none(
      "multiplies in Workers",
      WORKERS + inside(`
      await new Promise((go) => setTimeout(go, 500)); ${breach}`),
    ),
    none("never ends", inside("for (;;);")),
    none(
      "never ends, deaf to signals",
      inside(`
      for (const signal of ["SIGXCPU", "SIGTERM", "SIGINT"]) {
        Deno.addSignalListener(signal, () => {});
      }
      for (;;);`),
    ),
    none("never loads", "for (;;);"),
    none("promises for ever", inside("return new Promise(() => {});")),
    none(
      "promises for ever, and keeps busy",
      inside("setInterval(() => {}, 10); return new Promise(() => {});"),
    ),
    none(
      "gives an answer that promises for ever",
      inside("setInterval(() => {}, 10); return { then() {} };"),
    ),
    none(
      "sleeps in the depths",
      inside(`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`),
    ),
    none(
      "takes 8 GB at once",
      inside(`new Uint8Array(8e9); ${breach}`),
    ),
    none(
      "takes 8 GB in pieces",
      inside(`const all = [];
      for (let i = 0; i < 80; i++) all.push(new Uint8Array(1e8).fill(1));
      ${breach}`),
    ),
    none(
      "takes 8 GB of shared memory",
      inside(`const all = [];
      for (let i = 0; i < 80; i++) all.push(
        new Uint8Array(new SharedArrayBuffer(1e8)).fill(1));
      ${breach}`),
    ),
    none(
      "takes 8 GB for WebAssembly",
      inside(`const all = [];
      for (let i = 0; i < 80; i++) { all.push(
        new WebAssembly.Memory({ initial: 1600 }));
        new Uint8Array(all[i].buffer).fill(1); }
      ${breach}`),
    ),
    none(
      "fills the heap",
      inside("const all = []; for (;;) all.push({ all });"),
    ),
    none(
      "writes 1 GB",
      inside(`const chunk = new Uint8Array(1e6).fill(65);
      for (let i = 0; i < 1000; i++) Deno.stdout.writeSync(chunk);
      ${breach}`),
    ),
    none("logs without end", inside(`for (;;) console.log("A".repeat(1e6));`)),
    none("writes results of its own", FORGERY + inside("return 0;")),
    ...[
      "null",
      "undefined",
      '"text"',
      'Symbol("s")',
      "1n",
      "{ get message() { throw 1; } }",
      "new Proxy({}, { has() { throw 2; }, get() { throw 3; } })",
      "Object.create(null)",
    ].map((thrown) => none(`throws ${thrown}`, inside(`throw ${thrown};`))),
    none(
      "answers with a Proxy that lies",
      inside(`return new Proxy(given[0], {
        get: (target, key) => key === "length" ? 3 : NaN,
        has: () => true, ownKeys: () => ["length"],
        getPrototypeOf: () => Number.prototype });`),
    ),
    none(
      "answers with what changes when it is looked at",
      inside(`let n = 0; return {
        valueOf: () => n++, toJSON: () => n++, toString: () => "1",
        [Symbol.toPrimitive]: () => n++, get length() { return n++; } };`),
    ),
    none("answers with a function", inside("return () => 1;")),
    none("answers with a symbol", inside("return Symbol();")),
    none("answers in a circle", inside("const a = [1]; a.push(a); return a;")),
    none(
      "answers from the depths",
      inside("let a = 1; for (let i = 0; i < 1e5; i++) a = [a]; return a;"),
    ),
    none(
      "answers with an endless list",
      inside(`return new Proxy([], { get: (_, key) =>
        key === "length" ? 2 ** 40 : 1 });`),
    ),
    none("answers with 100 MB of text", inside(`return "A".repeat(1e8);`)),
    none("answers with a huge bigint", inside("return 7n ** 1000000n;")),
    none(
      "answers with a getter that throws",
      inside("return { get loss() { throw new Error('no'); } };"),
    ),
    none(
      "answers with markup",
      inside(`return "</code><script>alert(1)</script>";`),
    ),
    none(
      "exports what is not there",
      `export const ${name} = new Proxy({}, {});`,
    ),
    none("exports a then", "export function then() {}"),
    none("calls itself without end", inside(`return ${name}(...given);`)),
    all(
      "spoils its input",
      solvedAfter(
        "const spoil = (a) => { for (const k of Object.keys(a ?? {})) " +
          "{ if (typeof a[k] === 'object') spoil(a[k]); else a[k] = NaN; } };",
        "const kept = structuredClone(answer); spoil(given); return kept;",
      ),
    ),
    all(
      "prints as it goes",
      solvedAfter(
        "",
        `
      console.log("debug", given, answer);
      Deno.stdout.writeSync(new TextEncoder().encode("no line end"));
      return answer;`,
      ),
    ),
    all(
      "answers late",
      solvedAfter(
        "",
        `
      return new Promise((go) => setTimeout(() => go(answer), 1));`,
      ),
    ),
    all(
      "forgets a promise",
      solvedAfter(
        "",
        `
      Promise.reject(new Error("nobody listens")); return answer;`,
      ),
    ),
  ];
}

/** Replaces what a careless harness would use after the submission is loaded. */
const POLLUTION = `
const targets = [
  [Array.prototype, ["map", "push", "join", "slice", "entries"]],
  [Array.prototype, [Symbol.iterator]],
  [String.prototype, ["slice", "replace", "split"]],
  [Function.prototype, ["call", "apply", "bind"]],
  [JSON, ["stringify", "parse"]],
  [Object, ["keys", "entries", "is", "getPrototypeOf", "fromEntries"]],
  [Number, ["isFinite", "isNaN"]],
  [Array, ["isArray", "from"]],
  [Reflect, ["apply", "get", "ownKeys"]],
  [TextEncoder.prototype, ["encode"]],
  [Object.getPrototypeOf(Uint8Array.prototype), ["subarray", "set"]],
  [ArrayBuffer, ["isView"]],
  [Object.prototype, ["toJSON", "value", "get", "0", "problem", "passed"]],
  [Deno.stdout, ["writeSync"]],
  [Deno, ["exit"]],
].flatMap(([owner, keys]) => keys.map((key) => [owner, key, owner[key]]));
function pollute() {
  for (let i = 0; i < targets.length; i++) {
    targets[i][0][targets[i][1]] = () => "polluted";
  }
}
function restore() {
  for (let i = 0; i < targets.length; i++) {
    targets[i][0][targets[i][1]] = targets[i][2];
  }
}
`;

/** Workers that start Workers, and all of them compute. */
const WORKERS = `
const code = "data:text/javascript," + encodeURIComponent(
  "for (let i = 0; i < 8; i++) new Worker(" +
  "'data:text/javascript,for(;;);', { type: 'module' }); for (;;);");
for (let i = 0; i < 1000; i++) new Worker(code, { type: "module" });
`;

/** Writes lines as the harness does, with every mark that it can find. */
const FORGERY = `
const marks = new Set(["", "mark", "undefined"]);
const watch = (owner, key) => {
  const real = owner[key];
  owner[key] = function (...all) {
    for (const item of all) marks.add(String(item).split(" ")[0].trim());
    return real.apply(this, all);
  };
};
watch(TextEncoder.prototype, "encode");
watch(Deno.stdout, "writeSync");
watch(JSON, "parse");
watch(JSON, "stringify");
try {
  const bytes = new Uint8Array(1e5);
  marks.add(new TextDecoder().decode(bytes.subarray(0,
    Deno.stdin.readSync(bytes) ?? 0)));
} catch {}
for (const mark of marks) {
  for (let i = 0; i < 99; i++) {
    const text = "\\n" + mark + " " + i + ' value true\\n{"passed":99}\\n' +
      "test result: ok. 99 passed; 0 failed\\n";
    await Deno.stdout.write(new TextEncoder().encode(text));
  }
}
`;
