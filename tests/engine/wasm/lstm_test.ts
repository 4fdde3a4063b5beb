import * as tf from "@tensorflow/tfjs";
import { lstm, type LstmParameters } from "@course/engine";
import { Random } from "@course/text";
import { assertEquals } from "../../assert.ts";
import {
  type Arrays,
  assertAgrees,
  assertSameBits,
  normal,
  type Operation,
  runOn,
  withGradients,
} from "../agree.ts";

const random = new Random(21);

/** Random inputs for B rows, T steps, E numbers, H units; a mask if asked. */
function lstmInputs(
  [B, T, E, H]: number[],
  masked = false,
): Arrays {
  const arrays: Arrays = {
    x: normal([B, T, E], random),
    kernel: normal([E, 4 * H], random, 1 / Math.sqrt(E)),
    recurrentKernel: normal([H, 4 * H], random, 1 / Math.sqrt(H)),
    bias: normal([4 * H], random),
  };
  if (masked) {
    arrays.mask = {
      values: Int32Array.from({ length: B * T }, () => random.below(2)),
      shape: [B, T],
    };
  }
  return arrays;
}

function operation(sequences: boolean, masked: boolean): Operation {
  return withGradients(
    ({ x, mask, ...parameters }) =>
      lstm(
        x as tf.Tensor3D,
        parameters as unknown as LstmParameters,
        { sequences, mask: masked ? mask as tf.Tensor2D : undefined },
      ),
    ["x", "kernel", "recurrentKernel", "bias"],
  );
}

const SHAPES = [
  [1, 1, 1, 1],
  [1, 7, 3, 5],
  [2, 1, 4, 8],
  [3, 5, 7, 9],
  [5, 12, 16, 32],
  [4, 9, 20, 33],
  [7, 20, 6, 130],
];

for (const sequences of [false, true]) {
  for (const masked of [false, true]) {
    const name = `${sequences ? "all states" : "the last state"}` +
      `${masked ? ", masked" : ""}`;
    Deno.test(`lstm() on wasm agrees with cpu: ${name}`, async () => {
      for (const shape of SHAPES) {
        const arrays = lstmInputs(shape, masked);
        await assertAgrees("wasm", operation(sequences, masked), arrays);
      }
    });
  }
}

Deno.test("lstm() on wasm agrees with cpu on large states", async () => {
  const large = lstmInputs([2, 3, 8, 512]);
  await assertAgrees("wasm", operation(false, false), large);
});

Deno.test("lstm() on wasm takes an empty batch", async () => {
  const arrays = lstmInputs([2, 3, 4, 5]);
  arrays.x = normal([0, 3, 4], random);
  const out = await runOn("wasm", ({ x, ...parameters }) => [
    lstm(x as tf.Tensor3D, parameters as unknown as LstmParameters),
  ], arrays);
  assertEquals(out[0].shape, [0, 5]);
});

Deno.test("lstm() on wasm hands on NaN to the rows that have it", async () => {
  const arrays = lstmInputs([3, 4, 2, 6]);
  arrays.x.values[2 * 4 + 1] = NaN; // row 1, step 0
  await assertAgrees("wasm", operation(false, false), arrays);
  arrays.x.values[2 * 4 + 1] = Infinity;
  const [{ values }] = await runOn("wasm", operation(false, false), arrays);
  assertEquals(values.some(Number.isNaN), false);
});

Deno.test("lstm() gives the same bits for any number of threads", async () => {
  const arrays = lstmInputs([5, 9, 12, 24], true);
  await assertSameBits(operation(true, true), arrays);
});
