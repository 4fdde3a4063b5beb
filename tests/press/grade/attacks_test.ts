import { exercises } from "../../../lib/exercises/answer_key.ts";
import { runTrials } from "../../../lib/exercises/run_cases.ts";
import {
  type Mark,
  markSubmission,
  setPaper,
} from "../../../lib/press/grade/mark.ts";
import { Rooms } from "../../../lib/press/grade/rooms.ts";
import { Sandbox } from "../../../lib/press/grade/sandbox.ts";
import { assertEquals, assertNotMatch } from "../../assert.ts";
import { BREACH } from "./attack.ts";
import { hostile } from "./hostile.ts";
import { right, wrong } from "./programs.ts";

const limits = { seconds: 1, megabytes: 256, outputBytes: 4_000_000 };

const folder = await Deno.makeTempDir();
const bait = { file: `${folder}/secret.ts`, port: 0 };
await Deno.writeTextFile(bait.file, `export const secret = "${BREACH}";`);
Deno.env.set("SECRET", BREACH);
let callers = 0;

const server = Deno.serve({ port: 0, onListen: () => {} }, () => {
  callers++;
  return new Response(BREACH);
});
bait.port = server.addr.port;

const rooms = await Rooms.open();
const desk = { sandbox: await Sandbox.open(limits), rooms, limits };
// Two exercises: a list as the answer, and course functions to import.
const exercise = exercises.find(({ id }) => id === "09.2")!;
const paper = await setPaper(exercise, "seed");

const programs = [
  right(exercise),
  ...await wrong(exercise),
  ...hostile(exercise, bait),
];

// Many of them wait for their time to run out, so several run at once.
let next = 0;
const marks = programs.map(() => Promise.withResolvers<Mark>());
async function work() {
  while (next < programs.length) {
    const i = next++;
    marks[i].resolve(await markSubmission(desk, paper, programs[i].source));
  }
}
const working = Promise.all([work(), work(), work(), work()]);

for (const [i, { name, deserves }] of programs.entries()) {
  test(`a submission that ${verb(name)} gets what it deserves`, async () => {
    const mark = await marks[i].promise;
    const deserved = typeof deserves === "function"
      ? (await runTrials(paper.trials, deserves)).filter(({ problem }) =>
        problem === null
      ).length
      : deserves === "all"
      ? paper.trials.length
      : 0;
    assertEquals(mark.passed, deserved, JSON.stringify(mark, null, 1));
    assertEquals(mark.total, paper.trials.length);
    assertNotMatch(JSON.stringify(mark), new RegExp(BREACH));
  });
}

/** A test in which processes may end that an earlier one started. */
function test(name: string, fn: () => Promise<void>) {
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });
}

function verb(name: string): string {
  return name.startsWith("the") || /^[A-Z]/.test(name) ? `is: ${name}` : name;
}

test("attacks leave the bait as it was", async () => {
  await working;
  assertEquals(callers, 0, "one of them reached the network");
  assertEquals(
    await Deno.readTextFile(bait.file),
    `export const secret = "${BREACH}";`,
  );
  await server.shutdown();
  await rooms[Symbol.asyncDispose]();
  await Deno.remove(folder, { recursive: true });
});
