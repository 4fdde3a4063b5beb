import { hear } from "../../../lib/press/grade/answers.ts";
import type { Ending } from "../../../lib/press/grade/sandbox.ts";
import { assertEquals, assertStringIncludes } from "../../assert.ts";

const limits = { seconds: 2, megabytes: 64, outputBytes: 1000 };

function heard(text: string, ending: Ending = "ended", calls = 2) {
  const output = new TextEncoder().encode(text);
  return hear({ ending, output }, { mark: "M7", name: "f", calls, limits });
}

Deno.test("hear() reads one answer for each call, in any order", () => {
  const { answers, remark } = heard("\nM7 1 value 5\n\nM7 0 value [4]\n");
  assertEquals(answers, [{ value: [4] }, { value: 5 }]);
  assertEquals(remark, null);
});

Deno.test("hear() ignores what stands between the marked lines", () => {
  const { answers } = heard(
    "0 value 9\nM8 0 value 9\nM70 value 9\n M7 0 value 9\nno line end" +
      "\nM7 0 value 1\n{}\nM7 1 value 2",
  );
  assertEquals(answers, [{ value: 1 }, { value: 2 }]);
});

Deno.test("hear() keeps the first line about a call", () => {
  const { answers } = heard("\nM7 0 value 1\n\nM7 0 value 2\n\nM7 1 todo\n");
  assertEquals(answers[0], { value: 1 });
});

Deno.test("hear() ignores calls that nobody made", () => {
  const { answers } = heard(
    "\nM7 0 value 1\nM7 1 value 2\nM7 2 value 3\nM7 -1 value 4\n" +
      "M7 99999999999 value 5\nM7 length value 6\n",
  );
  assertEquals(answers, [{ value: 1 }, { value: 2 }]);
});

Deno.test("hear() counts a garbled line as a wrong answer", () => {
  for (const text of ["", "nonsense", '{"x":', "[".repeat(50_000)]) {
    const { answers: [answer] } = heard(`\nM7 0 value ${text}\n`);
    assertStringIncludes(JSON.stringify(answer), "cannot be compared");
  }
});

Deno.test("hear() passes on what was thrown, cleaned", () => {
  const error = JSON.stringify([
    "TypeError",
    "bad\u001b[31m at data:application/typescript;base64,AAAA/+=:3:4.\n" +
    "x".repeat(500),
  ]);
  const { answers: [answer] } = heard(`\nM7 0 threw ${error}\n`);
  const { got, problem } = answer as { got: string; problem: string };
  assertEquals(got, "TypeError");
  assertStringIncludes(problem, "threw TypeError: bad at your file:3:4. xxx");
  assertEquals(problem.length < 300, true);
});

Deno.test("hear() says that every call met the todo", () => {
  assertEquals(heard("\nM7 0 todo\n\nM7 1 todo\n").todo, true);
  assertEquals(heard("\nM7 0 todo\n\nM7 1 value 1\n").todo, false);
});

Deno.test("hear() says why there is nothing to call", () => {
  assertStringIncludes(heard("\nM7 lacks\n").remark!, "no function f");
  assertStringIncludes(
    heard('\nM7 load ["SyntaxError","Expected }"]\n').remark!,
    "could not be loaded: SyntaxError: Expected }",
  );
});

for (
  const [ending, words] of [
    ["ended", "ended before it answered"],
    ["computing", "after 2 s of computing"],
    ["waiting", "after 6 s"],
    ["output", "more than 0.001 MB"],
    ["crashed", "64 MB of memory"],
  ] as const
) {
  Deno.test(`hear() keeps what came before a process ${ending}`, () => {
    const { answers, remark } = heard("\nM7 0 value 1\n\nM7 1 val", ending);
    assertEquals(answers[0], { value: 1 });
    assertStringIncludes(remark!, words);
    assertEquals("value" in answers[1], false);
  });
}
