/**
 * The reference trajectories themselves: that they hold what they promise, and,
 * where there is a Python with torch, that their scripts still arrive at them.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { findPython } from "../../lib/press/bench/python.ts";
import { assert, assertEquals, assertLess, assertMatch } from "../assert.ts";
import { readTrajectory, referencePath, TRAJECTORIES } from "./trajectory.ts";

const python = await findPython(["torch", "numpy"]);
const torch = python?.packages.torch && python.packages.numpy;
const why = torch
  ? ""
  : ` (left out: ${python?.program ?? "no Python"} has no torch and numpy)`;

/** Runs a script's `--check` on the files. */
async function check(script: string, ...files: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(python!.program, {
    args: [fileURLToPath(referencePath(script)), "--check", ...files],
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  }).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

for (const name of TRAJECTORIES) {
  Deno.test(`reference/${name}.json has 50 losses that fall`, () => {
    const { losses, weights, data, madeWith, float32Deviation } =
      readTrajectory(name);
    assertEquals(losses.length, 50);
    for (const { values } of Object.values(weights)) {
      assert(values.every(Number.isFinite));
    }
    for (const { shape } of Object.values(data)) assertEquals(shape[0], 50);
    const mean = (part: number[]) => part.reduce((a, b) => a + b) / part.length;
    assertLess(mean(losses.slice(-10)), 0.93 * mean(losses.slice(0, 10)));
    assertLess(float32Deviation, 1e-5);
    assertMatch(madeWith, /^torch \d+\.\d+/);
  });

  Deno.test({
    name: `reference/${name}.json is what its script arrives at${why}`,
    ignore: !torch,
    async fn() {
      const script = `${name.split("_")[0]}.py`;
      const file = fileURLToPath(referencePath(`${name}.json`));
      const { code, stdout, stderr } = await check(script, file);
      assertEquals(code, 0, stdout + stderr);
      assertMatch(stdout, /50 losses.*within 1e-06/);
    },
  });
}

Deno.test("reference/transformer.json clips some steps and not others", () => {
  const norms = readTrajectory("transformer").gradientNorms!;
  assertEquals(norms.length, 50);
  const clipped = norms.filter((norm) => norm > 1).length;
  assert(clipped >= 10 && clipped <= 40, `${clipped} of 50 are clipped`);
});

Deno.test("reference/lstm_masked.json pads on the left, from 0 to 14 words", () => {
  const { ids } = readTrajectory("lstm_masked").data;
  const length = ids.shape[2];
  const paddings = new Set<number>();
  for (let at = 0; at < ids.values.length; at += length) {
    const row = ids.values.subarray(at, at + length);
    const padding = row.findIndex((id) => id !== 0);
    assert(padding >= 0, "a row without a word");
    assert(row.subarray(padding).every((id) => id !== 0), "padding inside");
    paddings.add(padding);
  }
  assertEquals(paddings.size, length);
});

Deno.test({
  name: `reference scripts refuse a loss that is off by 2e-6${why}`,
  ignore: !torch,
  async fn() {
    const file = await Deno.makeTempFile({ suffix: ".json" });
    try {
      const kept = JSON.parse(
        await Deno.readTextFile(referencePath("lstm.json")),
      );
      kept.losses[30] += 2e-6;
      await Deno.writeTextFile(file, JSON.stringify(kept));
      const { code, stdout } = await check("lstm.py", file);
      assertEquals(code, 1);
      assertMatch(stdout, /NOT within/);
    } finally {
      await Deno.remove(file);
    }
  },
});
