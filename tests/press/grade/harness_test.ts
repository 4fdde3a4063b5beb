import {
  decode,
  encode,
  Unreadable,
} from "../../../lib/press/grade/harness.ts";
import {
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "../../assert.ts";

for (
  const value of [
    0,
    -1.5e-300,
    NaN,
    Infinity,
    -Infinity,
    true,
    null,
    undefined,
    "",
    'quotes " and \\ and \n and \u2028',
    12n,
    [],
    [[1, NaN], ["a"]],
    {},
    { a: 1, b: { c: [undefined] } },
    { number: "NaN" },
    { object: [] },
    { unreadable: "a function" },
  ]
) {
  Deno.test(`encode() and decode() keep ${Deno.inspect(value)}`, () => {
    assertEquals(decode(encode(value)), value);
  });
}

Deno.test("encode() writes a typed array as a list", () => {
  assertEquals(decode(encode(new Float32Array([0.5, NaN]))), [0.5, NaN]);
  assertEquals(decode(encode(new Uint8Array(2))), [0, 0]);
});

Deno.test("encode() keeps a key that is dangerous elsewhere", () => {
  const value = JSON.parse('{"__proto__": 1}');
  const copy = decode(encode(value)) as Record<string, unknown>;
  assertEquals(Object.keys(copy), ["__proto__"]);
  assertEquals(Object.getPrototypeOf(copy), Object.prototype);
});

const circle: unknown[] = [];
circle.push(circle);
for (
  const [what, value, words] of [
    ["a function", () => 1, "a function"],
    ["a symbol", Symbol("s"), "a symbol"],
    ["a function in a list", [1, [() => 1]], "a function"],
    ["a circle", circle, "too deep"],
    ["a long list", Array(100_001).fill(0), "too much"],
    ["a long text", "a".repeat(1_000_001), "too much"],
    ["many long texts", Array(2000).fill("a".repeat(1000)), "too much"],
    ["a huge bigint", 2n ** 300n, "256 bits"],
    ["a DataView", new DataView(new ArrayBuffer(8)), "DataView"],
  ] as const
) {
  Deno.test(`encode() notes ${what}, and decode() says so`, () => {
    const error = assertThrows(() => decode(encode(value)), Unreadable);
    assertStringIncludes(error.message, words);
  });
}

Deno.test("encode() asks a getter once", () => {
  let asked = 0;
  const value = {
    get a() {
      return asked++;
    },
  };
  assertEquals(decode(encode(value)), { a: 0 });
  assertEquals(asked, 1);
});

Deno.test("encode() reads a Proxy as what it shows", () => {
  const liar = new Proxy([1, 2], { get: (_, key) => key === "length" ? 1 : 7 });
  assertEquals(decode(encode(liar)), [7]);
});

for (
  const text of [
    "",
    "nonsense",
    '{"a":1,"b":2}',
    '{"other":1}',
    '{"object":1}',
    '{"object":[1]}',
    '{"object":[["a",{"other":1}]]}',
    "[".repeat(1000) + "]".repeat(1000),
    '{"bigint":"x"}',
  ]
) {
  Deno.test(`decode() refuses ${text.slice(0, 30) || "nothing"}`, () => {
    const error = assertThrows(() => decode(text));
    assertEquals(error instanceof Unreadable, false);
  });
}
