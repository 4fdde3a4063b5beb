/** Attacks on the grader's patience: ending early, never ending, using it up. */
import type { Exercise } from "../../../lib/exercises/spec.ts";
import { Attack, breach, none } from "./attack.ts";
import type { Program } from "./programs.ts";

/** Submissions that end too early, or too late, or take too much. */
export function exhausting(exercise: Exercise): Program[] {
  const attack = new Attack(exercise);
  return [
    none("ends the process", attack.inside("Deno.exit(0);")),
    none("ends the process on loading", "Deno.exit(0);"),
    none(
      "replaces Deno.test",
      attack.inside(
        "return true;",
        "Deno.test = () => {}; Deno.bench = Deno.test;",
      ),
    ),
    none("ends by a signal", attack.inside(`Deno.kill(Deno.pid, "SIGINT");`)),
    none("halts itself", attack.inside(`Deno.kill(Deno.pid, "SIGSTOP");`)),
    none(
      "aborts the process",
      attack.inside("process.abort();", `import process from "node:process";`),
    ),
    none(
      "multiplies in Workers",
      WORKERS + attack.inside(`
      await new Promise((go) => setTimeout(go, 500)); ${breach}`),
    ),
    none("never ends", attack.inside("for (;;);")),
    none(
      "never ends, deaf to signals",
      attack.inside(`
      for (const signal of ["SIGXCPU", "SIGTERM", "SIGINT"]) {
        Deno.addSignalListener(signal, () => {});
      }
      for (;;);`),
    ),
    none("never loads", "for (;;);"),
    none("promises for ever", attack.inside("return new Promise(() => {});")),
    none(
      "promises for ever, and keeps busy",
      attack.inside("setInterval(() => {}, 10); return new Promise(() => {});"),
    ),
    none(
      "gives an answer that promises for ever",
      attack.inside("setInterval(() => {}, 10); return { then() {} };"),
    ),
    none(
      "sleeps in the depths",
      attack.inside(
        `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
      ),
    ),
    none(
      "takes 8 GB at once",
      attack.inside(`new Uint8Array(8e9); ${breach}`),
    ),
    none(
      "takes 8 GB in pieces",
      attack.inside(`const all = [];
      for (let i = 0; i < 80; i++) all.push(new Uint8Array(1e8).fill(1));
      ${breach}`),
    ),
    none(
      "takes 8 GB of shared memory",
      attack.inside(`const all = [];
      for (let i = 0; i < 80; i++) all.push(
        new Uint8Array(new SharedArrayBuffer(1e8)).fill(1));
      ${breach}`),
    ),
    none(
      "takes 8 GB for WebAssembly",
      attack.inside(`const all = [];
      for (let i = 0; i < 80; i++) { all.push(
        new WebAssembly.Memory({ initial: 1600 }));
        new Uint8Array(all[i].buffer).fill(1); }
      ${breach}`),
    ),
    none(
      "fills the heap",
      attack.inside("const all = []; for (;;) all.push({ all });"),
    ),
    none(
      "writes 1 GB",
      attack.inside(`const chunk = new Uint8Array(1e6).fill(65);
      for (let i = 0; i < 1000; i++) Deno.stdout.writeSync(chunk);
      ${breach}`),
    ),
    none(
      "logs without end",
      attack.inside(`for (;;) console.log("A".repeat(1e6));`),
    ),
  ];
}

/** Workers that start Workers, and all of them compute. */
const WORKERS = `
const code = "data:text/javascript," + encodeURIComponent(
  "for (let i = 0; i < 8; i++) new Worker(" +
  "'data:text/javascript,for(;;);', { type: 'module' }); for (;;);");
for (let i = 0; i < 1000; i++) new Worker(code, { type: "module" });
`;
