import {
  check,
  ExerciseError,
  hint,
  NotAttempted,
  runCases,
  todo,
} from "../../lib/exercises/mod.ts";
import { findExercise } from "../../lib/exercises/answer_key.ts";
import { DISPLAY, type Display } from "../../lib/viz/mod.ts";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "../assert.ts";

const text = (shown: Display) => String(shown[DISPLAY]()["text/plain"]);
const right = findExercise("09.3").reference as (
  z: number,
  y: number,
) => number;

Deno.test("check() shows a table when every case passes", async () => {
  const shown = await check("09.3", right);
  assertStringIncludes(text(shown), "all 9 cases pass");
  assertStringIncludes(text(shown), "huge and wrong");
});

Deno.test("check() throws with cases, reason and the way to a hint", async () => {
  const error = await assertRejects(
    () =>
      check("09.3", (z: number, y: number) => z === 800 ? NaN : right(z, y)),
    ExerciseError,
  );
  assertStringIncludes(error.message, "2 of 9 cases fail");
  assertStringIncludes(error.message, "FAIL");
  assertStringIncludes(
    error.message,
    'In "huge and wrong": expected 800, got NaN',
  );
  assertStringIncludes(error.message, 'hint("09.3")');
});

Deno.test("check() shows failed cases in full, few and in narrow lines", async () => {
  const { message } = await assertRejects(
    () => check("09.4", (z: number[]) => z.map((z_k) => z_k / 2)),
    ExerciseError,
  );
  assertStringIncludes(
    message,
    "FAIL  three classes\n" +
      "      given     z = [2, 1, -1]\n" +
      "      expected  [-0.349012, -1.34901, -3.34901]\n" +
      "      got       [1, 0.5, -0.5]\n",
  );
  assertEquals(message.match(/given/g)?.length, 3);
  for (const line of message.split("\n")) assert(line.length <= 72, line);
});

Deno.test("check() shows one of the cases that fail for the same reason", async () => {
  const { message } = await assertRejects(
    () => check("09.4", () => 0),
    ExerciseError,
  );
  assertStringIncludes(message, "expected a list, got a number (0).");
  assertEquals(message.match(/given/g)?.length, 1);
});

Deno.test("check() says where in a cell the function threw", async () => {
  const inner = "    at <anonymous>:3:11";
  const outer = "    at myMeanLoss (<anonymous>:2:14)";
  const error = await assertRejects(
    () =>
      check("09.1", () => {
        const error = new ReferenceError("yhat is not defined");
        const ours = error.stack!.slice(error.stack!.indexOf("\n"));
        error.stack = [error, inner, outer].join("\n") + ours +
          "\n    at async <anonymous>:8:1";
        throw error;
      }),
    ExerciseError,
  );
  assertStringIncludes(error.message, "Is the name spelt right?");
  assertEquals(error.stack, `${error}\n${inner}\n${outer}`);
});

Deno.test("check() throws when only one case of many fails", async () => {
  await assertRejects(
    () => check("09.3", (z: number, y: number) => z === -40 ? 0 : right(z, y)),
    ExerciseError,
    "1 of 9",
  );
});

Deno.test("check() does not throw for an exercise not attempted", async () => {
  const shown = await check("09.1", (y: number[]) => todo(y));
  assertStringIncludes(text(shown), "Not attempted yet");
});

Deno.test("check() counts an exception as a wrong answer", async () => {
  await assertRejects(
    () =>
      check("09.1", () => {
        throw new RangeError("Out of ideas");
      }),
    ExerciseError,
    "RangeError: Out of ideas",
  );
});

Deno.test("check() awaits an async solution", async () => {
  const shown = await check(
    "09.3",
    (z: number, y: number) => Promise.resolve(right(z, y)),
  );
  assertStringIncludes(text(shown), "all 9 cases pass");
});

Deno.test("check() refuses an unknown exercise and lists the known", async () => {
  await assertRejects(() => check("99.1", () => 1), RangeError, "09.1, 09.2");
});

Deno.test("check() refuses the result of a call in place of a function", async () => {
  await assertRejects(
    () => check("09.1", 0.25 as unknown as () => number),
    TypeError,
    "without calling it",
  );
});

Deno.test("runCases() gives each case its own copy of the arguments", async () => {
  const spoil = (z: number[], y: number[]) => {
    const answer = findExercise("09.2").reference(z, y);
    z.fill(NaN);
    return answer;
  };
  for (let run = 0; run < 2; run++) {
    const outcomes = await runCases(findExercise("09.2"), spoil);
    assert(outcomes.every(({ problem }) => problem === null));
  }
});

Deno.test("hint() shows one hint after another and stays at the last", () => {
  const { hints } = findExercise("09.2");
  for (const number of [1, 2, 3, 3]) {
    const shown = hint("09.2")[DISPLAY]()["text/markdown"];
    assertEquals(
      shown,
      `**Hint ${number} of 3**: ${hints[number - 1]}`,
    );
  }
});

Deno.test("hint() refuses an unknown exercise", () => {
  assertThrows(() => hint("1.1"), RangeError, 'No exercise "1.1"');
});

Deno.test("todo() throws NotAttempted", () => {
  assertThrows(() => todo(1, 2), NotAttempted);
});
