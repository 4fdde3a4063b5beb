/**
 * What a cell's code is changed to before it runs.
 *
 * `await x` becomes `await $kernel.wait(x)`, which rejects when the reader
 * interrupts, and a last value `x` becomes `$kernel.show((x))`, which lets NaN
 * be seen (both in proxy_prelude.ts). Lines stay where they are, so errors
 * still name the right one.
 *
 * @module
 */
import { stripTypeScriptTypes } from "node:module";
import { type AnyNode, parse, type Program } from "acorn";
import { PRELUDE_NAME } from "./proxy_prelude.ts";

/**
 * Wraps what a cell awaits, and its last value.
 *
 * Code that this cannot read (JSX, an enum, a syntax error) is returned as it
 * is: it still runs or fails in the kernel, only its waiting is deaf.
 *
 * @param code A cell's TypeScript.
 * @returns The same code with these values wrapped.
 */
export function prepareCode(code: string): string {
  let program: Program;
  try {
    // Types are blanked out, so each offset holds for the TypeScript too.
    const script = stripTypeScriptTypes(code);
    if (script.length !== code.length) return code;
    program = parse(script, {
      ecmaVersion: "latest",
      sourceType: "module",
      preserveParens: true,
      allowReturnOutsideFunction: true,
    });
  } catch {
    return code;
  }
  const inserts: [at: number, text: string][] = [];
  const last = program.body.at(-1);
  if (last?.type === "ExpressionStatement") {
    inserts.push([last.expression.start, `${PRELUDE_NAME}.show((`]);
    inserts.push([last.expression.end, "))"]);
  }
  for (const node of nodes(program)) {
    if (node.type === "AwaitExpression") {
      inserts.push([node.argument.start, `${PRELUDE_NAME}.wait(`]);
      inserts.push([node.argument.end, ")"]);
    } else if (node.type === "ForOfStatement" && node.await) {
      inserts.push([node.right.start, `${PRELUDE_NAME}.each(`]);
      inserts.push([node.right.end, ")"]);
    }
  }
  // From the back, so that earlier offsets stay true. At one offset (nested
  // awaits that end together) only brackets meet, and they are all alike.
  inserts.sort(([a], [b]) => b - a);
  for (const [at, text] of inserts) {
    code = code.slice(0, at) + text + code.slice(at);
  }
  return code;
}

function* nodes(value: unknown): Generator<AnyNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodes(item);
  } else if (value && typeof value === "object" && "type" in value) {
    yield value as AnyNode;
    for (const child of Object.values(value)) yield* nodes(child);
  }
}
