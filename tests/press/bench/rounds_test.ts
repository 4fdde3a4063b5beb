import { fileURLToPath } from "node:url";
import type {
  Contestant,
  ContestantId,
} from "../../../lib/press/bench/contestants.ts";
import { PARTS } from "../../../lib/press/bench/parts.ts";
import { measure, stepsIn } from "../../../lib/press/bench/rounds.ts";
import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertMatch,
  assertRejects,
} from "../../assert.ts";
import { run as emptyRun } from "./sample.ts";

const inference = PARTS.find(({ id }) => id === "inference")!;
const program = fileURLToPath(new URL("fake_peer.ts", import.meta.url));

/** Measures with contestants that only pretend. */
async function race(
  fakes: (Partial<Contestant> & { name: string })[],
  more: { threads?: number[]; rounds?: number; stopAt?: string } = {},
) {
  const log = await Deno.makeTempFile();
  const run = emptyRun();
  const controller = new AbortController();
  const ids: ContestantId[] = ["engine", "tfjs", "keras"];
  const contestants = fakes.map((fake, i): Contestant => ({
    id: ids[i],
    parts: ["inference"],
    command: [Deno.execPath(), "run", "-A", program, fake.name, log],
    ...fake,
  }));
  const told: string[] = [];
  const done = measure(inference, run, {
    contestants,
    cases: inference.cases,
    threads: more.threads ?? [2],
    rounds: more.rounds ?? 3,
    signal: controller.signal,
    onProgress: (heading, detail) => {
      told.push(`${heading}: ${detail}`);
      if (more.stopAt && told.at(-1)!.includes(more.stopAt)) {
        controller.abort(new DOMException("Stopped", "AbortError"));
      }
    },
  });
  const lines = async () => {
    const text = await Deno.readTextFile(log);
    await Deno.remove(log);
    return text.trim().split("\n");
  };
  return { run, done, lines, told };
}

Deno.test("measure() lets contestants take turns in each case", async () => {
  const { run, done, lines, told } = await race([
    { name: "first" },
    { name: "second" },
  ]);
  await done;
  assertEquals(
    run.results.map(({ name, version, case: of, threads }) =>
      `${name} ${version} ${of} ${threads}`
    ),
    ["first 7 batch 1 2", "second 7 batch 1 2"].concat(
      ["first 7 batch 32 2", "second 7 batch 32 2"],
    ),
  );
  for (const { milliseconds } of run.results) {
    assertEquals(milliseconds.length, 15);
    assert(milliseconds.every((ms) => ms >= 1 && ms < 1000));
  }
  const turns = (await lines()).filter((line) => line.includes("batch"));
  const round = [
    ...["first batch 1", "second batch 1"],
    ...["first batch 32", "second batch 32"],
  ];
  assertEquals(turns, [...round, ...round, ...round]);
  assertEquals(run.absent, []);
  assertMatch(told.at(-1)!, /LSTM's answer, 2 threads: round 3 of 3, second/);
});

Deno.test("measure() gives one thread to who can use no more, once", async () => {
  const { run, done, lines } = await race(
    [{ name: "many" }, { name: "single", oneThread: true }],
    { threads: [2, 3], rounds: 1 },
  );
  await done;
  assertEquals(
    (await lines()).filter((line) => line.includes("starts")),
    ["many starts with 2", "single starts with 1", "many starts with 3"],
  );
  const single = run.results.filter(({ name }) => name === "single");
  assertEquals(single.map(({ threads, oneThread }) => [threads, oneThread]), [
    [2, true],
    [2, true],
  ]);
});

Deno.test("measure() goes on without who is missing or fails", async () => {
  const { run, done, lines } = await race([
    { name: "missing", remedy: "fetch it" },
    { name: "broken" },
    { name: "good" },
  ], { rounds: 1 });
  await done;
  await lines();
  assertEquals(run.absent, [
    { id: "engine", name: "missing", remedy: "fetch it" },
    {
      id: "tfjs",
      name: "broken",
      failure: "broken ended early:\nNo such model",
    },
  ]);
  assertEquals(new Set(run.results.map(({ name }) => name)), new Set(["good"]));
});

Deno.test("measure() keeps what a contestant did before it failed", async () => {
  const { run, done, lines } = await race([{ name: "crash" }]);
  await done;
  await lines();
  assertMatch(run.absent[0].failure!, /^crash ended early:[^]*Out of paper/);
  assertEquals(run.results.map((one) => one.milliseconds.length), [5, 5]);
});

Deno.test("measure() stops when asked, and keeps what it has", async () => {
  const { run, done, lines } = await race(
    [{ name: "first" }, { name: "second" }],
    { stopAt: "round 2 of 3, second" },
  );
  await assertRejects(() => done, DOMException, "Stopped");
  await lines();
  assertGreaterOrEqual(run.results.length, 2);
  assertEquals(run.absent, []);
});

Deno.test("stepsIn() comes to 15 steps, and to 3 of who is slow", () => {
  const usual = {
    parts: [],
    command: [],
    id: "engine",
    name: "",
  } as Contestant;
  const slow: Contestant = { ...usual, slow: ["inference"] };
  for (let rounds = 1; rounds <= 20; rounds++) {
    const sum = (contestant: Contestant) =>
      Array.from(
        { length: rounds },
        (_, round) => stepsIn(round, rounds, inference, contestant),
      ).reduce((a, b) => a + b);
    assertGreaterOrEqual(sum(usual), 15);
    assertEquals(sum(slow), 3);
  }
});
