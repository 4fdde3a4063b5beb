import { assertEquals } from "../assert.ts";
import { Kernel } from "../../lib/jupyter/kernel.ts";
import { explainSyntaxError, findLine } from "../../lib/jupyter/source.ts";

const cwd = new URL("../../notebooks", import.meta.url).pathname;

Deno.test("explainSyntaxError() says what is wrong and where", async () => {
  assertEquals(await explainSyntaxError("const a = 1;\nconst b = ;"), {
    ename: "SyntaxError",
    evalue: "Expression expected",
    traceback: ["SyntaxError: Expression expected", "    at <anonymous>:2:11"],
  });
  assertEquals(await explainSyntaxError("const a: number = 1;\na"), undefined);
});

Deno.test("findLine() finds the line that the reader sees", async (t) => {
  await using kernel = await Kernel.start({ cwd });
  // The line to find is marked. It counts from the cell's own first line.
  const cells = {
    "the first line": `throw new Error("x"); // here`,
    "after types and empty lines": `interface Pair {
  x: number;
}

const pair: Pair = { x: 1 };

if (pair.x === 1) {

  throw new RangeError(String(pair.x)); // here
}`,
    "after imports over several lines, unused ones too": `import {
  assert,
  assertEquals,
} from "@std/assert";
import * as unused from "@std/assert";
import type { Display } from "@course/viz";

assertEquals(1, 2); // here`,
    "through a function of this cell": `function fails(): never {

  throw new Error("x");
}

function calls() {
  fails();
}

calls(); // here`,
    "through a function of an earlier cell": `

fails(); // here`,
    "in the first line, where it begins": `assertEquals( // here
  1,
  2,
);`,
    "in a callback": `const rows = [1, 2];

rows.map((row) => // here
  fails()
);`,
    "after an await": `await Promise.resolve();

await (async () => { // here
  await Promise.resolve();
  throw new Error("x");
})();`,
    "a syntax error": `const a = 1;

const b: number = ; // here`,
  };
  for (const [name, code] of Object.entries(cells)) {
    await t.step(name, async () => {
      const { error } = await kernel.execute(code);
      const line = code.split("\n").findIndex((l) => l.includes("// here")) + 1;
      const traceback = error?.traceback ?? [];
      assertEquals(await findLine(code, traceback), line, traceback.join("\n"));
    });
  }

  await t.step("in a function, when the traceback ends there", async () => {
    const code = `interface Row {
  values: number[];
}

function sum({ values }: Row): number {

  return values.reduce((a, b) => {
    return a + b.x.y; // here
  });
}

try {
  sum({ values: [1, 2] });
} catch (error) {
  const { stack } = error;
  error.stack = stack.slice(0, stack.lastIndexOf("\\n    at <anonymous>"));
  throw error;
}`;
    const { error } = await kernel.execute(code);
    const { traceback } = error!;
    assertEquals(await findLine(code, traceback), 8, traceback.join("\n"));
    assertEquals(await findLine("const other = 1;", traceback), undefined);
  });

  await t.step("nowhere, when the error has no place", async () => {
    const { error } = await kernel.execute("throw 'text';");
    assertEquals(await findLine("throw 'text';", error!.traceback), undefined);
  });
});
