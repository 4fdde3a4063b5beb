/** Attacks on the way in which answers are written and compared. */
import type { Exercise } from "../../../lib/exercises/spec.ts";
import { all, answering, Attack, none } from "./attack.ts";
import type { Program } from "./programs.ts";

/** Submissions that lie, forge and spoil. */
export function lying(exercise: Exercise): Program[] {
  const attack = new Attack(exercise);
  return [
    none(
      "pollutes every prototype",
      attack.inside("return 'yes';", `${POLLUTION}\npollute();`),
    ),
    all(
      "pollutes every prototype, and is right",
      `${attack.uses}${attack.solved}
      ${POLLUTION}
      export function ${attack.name}(...given) {
        restore(); const answer = own(...given); pollute();
        return answer;
      }`,
    ),
    answering(
      0,
      "writes results of its own",
      FORGERY + attack.inside("return 0;"),
    ),
    ...[
      "null",
      "undefined",
      '"text"',
      'Symbol("s")',
      "1n",
      "{ get message() { throw 1; } }",
      "new Proxy({}, { has() { throw 2; }, get() { throw 3; } })",
      "Object.create(null)",
    ].map((thrown) =>
      none(`throws ${thrown}`, attack.inside(`throw ${thrown};`))
    ),
    answering(
      [NaN, NaN, NaN],
      "answers with a Proxy that lies",
      attack.inside(`return new Proxy(given[0], {
        get: (target, key) => key === "length" ? 3 : NaN,
        has: () => true, ownKeys: () => ["length"],
        getPrototypeOf: () => Number.prototype });`),
    ),
    none(
      "answers with what changes when it is looked at",
      attack.inside(`let n = 0; return {
        valueOf: () => n++, toJSON: () => n++, toString: () => "1",
        [Symbol.toPrimitive]: () => n++, get length() { return n++; } };`),
    ),
    none("answers with a function", attack.inside("return () => 1;")),
    none("answers with a symbol", attack.inside("return Symbol();")),
    none(
      "answers in a circle",
      attack.inside("const a = [1]; a.push(a); return a;"),
    ),
    none(
      "answers from the depths",
      attack.inside(
        "let a = 1; for (let i = 0; i < 1e5; i++) a = [a]; return a;",
      ),
    ),
    none(
      "answers with an endless list",
      attack.inside(`return new Proxy([], { get: (_, key) =>
        key === "length" ? 2 ** 40 : 1 });`),
    ),
    none(
      "answers with 100 MB of text",
      attack.inside(`return "A".repeat(1e8);`),
    ),
    none("answers with a huge bigint", attack.inside("return 7n ** 1000000n;")),
    none(
      "answers with a getter that throws",
      attack.inside("return { get loss() { throw new Error('no'); } };"),
    ),
    none(
      "answers with markup",
      attack.inside(`return "</code><script>alert(1)</script>";`),
    ),
    none(
      "exports what is not there",
      `export const ${attack.name} = new Proxy({}, {});`,
    ),
    none("exports a then", "export function then() {}"),
    none(
      "calls itself without end",
      attack.inside(`return ${attack.name}(...given);`),
    ),
  ];
}

/** Submissions that are odd, and right. */
export function odd(exercise: Exercise): Program[] {
  const attack = new Attack(exercise);
  return [
    all(
      "spoils its input",
      attack.solvedAfter(
        "const spoil = (a) => { for (const k of Object.keys(a ?? {})) " +
          "{ if (typeof a[k] === 'object') spoil(a[k]); else a[k] = NaN; } };",
        "const kept = structuredClone(answer); spoil(given); return kept;",
      ),
    ),
    all(
      "prints as it goes",
      attack.solvedAfter(
        "",
        `
      console.log("debug", given, answer);
      Deno.stdout.writeSync(new TextEncoder().encode("no line end"));
      return answer;`,
      ),
    ),
    all(
      "answers late",
      attack.solvedAfter(
        "",
        `
      return new Promise((go) => setTimeout(() => go(answer), 1));`,
      ),
    ),
    all(
      "forgets a promise",
      attack.solvedAfter(
        "",
        `
      Promise.reject(new Error("nobody listens")); return answer;`,
      ),
    ),
  ];
}

/** Replaces what a careless harness would use after the submission is loaded. */
export const POLLUTION = `
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
    targets[i][0][targets[i][1]] = () => { throw new Error("polluted"); };
  }
}
function restore() {
  for (let i = 0; i < targets.length; i++) {
    targets[i][0][targets[i][1]] = targets[i][2];
  }
}
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
