import { assertEquals, assertStringIncludes } from "../../assert.ts";

const program = new URL("../../../lib/press/bench/cli.ts", import.meta.url);

async function bench(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", program.href, ...args],
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

Deno.test("deno task bench explains its options", async () => {
  const { code, stdout } = await bench("--help");
  assertEquals(code, 0);
  assertStringIncludes(stdout, "--only PART");
});

for (
  const [args, words] of [
    [["--only", "speed"], 'There is no part "speed"; there are: lstm, '],
    [["--among", "jax"], 'There is no contestant "jax"; there are: engine, '],
    [["--threads", "0"], '--threads takes a whole number from 1, not "0"'],
    [["--rounds", "many"], '--rounds takes a whole number from 1, not "many"'],
    [["--fast"], "Unknown option '--fast'"],
  ] as const
) {
  Deno.test(`deno task bench refuses ${args.join(" ")}`, async () => {
    const { code, stderr } = await bench(...args);
    assertEquals(code, 2);
    assertStringIncludes(stderr, words);
  });
}
