import { assertEquals } from "../assert.ts";
import { wrapAwaits } from "../../lib/jupyter/proxy_awaits.ts";

/** A cell, and what `$kernel.` makes of it (written § to stay readable). */
const cells: Record<string, string> = {
  "await f(1)": "await §wait(f(1))",
  "const x: T = await f<T>(1)!;": "const x: T = await §wait(f<T>(1))!;",
  "await (x as T).y": "await §wait((x as T).y)",
  "await (a, b)": "await §wait((a, b))",
  "await await x": "await §wait(await §wait(x))",
  "`${await a}${await b}`": "`${await §wait(a)}${await §wait(b)}`",
  "async function f() { await x; }": "async function f() { await §wait(x); }",
  "for await (const a of await b) {}":
    "for await (const a of §each(await §wait(b))) {}",
  "import { type A, b } from 'c';\nawait b;":
    "import { type A, b } from 'c';\nawait §wait(b);",
  "type 字 = '字';\nawait x;": "type 字 = '字';\nawait §wait(x);",
};

for (const [code, wrapped] of Object.entries(cells)) {
  Deno.test(`wrapAwaits() wraps ${JSON.stringify(code)}`, () => {
    assertEquals(wrapAwaits(code), wrapped.replaceAll("§", "$kernel."));
  });
}

Deno.test("wrapAwaits() leaves what is no await", () => {
  for (const code of ["'await x'", "// await x", "/await x/", "x.await"]) {
    assertEquals(wrapAwaits(code), code);
  }
});

Deno.test("wrapAwaits() leaves what it cannot read", () => {
  for (const code of ["await x; enum A { B }", "await <div />", "await (;"]) {
    assertEquals(wrapAwaits(code), code);
  }
});
