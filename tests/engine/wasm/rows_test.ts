import * as tf from "@tensorflow/tfjs";
import { useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assertEquals, assertThrows } from "../../assert.ts";
import { assertAgrees, normal, runOn, withGradients } from "../agree.ts";

const random = new Random(41);

/** Row numbers below a limit, some of them twice. */
function ids(shape: number[], limit: number) {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Int32Array.from({ length: size }, () => random.below(limit));
  return { values, shape };
}

Deno.test("gather() on wasm and its gradient agree with cpu", async () => {
  const cases: [number[], number[]][] = [
    [[1, 1], [1]],
    [[7, 5], [3]],
    [[9], [4, 2]],
    [[50, 33], [6, 7]],
    [[60, 128], [20, 3]],
    [[4, 3, 5], [2, 2]],
    [[5, 3], [0]],
  ];
  for (const [table, rows] of cases) {
    await assertAgrees(
      "wasm",
      withGradients(({ x, at }) => tf.gather(x, at as tf.Tensor1D), ["x"]),
      { x: normal(table, random), at: ids(rows, table[0]) },
    );
  }
});

Deno.test("gather() on wasm takes other axes and types as tfjs does", async () => {
  for (const axis of [0, 1, 2]) {
    await assertAgrees(
      "wasm",
      ({ x, at }) => [
        tf.gather(x, at as tf.Tensor1D, axis),
        tf.gather(x.cast("int32"), at as tf.Tensor1D, axis),
      ],
      { x: normal([4, 4, 4], random, 5), at: ids([3], 4) },
    );
  }
});

Deno.test("gather() on wasm refuses a row that is not there", async () => {
  await useBestBackend({ force: "wasm" });
  const table = tf.zeros([5, 2]);
  for (const row of [5, -1]) {
    assertThrows(
      () => tf.gather(table, [0, row]),
      RangeError,
      `Row ${row} is not in the table; it has rows 0 to 4`,
    );
  }
  table.dispose();
});

Deno.test("sum() on wasm agrees with cpu, whatever the axes", async () => {
  const shapes = [[1, 1], [3, 5], [7, 1, 9], [400, 130], [6, 5, 4, 3]];
  for (const shape of shapes) {
    for (const axes of [[0], [1], [0, 1], [shape.length - 1], undefined]) {
      for (const keep of [false, true]) {
        await assertAgrees(
          "wasm",
          ({ x }) => [tf.sum(x, axes, keep)],
          { x: normal(shape, random) },
          1e-4, // tfjs's own sum of 52,000 numbers is off by 3e-5
        );
      }
    }
  }
  await assertAgrees("wasm", ({ x }) => [x.cast("int32").sum(0)], {
    x: normal([6, 5], random, 10),
  });
});

Deno.test("rows are taken and added up alike for any number of threads", async () => {
  const arrays = {
    x: normal([2000, 64], random),
    at: ids([3000], 2000),
  };
  const results = [];
  for (const threads of [1, 2, 3]) {
    results.push(
      await runOn(
        "wasm",
        ({ x, at, ...more }) => [
          ...withGradients(
            ({ x }) => tf.gather(x, at as tf.Tensor1D),
            ["x"],
          )({ x, ...more }),
          x.sum(0),
        ],
        arrays,
        { threads },
      ),
    );
  }
  assertEquals(results[1], results[0]);
  assertEquals(results[2], results[0]);
});
