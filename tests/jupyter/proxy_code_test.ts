import { assertEquals } from "../assert.ts";
import { prepareCode } from "../../lib/jupyter/proxy_code.ts";

/** A cell, and what `$kernel.` makes of it (written § to stay readable). */
const cells: Record<string, string> = {
  "await f(1)": "§show((await §wait(f(1))))",
  "const x: T = await f<T>(1)!;": "const x: T = await §wait(f<T>(1))!;",
  "await (x as T).y": "§show((await §wait((x as T).y)))",
  "await (a, b)": "§show((await §wait((a, b))))",
  "await await x": "§show((await §wait(await §wait(x))))",
  "`${await a}${await b}`": "§show((`${await §wait(a)}${await §wait(b)}`))",
  "async function f() { await x; }": "async function f() { await §wait(x); }",
  "for await (const a of await b) {}":
    "for await (const a of §each(await §wait(b))) {}",
  "import { type A, b } from 'c';\nawait b;":
    "import { type A, b } from 'c';\n§show((await §wait(b)));",
  "type 字 = '字';\nawait x;": "type 字 = '字';\n§show((await §wait(x)));",
  "const a = 0; a / 0 // ?": "const a = 0; §show((a / 0)) // ?",
  "a, b as number": "§show((a, b)) as number",
  "{ a: 1 }": "{ a: 1 }",
  "if (a) b": "if (a) b",
  "x = await y;": "§show((x = await §wait(y)));",
};

for (const [code, wrapped] of Object.entries(cells)) {
  Deno.test(`prepareCode() wraps ${JSON.stringify(code)}`, () => {
    assertEquals(prepareCode(code), wrapped.replaceAll("§", "$kernel."));
  });
}

Deno.test("prepareCode() leaves what is no await", () => {
  for (const code of ["'await x'", "`await x`", "/await x/", "x.await"]) {
    assertEquals(prepareCode(`let y = ${code};`), `let y = ${code};`);
  }
});

Deno.test("prepareCode() leaves what it cannot read", () => {
  for (const code of ["await x; enum A { B }", "await <div />", "await (;"]) {
    assertEquals(prepareCode(code), code);
  }
});
