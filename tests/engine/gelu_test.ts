import * as tf from "@tensorflow/tfjs";
import { gelu, useBestBackend } from "@course/engine";
import { Random } from "@course/text";
import { assertEquals, assertThrows } from "../assert.ts";
import { normal, withGradients } from "./agree.ts";
import { assertAsStock } from "./stock.ts";

Deno.test("gelu() gives what tfjs's operations give", async () => {
  const random = new Random(9);
  for (const shape of [[], [7], [2, 3, 4], [0]]) {
    await assertAsStock(
      withGradients(({ x }) => gelu(x), ["x"]),
      withGradients(
        ({ x }) => x.mul(x.div(Math.SQRT2).erf().add(1).mul(0.5)),
        ["x"],
      ),
      { x: normal(shape, random, 3) },
      2e-6,
    );
  }
});

Deno.test("gelu() lets NaN and infinity through", async () => {
  await useBestBackend({ force: "cpu" });
  const y = gelu(tf.tensor1d([NaN, Infinity, 1e30, -1e30]));
  assertEquals([...await y.data()], [NaN, Infinity, Math.fround(1e30), -0]);
});

Deno.test("gelu() refuses integers", async () => {
  await useBestBackend({ force: "cpu" });
  assertThrows(
    () => gelu(tf.tensor1d([1, 2], "int32")),
    TypeError,
    "The input of GELU must be float32, got int32",
  );
});
