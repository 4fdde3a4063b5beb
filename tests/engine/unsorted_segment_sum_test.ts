import * as tf from "@tensorflow/tfjs";
import { useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assertAlmostEquals, assertEquals } from "../assert.ts";

interface Case {
  rows: number;
  inner: number[];
  segments: number;
  dtype: "float32" | "int32";
}

/** The same sum on one backend, from the same random numbers. */
async function sumOn(
  force: "cpu" | "wasm",
  { rows, inner, segments, dtype }: Case,
) {
  await useBestBackend({ force });
  const random = new Random(rows);
  const size = inner.reduce((a, b) => a * b, rows);
  const x = tf.tensor(
    Float32Array.from({ length: size }, () => random.below(1000) / 100 - 5),
    [rows, ...inner],
    dtype,
  );
  // A few ids lie outside on either side.
  const ids = tf.tensor1d(
    Int32Array.from({ length: rows }, () => random.below(segments + 4) - 2),
    "int32",
  );
  const sum = tf.unsortedSegmentSum(x, ids, segments);
  const result = { shape: sum.shape, values: await sum.data() };
  tf.dispose([x, ids, sum]);
  return result;
}

const cases: Case[] = [
  { rows: 1, inner: [], segments: 1, dtype: "float32" },
  { rows: 7, inner: [3], segments: 5, dtype: "float32" },
  { rows: 200, inner: [16], segments: 50, dtype: "float32" },
  { rows: 33, inner: [2, 5], segments: 9, dtype: "float32" },
  { rows: 40, inner: [4], segments: 100, dtype: "float32" },
  { rows: 12, inner: [3], segments: 4, dtype: "int32" },
  { rows: 0, inner: [3], segments: 4, dtype: "float32" },
];

for (const one of cases) {
  const shape = [one.rows, ...one.inner];
  const name = `${one.dtype} [${shape}] into ${one.segments}`;
  Deno.test(`UnsortedSegmentSum on wasm agrees with cpu: ${name}`, async () => {
    const expected = await sumOn("cpu", one);
    const got = await sumOn("wasm", one);
    assertEquals(got.shape, expected.shape);
    assertEquals(got.values.length, expected.values.length);
    got.values.forEach((value, i) =>
      assertAlmostEquals(value, expected.values[i], 1e-4)
    );
  });
}

Deno.test("UnsortedSegmentSum on wasm leaves ids outside out", async () => {
  await useBestBackend({ force: "wasm" });
  const sum = tf.tidy(() =>
    tf.unsortedSegmentSum(
      tf.tensor1d([1, 2, 4, 8]),
      tf.tensor1d([0, -1, 2, 0], "int32"),
      2,
    )
  );
  assertEquals([...await sum.data()], [9, 0]);
  sum.dispose();
});

Deno.test("UnsortedSegmentSum on wasm gives an Embedding its gradient", async () => {
  const gradient = async (force: "cpu" | "wasm") => {
    await useBestBackend({ force });
    const values = tf.tidy(() => {
      const table = tf.range(0, 12).reshape([6, 2]);
      const ids = tf.tensor2d([[5, 1], [1, 0]], [2, 2], "int32");
      return tf.grad((t) => tf.gather(t, ids).square().sum())(table);
    });
    const data = [...await values.data()];
    values.dispose();
    return data;
  };
  assertEquals(await gradient("wasm"), [
    ...[0, 2], // word 0 once: 2 × [0, 1]
    ...[8, 12], // word 1 twice: 2 × 2 × [2, 3]
    ...[0, 0, 0, 0, 0, 0], // words 2, 3 and 4 never
    ...[20, 22], // word 5 once: 2 × [10, 11]
  ]);
  assertEquals(await gradient("wasm"), await gradient("cpu"));
});
