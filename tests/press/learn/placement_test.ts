import { exercises } from "../../../lib/exercises/answer_key.ts";
import { fastTrack } from "../../../lib/press/learn/fast_track.ts";
import { questionsFor } from "../../../lib/press/learn/placement.ts";
import { Progress } from "../../../lib/press/learn/progress.ts";
import { Random } from "../../../lib/text/random.ts";
import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertStringIncludes,
} from "../../assert.ts";
import { FakeTerminal } from "./stage.ts";

const asked = exercises.filter(({ id }) => /^09\.[123]|^10\.[12]/.test(id));

for (const exercise of exercises) {
  Deno.test(`exercise ${exercise.id} has two questions for the fast track`, async () => {
    const questions = await questionsFor(exercise, new Random(1));
    assertEquals(questions.length, 2);
    for (const { call, options } of questions) {
      assertStringIncludes(call, "(");
      assertGreaterOrEqual(options.length, 3, "too easy to guess");
      assertEquals(
        new Set(options.map(({ text }) => text)).size,
        options.length,
      );
      const right = options.filter((option) => option.misconception === null);
      assertEquals(right.length, 1);
    }
  });
}

Deno.test("questionsFor() offers nothing that would pass, too", async () => {
  const lenient = { ...asked[3], tolerance: { relative: 0, absolute: 1e9 } };
  const questions = await questionsFor(lenient, new Random(1));
  assertEquals(questions, []);
});

/** A learner who knows some exercises; what the test then remembers. */
async function learner(
  reply: (id: string, right: string, wrong: string) => string,
) {
  const folder = await Deno.makeTempDir();
  const progress = new Progress(folder);
  const terminal = new FakeTerminal(40, 24);
  const random = new Random(7);
  const desk = { terminal, progress, exercises: asked, random };
  const done = fastTrack(desk, terminal.keys());
  const shown = terminal.show.bind(terminal);
  const react = () => {
    const { page } = terminal;
    const id = page.match(/^(\d\d\.\d) /m)?.[1];
    const options = [...page.matchAll(/^ (\d) {3}(.*)/mg)];
    if (page.includes("is not right") || !page.includes("not know")) {
      return terminal.press("x");
    }
    const call =
      page.replaceAll(/\s+/g, " ").match(/What does (.*) return/)![1];
    const right = options.find(([, , text]) => text === answers.get(call))!;
    const wrong = options.find((option) => option !== right)!;
    terminal.press(reply(id!, right[1], wrong[1]));
  };
  terminal.show = (lines) => {
    shown(lines);
    queueMicrotask(react);
  };
  const goesOn = await done;
  await Deno.remove(folder, { recursive: true });
  return { goesOn, progress, terminal };
}

/** The right answer to each call, as it is shown. */
const answers = new Map<string, string>();
for (const exercise of asked) {
  for (const { call, options } of await questionsFor(exercise, new Random(1))) {
    const right = options.find(({ misconception }) => misconception === null);
    answers.set(call, right!.text);
  }
}

const known = (progress: Progress) =>
  asked.filter(({ id }) => progress.state(id) === "known").map(({ id }) => id);

Deno.test("the fast track skips what is answered rightly", async () => {
  const { goesOn, progress, terminal } = await learner((_, right) => right);
  assert(goesOn);
  assertEquals(known(progress), ["09.1", "09.2", "09.3", "10.1", "10.2"]);
  assertStringIncludes(terminal.page, "You know 09.1, 09.2");
});

Deno.test("the fast track keeps what is answered wrongly, and says why", async () => {
  const { progress, terminal } = await learner((id, right, wrong) =>
    id === "09.2" ? wrong : right
  );
  assertEquals(known(progress), ["09.1", "09.3", "10.1", "10.2"]);
  const told = terminal.pages.filter((page) => page.includes("is not right"));
  assertEquals(told.length, 1);
  assertStringIncludes(told[0], "The gradient points from");
});

Deno.test("the fast track skips nothing on one right answer of two", async () => {
  const seen = new Set<string>();
  const { progress } = await learner((id, right, wrong) => {
    const second = seen.has(id);
    seen.add(id);
    return second ? wrong : right;
  });
  assertEquals(known(progress), []);
});

Deno.test("0 leaves an exercise, n the chapter, q the program", async () => {
  const zero = await learner((id, right) => id === "09.1" ? "0" : right);
  assertEquals(known(zero.progress), ["09.2", "09.3", "10.1", "10.2"]);
  const n = await learner((id, right) => id === "09.2" ? "n" : right);
  assertEquals(known(n.progress), ["09.1", "10.1", "10.2"]);
  const q = await learner((id, right) => id === "10.1" ? "q" : right);
  assertEquals(q.goesOn, false);
  assertEquals(known(q.progress), ["09.1", "09.2", "09.3"]);
});
