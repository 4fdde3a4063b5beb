import { tasks } from "../../../lib/exercises/registry.ts";
import { exercises } from "../../../lib/exercises/answer_key.ts";
import { wrap } from "../../../lib/exercises/wrap.ts";
import { freshFile, isUnsolved } from "../../../lib/press/learn/answers.ts";
import { keysIn } from "../../../lib/press/learn/terminal.ts";
import { bar, Paper } from "../../../lib/press/learn/paper.ts";
import { plain } from "../../../lib/press/learn/prose.ts";
import { assert, assertEquals, assertNotMatch } from "../../assert.ts";
import { solved } from "./stage.ts";

for (
  const [markdown, text] of [
    ["the **last** ids", "the last ids"],
    ["$\\partial L / \\partial z_i$", "∂L / ∂z_i"],
    ["$\\log \\operatorname{softmax}(z)$", "log softmax(z)"],
    ["$n_{1i} / (n_{1i} + 1)$", "n_1i / (n_1i + 1)"],
    ["$g^{m / 12} \\cdot e^{x}$", "g^(m / 12) · e^x"],
    ["$4\\,(E H + H^2)$", "4 (E H + H^2)"],
    ["$\\frac{a}{b} \\le \\sqrt{2}$", "(a) / (b) ≤ √(2)"],
    ["`a ** b` and `$x`", "`a ** b` and `$x`"],
    ["5 < 6", "5 < 6"],
  ]
) {
  Deno.test(`plain() reads ${markdown}`, () => {
    assertEquals(plain(markdown), text);
  });
}

Deno.test("plain() leaves no TeX in any exercise", () => {
  for (const { prompt, hints, cases, properties, wrong } of exercises) {
    const texts = [prompt, ...hints]
      .concat([...cases, ...properties].map(({ name }) => name))
      .concat(wrong.map(({ misconception }) => misconception));
    for (const text of texts) {
      const words = plain(text).replaceAll(/`[^`]*`/g, "");
      assertNotMatch(words, /[\\${}`]|\*\*/, text);
    }
  }
});

Deno.test("wrap() keeps lines within the width, and every word", () => {
  const text = "Write the share of right answers.\n\nx".repeat(3) +
    "averyveryverylongwordwithoutend";
  for (const columns of [5, 12, 40]) {
    const lines = wrap(text, columns, "  ");
    for (const line of lines) assert(line.length <= columns, line);
    assertEquals(
      lines.join("").replaceAll(" ", ""),
      text.replaceAll(/\s/g, ""),
    );
  }
});

Deno.test("keysIn() names the keys", () => {
  assertEquals(keysIn("hQ\r\x1b[A\x1b[B\x1bOB\x03\x1b"), [
    "h",
    "q",
    "enter",
    "up",
    "down",
    "down",
    "ctrl-c",
    "escape",
  ]);
  assertEquals(keysIn("\x1b[1;5C\x1b[3~h").at(-1), "h");
});

Deno.test("Paper colours nothing unless it shall", () => {
  for (const colour of [true, false]) {
    const paper = new Paper(20, colour);
    paper.text("a", "bad").line("b", "good").item("FAIL", "c", "bad")
      .keys([["h", "hint"]]);
    assertEquals(paper.lines.join().includes("\x1b"), colour);
  }
});

Deno.test("bar() is full only when all is done", () => {
  assertEquals(bar(0, 7, 6), "[----]");
  assertEquals(bar(6, 7, 6), "[###-]");
  assertEquals(bar(7, 7, 6), "[####]");
});

Deno.test("freshFile() has short lines and type checks, as solutions do", async () => {
  const folder = await Deno.makeTempDir();
  const config = new URL("../../../deno.json", import.meta.url).pathname;
  try {
    for (const task of tasks) {
      const fresh = freshFile(task);
      assert(isUnsolved(task, fresh));
      assert(!isUnsolved(task, solved(task.id)));
      for (const line of fresh.split("\n")) {
        assert(!line.startsWith("//") || line.length <= 80, line);
      }
      Deno.writeTextFileSync(`${folder}/${task.id}.ts`, fresh);
      Deno.writeTextFileSync(`${folder}/s${task.id}.ts`, solved(task.id));
    }
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--config", config, folder],
    }).output();
    assert(success, new TextDecoder().decode(stderr));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
