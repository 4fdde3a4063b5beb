/**
 * `deno task learn` and `deno task exercises` as a learner starts them, with
 * and without a terminal.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { tasks } from "../../lib/exercises/registry.ts";
import { exists, onPath, ROOT } from "../../lib/press/files.ts";
import { Progress } from "../../lib/press/learn/progress.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "../assert.ts";
import { solved, withBody } from "./learn/stage.ts";

const program = fileURLToPath(new URL("lib/press/learn.ts", ROOT));
const answersTest = fileURLToPath(
  new URL("tests/exercises/answers_test.ts", ROOT),
);

/** A folder for the answers of one learner. */
async function stage() {
  const folder = await Deno.makeTempDir();
  const deno = async (args: string[], env = {}) => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args,
      cwd: fileURLToPath(ROOT),
      env: { NO_COLOR: "1", ...env },
      stdin: "null",
    }).output();
    const text = new TextDecoder();
    return { code, words: text.decode(stdout) + text.decode(stderr) };
  };
  return {
    folder,
    learn: (...args: string[]) =>
      deno(["run", "-A", program, "--dir", folder, ...args]),
    /** The same on a machine that has run nothing before. */
    learnAfresh: (...args: string[]) =>
      deno(["run", "-A", program, "--dir", folder, ...args], {
        DENO_DIR: `${folder}/cache`,
      }),
    test: () =>
      deno(["test", "-A", "--no-check", answersTest, "--", "--dir", folder]),
    save: (id: string, text: string) =>
      Deno.writeTextFile(`${folder}/${id}.ts`, text),
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
    },
  };
}

Deno.test("learn checks once without a terminal, and ends with a status", async () => {
  await using scene = await stage();
  const first = await scene.learn("09.2");
  assertEquals(first.code, 1);
  assertStringIncludes(first.words, "Not attempted yet");
  assertMatch(first.words, /09\.2\.ts:\d+:10$/m);
  await scene.save("09.2", withBody("09.2", "  return [1];"));
  const wrong = await scene.learn("9.2");
  assertEquals(wrong.code, 1);
  assertStringIncludes(wrong.words, "FAIL  one undecided logit");
  await scene.save("09.2", solved("09.2"));
  // Without a number it goes on with the exercise that was open last.
  const right = await scene.learn();
  assertEquals(right.code, 0, right.words);
  assertStringIncludes(right.words, "Solved: all 7 checks pass");
  assertEquals(new Progress(scene.folder).state("09.2"), "solved");
  assertEquals(right.words.includes("\x1b"), false);
});

Deno.test("learn finds solved answers again when their record is lost", async () => {
  await using scene = await stage();
  await scene.save("09.1", solved("09.1"));
  await scene.save("09.3", withBody("09.3", "  return 0;"));
  const { words } = await scene.learn("09.2");
  assertStringIncludes(words, "Checking your answer to 09.1");
  const states = () =>
    ["09.1", "09.2", "09.3"].map((id) => new Progress(scene.folder).state(id));
  assertEquals(states(), ["solved", "open", "open"]);
  await Deno.writeTextFile(`${scene.folder}/progress.json`, "{");
  await scene.learn("09.2");
  assertEquals(states(), ["solved", "open", "open"]);
  assert(await exists(`${scene.folder}/progress.broken.json`));
});

Deno.test("learn needs no package, and so no network", async () => {
  await using scene = await stage();
  await scene.save("09.2", solved("09.2"));
  const { code, words } = await scene.learnAfresh("09.2");
  assertEquals(code, 0, words);
});

Deno.test("learn tells its use, and refuses what it does not know", async () => {
  await using scene = await stage();
  const help = await scene.learn("--help");
  assertEquals(help.code, 0);
  assertStringIncludes(help.words, "Usage");
  for (const args of [["99.1"], ["--no-such"], ["09.1", "09.2"]]) {
    const { code, words } = await scene.learn(...args);
    assertEquals(code, 2, words);
    assertStringIncludes(words, args.at(-1)!);
  }
});

