import { exercises } from "../../../lib/exercises/answer_key.ts";
import { answerFile } from "../../../lib/exercises/answer_file.ts";
import { exists, ROOT } from "../../../lib/press/files.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../../assert.ts";
import { childrenOf } from "./memory.ts";
import { prove } from "./prove.ts";

const CLI = new URL("lib/press/grade/cli.ts", ROOT).pathname;

/** A class in a folder of its own, and the grader at work there. */
class Classroom implements AsyncDisposable {
  readonly folder = Deno.makeTempDirSync();

  /** Hands in a file. */
  handIn(learner: string, id: string, source: string) {
    Deno.mkdirSync(`${this.folder}/class/${learner}`, { recursive: true });
    Deno.writeTextFileSync(`${this.folder}/class/${learner}/${id}.ts`, source);
  }

  start(args: readonly string[], env: Record<string, string> = {}) {
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", CLI, ...args],
      cwd: this.folder,
      env,
      detached: true, // so that it has a process group, as in a terminal
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  async grade(...args: string[]) {
    const { code, stdout, stderr } = await this.start(args).output();
    const text = new TextDecoder();
    return { code, said: text.decode(stdout) + text.decode(stderr) };
  }

  read(path: string): string {
    return Deno.readTextFileSync(`${this.folder}/${path}`);
  }

  files(): string[] {
    return [...Deno.readDirSync(this.folder)].map(({ name }) => name).sort();
  }

  async [Symbol.asyncDispose]() {
    await Deno.remove(this.folder, { recursive: true });
  }
}

const DONE = ["class", "grades-pages", "grades.csv", "grades.json"];

const [first] = exercises.filter(({ id }) => id === "10.3");
const solved = answerFile(first, first.solution);
const late = (seconds: number) =>
  solved.replace("{\n", `{\n  Deno.stdout; ${sleep(seconds)}\n`);
const sleep = (seconds: number) =>
  `const end = Date.now() + ${seconds * 1000}; while (Date.now() < end);`;

Deno.test("grade marks a class and writes table, data and pages", async () => {
  await using room = new Classroom();
  room.handIn("ada", "10.3", solved);
  room.handIn("bob", "10.3", answerFile(first));
  room.handIn("cyd", "10.3", solved.replace("-length", "0, length"));
  room.handIn("dan", "10.4", "");
  room.handIn("=eve()", "10.3", "export default 1;");
  const { code, said } = await room.grade("class", "--exercises=10.3");
  assertEquals(code, 0, said);
  assertEquals(room.files(), DONE);
  const lines = room.read("grades.csv").trimEnd().split("\r\n");
  assertEquals(lines[0], "learner,10.3,points,out of,remarks");
  assertMatch(lines[1], /^'=eve\(\),0,0,1,.*exports no function myPad/);
  assertEquals(lines[2], "ada,1,1,1,");
  assertEquals(lines[3], "bob,0,0,1,10.3: Not attempted.");
  assertMatch(lines[4], /^cyd,0\.\d+,0\.\d+,1,$/);
  assertEquals(lines[5], "dan,0,0,1,10.3: Not handed in.");
  const { learners, seed } = JSON.parse(room.read("grades.json"));
  assertEquals(learners.length, 5);
  assertMatch(seed, /^[\da-f-]{13}$/);
  const pages = [...Deno.readDirSync(`${room.folder}/grades-pages`)];
  assertEquals(pages.length, 5);
  assertStringIncludes(
    room.read("grades-pages/cyd.html"),
    "expected <code>[7, 8]</code>, got <code>[5, 6]</code>",
  );
});

Deno.test("grade draws other hidden cases each time, unless told the seed", async () => {
  await using room = new Classroom();
  room.handIn("ada", "10.3", "export const myPad = () => [];");
  const hidden = async (...args: string[]) => {
    await room.grade("class", "--exercises=10.3", ...args);
    const { learners: [{ marks: [{ results }] }] } = JSON.parse(
      room.read("grades.json"),
    );
    return JSON.stringify(
      results.filter(({ kind }: { kind: string }) => kind === "hidden"),
    );
  };
  const told = await hidden("--seed=a");
  assertEquals(await hidden("--seed=a"), told);
  assert(await hidden("--seed=b") !== told);
  assert(await hidden() !== await hidden());
});

Deno.test("grade goes on where it was stopped", async () => {
  await using room = new Classroom();
  for (let i = 0; i < 6; i++) room.handIn(`a${i}`, "10.3", solved);
  for (let i = 0; i < 4; i++) room.handIn(`b${i}`, "10.3", late(0.01));
  const args = ["class", "--exercises=10.3", "--jobs=1"];
  const running = room.start(args);
  const journal = `${room.folder}/grades.unfinished`;
  const lines = () => room.read("grades.unfinished").split("\n").length - 2;
  while (!await exists(journal) || lines() < 6) await pause();
  // Ctrl-C in a terminal reaches the whole group. A submission is in none of
  // ours: it would end by the signal, and be marked as if that were its doing.
  const submissions = childrenOf(running.pid);
  await pause(); // until it is what it is to be
  for (const child of submissions) assertEquals(groupOf(child), child);
  await new Deno.Command("kill", { args: ["-INT", "--", `-${running.pid}`] })
    .output();
  const { code, stderr } = await running.output();
  assertEquals(code, 130);
  assertStringIncludes(new TextDecoder().decode(stderr), "goes on from here");
  assertEquals(room.files(), ["class", "grades.unfinished"]);
  const before = lines();
  const seed = JSON.parse(room.read("grades.unfinished").split("\n")[0]).seed;

  const { said } = await room.grade(...args);
  assertStringIncludes(said, `${before} are marked`);
  assertEquals(room.files(), DONE);
  const grades = JSON.parse(room.read("grades.json"));
  assertEquals(grades.seed, seed);
  for (const { learner, points } of grades.learners) {
    assertEquals(points, 1, `${learner} lost points by the stop`);
  }
});

Deno.test("grade survives being killed, and --fresh starts over", async () => {
  await using room = new Classroom();
  for (let i = 0; i < 4; i++) room.handIn(`a${i}`, "10.3", late(0.01));
  const running = room.start(["class", "--exercises=10.3", "--jobs=1"]);
  while (!await exists(`${room.folder}/grades.unfinished`)) await pause();
  while (room.read("grades.unfinished").split("\n").length < 3) await pause();
  running.kill("SIGKILL");
  await running.output();
  const fresh = await room.grade("class", "--exercises=10.3", "--fresh");
  assertEquals(fresh.said.includes("are marked"), false);
  assertEquals(room.files(), DONE);
  assertMatch(room.read("grades.csv"), /a3,1,1,1,/);
});

Deno.test("grade says so where it cannot bound memory", async () => {
  await using room = new Classroom();
  room.handIn("ada", "10.3", solved);
  const args = ["class", "--exercises=10.3"];
  const grader = room.start(args, { PATH: "/nowhere" });
  const { code, stderr } = await grader.output();
  assertEquals(code, 0);
  const said = new TextDecoder().decode(stderr);
  assertStringIncludes(said, "neither the memory nor the computing time");
  assertEquals(JSON.parse(room.read("grades.json")).megabytes, null);
});

Deno.test({
  name: "grade marks nobody where the course's own solutions fail",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    await using room = new Classroom();
    room.handIn("ada", "10.3", solved);
    // A machine on which nothing can be started within limits.
    const prlimit = `${room.folder}/class/prlimit`;
    await Deno.writeTextFile(prlimit, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const grader = room.start(["class"], { PATH: `${room.folder}/class` });
    const { code, stderr } = await grader.output();
    assertEquals(code, 1);
    assertMatch(
      new TextDecoder().decode(stderr),
      /own solution to \S+ passes 0 of \d+ here, so nothing was graded/,
    );
    assertEquals(room.files(), ["class"]);
  },
});

for (
  const [what, args, words] of [
    ["no folder", [], "Which folder"],
    ["two folders", ["a", "b"], "One folder at a time"],
    ["a folder that is not there", ["none"], "There is no folder none"],
    ["an unknown option", ["class", "--job=2"], "--job"],
    [
      "jobs that are no number",
      ["class", "--jobs=two"],
      "--jobs takes a whole",
    ],
    ["no time at all", ["class", "--seconds=0"], "--seconds takes a whole"],
    ["an exercise that is not there", ["class", "--exercises=77"], '"77"'],
    ["a table nowhere", ["class", "--out=x/y.csv"], "There is no folder x"],
  ] as const
) {
  Deno.test(`grade refuses ${what}`, async () => {
    await using room = new Classroom();
    room.handIn("ada", "10.3", solved);
    const { code, said } = await room.grade(...args);
    assert(code === 1 || code === 2, `status ${code}`);
    assertStringIncludes(said, words);
    assertEquals(room.files(), ["class"]);
  });
}

Deno.test("grade --help tells every option", async () => {
  await using room = new Classroom();
  const { code, said } = await room.grade("--help");
  assertEquals(code, 0);
  const source = Deno.readTextFileSync(CLI);
  for (const [, option] of source.matchAll(/^ +"?(\w+)"?: \{ type: /gm)) {
    assertStringIncludes(said, `--${option}`);
  }
});

Deno.test("grade gives a mixed class the marks it deserves", async () => {
  const { wrongMarks, submissions } = await prove(45, ["--seconds=1"]);
  assertEquals(wrongMarks, []);
  assertEquals(submissions, 45);
});

/** A process's group; its own id when it has ended. */
function groupOf(pid: number): number {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return Number(stat.split(") ")[1].split(" ")[2]);
  } catch {
    return pid;
  }
}

function pause(): Promise<void> {
  return new Promise((go) => setTimeout(go, 10));
}
