import {
  answerFile,
  functionName,
  parameterNames,
} from "../../lib/exercises/answer_file.ts";
import { exercises } from "../../lib/exercises/answer_key.ts";
import { runCases, tasks } from "../../lib/exercises/mod.ts";
import { runTrials, type Solution } from "../../lib/exercises/run_cases.ts";
import {
  hiddenTrials,
  openTrials,
  type Trial,
} from "../../lib/exercises/trials.ts";
import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertMatch,
} from "../assert.ts";

const SEEDS = Array.from({ length: 25 }, (_, i) => `seed ${i}`);

/** Names of the trials that a solution fails, with the reason. */
async function failures(trials: Trial[], solution: Solution) {
  const outcomes = await runTrials(trials, solution);
  return outcomes.filter(({ problem }) => problem !== null)
    .map(({ name, problem }) => `${name}: ${problem}`);
}

Deno.test("exercises have unique ids that begin with their chapter", () => {
  const ids = exercises.map(({ id }) => id);
  assertEquals(new Set(ids).size, ids.length, "an id is used twice");
  for (const { id, chapter } of exercises) {
    assertMatch(id, /^\d\d\.\d$/);
    assertEquals(id.slice(0, 2), chapter.slice(0, 2));
  }
});

Deno.test("exercises and tasks are the same, in one order", () => {
  assertEquals(tasks.map(({ id }) => id), exercises.map(({ id }) => id));
});

Deno.test("tasks do not hold what a learner should not see", () => {
  for (const task of tasks) {
    for (const part of ["reference", "solution", "hidden", "wrong"]) {
      assert(!(part in task), `${task.id} shows its ${part}`);
    }
  }
});

for (const exercise of exercises) {
  const { id, title, chapter, stub, prompt, wrong, solution } = exercise;
  const reference = exercise.reference as Solution;

  Deno.test(`exercise ${id} (${title}) accepts its reference`, async () => {
    assertGreaterOrEqual(exercise.cases.length, 3, "too few cases");
    assertEquals(await failures(openTrials(exercise), reference), []);
    for (const seed of SEEDS) {
      assertEquals(await failures(openTrials(exercise, seed), reference), []);
    }
  });

  Deno.test(`exercise ${id} hands each parameter to todo`, () => {
    const names = parameterNames(exercise);
    const signature = stub.slice(0, stub.indexOf("{\n"));
    for (const name of names) assertMatch(signature, RegExp(`\\b${name}: `));
    for (const { given } of exercise.cases) {
      assertEquals(given.length, new Set(names).size);
    }
  });

  Deno.test(`exercise ${id} has hidden cases, drawn from the seed`, async () => {
    const drawn = await Promise.all(
      ["one", "one", "two"].map((seed) => hiddenTrials(exercise, seed)),
    );
    const [one, again, two] = drawn.map((trials) =>
      trials.map(({ calls }) => calls)
    );
    assertGreaterOrEqual(one.length, 2);
    assertEquals(one, again);
    assert(JSON.stringify(one) !== JSON.stringify(two), "same for all seeds");
  });

  Deno.test(`exercise ${id} has a solution that passes and stands alone`, async () => {
    const signature = stub.slice(0, stub.indexOf("{\n") + 2);
    assert(solution.startsWith(signature), "another signature than the stub's");
    const source = encodeURIComponent(answerFile(exercise, solution));
    const module = await import(`data:application/typescript,${source}`);
    const own = module[functionName(exercise)];
    for (const seed of SEEDS) {
      assertEquals(await failures(openTrials(exercise, seed), own), []);
      const hidden = await hiddenTrials(exercise, seed);
      assertEquals(await failures(hidden, own), []);
    }
  });

  Deno.test(`exercise ${id} (${title}) keeps three wrong solutions`, () => {
    assertGreaterOrEqual(wrong.length, 3);
  });

  for (const { misconception, solution } of wrong) {
    Deno.test(`exercise ${id} refuses: ${misconception}`, async () => {
      const outcomes = await runCases(exercise, solution as Solution);
      assert(
        outcomes.some(({ kind, problem }) =>
          kind === "case" && problem !== null
        ),
        "every case passed",
      );
    });
  }

  for (const { name } of exercise.properties) {
    Deno.test(`exercise ${id}: a wrong solution breaks "${name}"`, async () => {
      const trials = openTrials(exercise).filter((trial) =>
        trial.name === name
      );
      const found = await Promise.all(
        wrong.map(({ solution }) => failures(trials, solution as Solution)),
      );
      assert(found.some((some) => some.length > 0), "all of them keep it");
    });
  }

  Deno.test(`exercise ${id} is in its notebook word for word`, async () => {
    const path = new URL(
      `../../notebooks/${chapter}.ipynb`,
      import.meta.url,
    );
    const { cells } = JSON.parse(await Deno.readTextFile(path)) as {
      cells: { cell_type: string; source: string | string[] }[];
    };
    const sources = (type: string) =>
      cells.filter((cell) => cell.cell_type === type)
        .map(({ source }) => Array.isArray(source) ? source.join("") : source);
    // The formatter breaks the notebook's prose into lines.
    const oneLine = (text: string) => text.replace(/\s+/g, " ");
    assert(
      sources("markdown").some((text) =>
        oneLine(text).includes(oneLine(prompt))
      ),
      `no text cell of ${chapter} holds the prompt`,
    );
    assert(
      sources("code").some((text) =>
        text.includes(stub) && text.includes(`await check("${id}", `)
      ),
      `no code cell of ${chapter} holds the stub and its check`,
    );
  });
}
