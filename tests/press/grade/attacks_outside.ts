/** Attacks that reach for something outside: files, network, programs. */
import type { Exercise } from "../../../lib/exercises/spec.ts";
import { Attack, type Bait, breach, none } from "./attack.ts";
import type { Program } from "./programs.ts";

/** Submissions that reach for what a submission must not get. */
export function reaching(exercise: Exercise, bait: Bait): Program[] {
  const attack = new Attack(exercise);
  const file = JSON.stringify(`file://${bait.file}`);
  const path = JSON.stringify(bait.file);
  return [
    none(
      "imports a module from a file",
      attack.inside("return secret;", `import { secret } from ${file};`),
    ),
    none(
      "imports a text from a file",
      attack.inside(
        "return secret;",
        `import secret from ${file} with { type: "text" };`,
      ),
    ),
    none(
      "imports bytes from a file",
      attack.inside(
        "return new TextDecoder().decode(secret);",
        `import secret from ${file} with { type: "bytes" };`,
      ),
    ),
    none(
      "imports a file while running",
      attack.inside(`return (await import(${file})).secret;`),
    ),
    none(
      "imports a path beside it",
      attack.inside(`await import("./secret.ts"); ${breach}`),
    ),
    none("reads a file", attack.inside(`return Deno.readTextFile(${path});`)),
    none(
      "fetches a file",
      attack.inside(`return (await fetch(${file})).text();`),
    ),
    none(
      "reads a file as Node does",
      attack.inside(
        `return fs.readFileSync(${path}, "utf8");`,
        `import fs from "node:fs";`,
      ),
    ),
    none(
      "requires a file",
      attack.inside(
        `return createRequire("file:///")(${path}).secret;`,
        `import { createRequire } from "node:module";`,
      ),
    ),
    none(
      "writes a file",
      attack.inside(`Deno.writeTextFileSync(${path}, "mine"); ${breach}`),
    ),
    none(
      "calls native code",
      attack.inside(`Deno.dlopen("libc.so.6", {
        getpid: { parameters: [], result: "i32" },
      }).symbols.getpid(); ${breach}`),
    ),
    none(
      "reads a file in a Worker",
      attack.inside(`const code = 'postMessage(Deno.readTextFileSync(${path}))';
        const worker = new Worker("data:text/javascript," + code,
          { type: "module" });
        return new Promise((done) => {
          worker.onmessage = (event) => done(event.data);
          worker.onerror = (event) => { event.preventDefault(); done("held"); };
        });`),
    ),
    none(
      "reads the environment",
      attack.inside("return Deno.env.get('SECRET');"),
    ),
    none(
      "reads the environment as Node does",
      attack.inside(
        "return process.env.SECRET;",
        `import process from "node:process";`,
      ),
    ),
    none(
      "starts a program",
      attack.inside(
        `await new Deno.Command("/bin/cat", { args: [${path}] }).output(); ${breach}`,
      ),
    ),
    none(
      "starts a program as Node does",
      attack.inside(
        `return execSync("/bin/cat ${bait.file}").toString();`,
        `import { execSync } from "node:child_process";`,
      ),
    ),
    none(
      "calls another machine",
      attack.inside(
        `return (await fetch("http://127.0.0.1:${bait.port}/fetch")).text();`,
      ),
    ),
    none(
      "opens a connection",
      attack.inside(
        `await Deno.connect({ hostname: "127.0.0.1", port: ${bait.port} }); ${breach}`,
      ),
    ),
    none(
      "imports from another machine",
      attack.inside(
        breach,
        `import "http://127.0.0.1:${bait.port}/a.js";`,
      ),
    ),
    none(
      "imports a package",
      attack.inside(breach, `import "npm:deno-std@1.4.0";`),
    ),
    none(
      "imports the answers",
      attack.inside(
        `if (findTask("${exercise.id}")) ${breach}`,
        `import { findTask } from "@course/exercises";`,
      ),
    ),
    none(
      "asks for permission",
      attack.inside(
        `const { state } = await Deno.permissions.request({ name: "read" });
        if (state === "granted") ${breach}`,
      ),
    ),
    none(
      "leaves something for others",
      attack.inside(
        `localStorage.setItem("a", "b"); ${breach}`,
      ),
    ),
    none("keeps a cache", attack.inside(`await caches.open("a"); ${breach}`)),
  ];
}