Deno.test("the exercises task passes, fails and ignores, as answers do", async () => {
  await using scene = await stage();
  const none = await scene.test();
  assertEquals(none.code, 0, none.words);
  assertMatch(none.words, /ok \| 0 passed \| 0 failed \| \d+ ignored/);
  await scene.learn("09.1"); // only opened
  await scene.save("09.2", solved("09.2"));
  await scene.save("09.3", withBody("09.3", "  return 0;"));
  await scene.save("09.4", withBody("09.4", "  return ["));
  const some = await scene.test();
  assertEquals(some.code, 1);
  assertMatch(some.words, /1 passed \| 2 failed \| \d+ ignored/);
  assertStringIncludes(
    some.words,
    "09.1 The mean loss (to be solved) ... ignored",
  );
  assertStringIncludes(some.words, "09.2 The gradient at the logits ... ok");
  assertStringIncludes(some.words, "FAIL  undecided");
  assertStringIncludes(some.words, "Syntax error");
  assertMatch(some.words, /09\.4\.ts:\d+:\d+/);
});

/** A real terminal, with `script` from util-linux; other makes differ. */
const script = Deno.build.os === "linux" && await onPath("script");

/** Runs learn in a terminal of a given width. */
function terminal(folder: string, columns: number, env = {}) {
  const learn =
    `exec "${Deno.execPath()}" run -A "${program}" --dir "${folder}"`;
  const shell = new Deno.Command("script", {
    args: [
      "--quiet",
      "--return",
      "--flush",
      "--command",
      `stty cols ${columns} rows 30; sh -c 'echo $$ > ${folder}/pid; ${learn}'` +
      `; echo "status $?"; stty -a`,
      "/dev/null",
    ],
    env: { TERM: "xterm", NO_COLOR: "", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = shell.stdin.getWriter();
  let all = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of shell.stdout) {
      all += decoder.decode(bytes, { stream: true });
    }
  })();
  return {
    /** What the program wrote since it last wiped the screen. */
    page: () => all.split("\x1b[2J").at(-1)!.replaceAll("\r", ""),
    all: () => all,
    press: (keys: string) => input.write(new TextEncoder().encode(keys)),
    async sees(text: string) {
      const end = performance.now() + 20_000;
      while (!this.page().includes(text)) {
        if (performance.now() > end) {
          throw new Error(`"${text}" never came:\n${this.page()}`);
        }
        await new Promise((go) => setTimeout(go, 10));
      }
    },
    pid: async () => Number(await Deno.readTextFile(`${folder}/pid`)),
    async ended() {
      await reading;
      await input.abort().catch(() => {});
      return await shell.status;
    },
  };
}

Deno.test({
  name: "learn in a terminal of 40 columns: ten minutes, a crash, a restart",
  ignore: !script,
  async fn() {
    await using scene = await stage();
    const first = terminal(scene.folder, 40, { NO_COLOR: "1" });
    await first.sees("Enter begin");
    await first.press("\r");
    await first.sees("Not attempted yet");
    await first.press("h");
    await first.sees("Hint 1 of 3");
    const [one, two] = tasks;
    let quickest = Infinity;
    for (const passes of [false, true]) {
      const text = passes ? solved(one.id) : withBody(one.id, "  return 0.5;");
      const start = performance.now();
      await scene.save(one.id, text);
      await first.sees(passes ? "Solved" : "checks fail");
      quickest = Math.min(quickest, performance.now() - start);
    }
    assert(quickest < 1000, `a check on save took ${quickest} ms`);
    await first.press("n");
    await first.sees(two.id);
    await first.sees(`1/${tasks.length}`);
    assertEquals(first.all().includes("\x1b[1m"), false, "colours");
    for (const line of first.page().split("\n")) {
      assert(line.length <= 40 || line.includes(`${two.id}.ts`), line);
    }
    Deno.kill(await first.pid(), "SIGKILL");
    await first.ended();

    const second = terminal(scene.folder, 80);
    await second.sees(two.title);
    await second.sees(`1/${tasks.length}`);
    assert(second.all().includes("\x1b[1m"), "no colours");
    await second.press("\x03");
    await second.ended();
    // Ctrl-C is a way to quit, and the terminal is given back as it was.
    assertStringIncludes(second.page(), `goes on at ${two.id}`);
    assertStringIncludes(second.page(), "status 0");
    assertMatch(second.page(), / icanon/);
    assertMatch(second.page(), / echo /);
  },
});

for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const) {
  Deno.test({
    name: `learn gives the terminal back on ${signal}`,
    ignore: !script,
    async fn() {
      await using scene = await stage();
      const shell = terminal(scene.folder, 60);
      await shell.sees("Know some of this?");
      Deno.kill(await shell.pid(), signal);
      await shell.sees("status 130");
      await shell.ended();
      assertMatch(shell.page(), / icanon/);
    },
  });
}
