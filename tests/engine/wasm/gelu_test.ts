import { gelu } from "@course/engine";
import { Random } from "@course/text";
import { assertEquals } from "../../assert.ts";
import {
  assertAgrees,
  assertSameBits,
  normal,
  runOn,
  withGradients,
} from "../agree.ts";

const random = new Random(32);
const both = withGradients(({ x }) => gelu(x), ["x"]);

Deno.test("gelu() on wasm is right to a millionth", async () => {
  const values = Float32Array.from({ length: 40_001 }, (_, i) => i / 2000 - 10);
  // The scale of the comparison is the largest output, so go by parts of ±1.
  for (let from = 0; from < values.length; from += 2000) {
    const x = values.slice(from, from + 2001);
    await assertAgrees(
      "wasm",
      both,
      { x: { values: x, shape: [x.length] } },
      1e-6,
    );
  }
});

Deno.test("gelu() on wasm agrees with cpu, for all shapes", async () => {
  for (const shape of [[], [1], [3], [0], [2, 3, 5], [17, 1], [301, 101]]) {
    await assertAgrees("wasm", both, { x: normal(shape, random, 3) }, 1e-6);
  }
});

Deno.test("gelu() on wasm hands on NaN and Infinity as cpu does", async () => {
  const values = Float32Array.of(
    ...[NaN, Infinity, -Infinity, 1e30, -1e30, 0, 13, -13, 40, -40],
  );
  await assertAgrees("wasm", both, { x: { values, shape: [10] } }, 1e-6);
});

Deno.test("gelu() on wasm leaves no denormal number behind", async () => {
  const values = Float32Array.from({ length: 4000 }, (_, i) => -i / 100);
  const out = await runOn("wasm", both, {
    x: { values, shape: [4000] },
  });
  const smallest = Math.min(
    ...out.flatMap(({ values }) => [...values]).map(Math.abs)
      .filter((v) => v > 0),
  );
  assertEquals(smallest > 2 ** -91, true);
});

Deno.test("gelu() gives the same bits for any number of threads", async () => {
  await assertSameBits(both, { x: normal([123, 457], random) });
});
