import { denoWithin, readReport } from "./commands.ts";
import { assertEquals } from "./assert.ts";

Deno.test("denoWithin() ends a command that hangs, and counts it as failed", async () => {
  const started = performance.now();
  const hang = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";
  assertEquals(await denoWithin(0.02, "eval", hang), { passed: 0, failed: 1 });
  assertEquals(performance.now() - started < 20_000, true);
  assertEquals(await denoWithin(1, "eval", "1"), { passed: 1, failed: 0 });
});

Deno.test("readReport() counts what ran, and nothing that was left out", () => {
  const suite = (rest: string) => `<testsuite name="a" tests="9" ${rest}>`;
  assertEquals(
    readReport(
      suite('disabled="2" errors="1" failures="1"') +
        suite('disabled="0" errors="0" failures="0"'),
    ),
    { passed: 14, failed: 2 },
  );
  assertEquals(readReport(""), { passed: 0, failed: 0 });
});
