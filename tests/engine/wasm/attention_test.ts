import * as tf from "@tensorflow/tfjs";
import { attention } from "@course/engine";
import { Random } from "@course/text";
import {
  type Arrays,
  assertAgrees,
  assertSameBits,
  normal,
  type Operation,
  withGradients,
} from "../agree.ts";

const random = new Random(34);

function operation(heads: number, causal: boolean): Operation {
  return withGradients(
    ({ qkv, mask }) => attention(qkv as tf.Tensor3D, { heads, causal, mask }),
    ["qkv"],
  );
}

/** Random inputs for B rows, T steps, heads of width d; a mask if asked. */
function inputs(
  [B, T, heads, d]: number[],
  masked: boolean,
): Arrays {
  const qkv = normal([B, T, 3 * heads * d], random);
  if (!masked) return { qkv };
  const values = Int32Array.from({ length: B * T }, () => random.below(3) && 1);
  return { qkv, mask: { values, shape: [B, T] } };
}

const pick = (values: number[]) => values[random.below(values.length)];

for (const causal of [false, true]) {
  for (const masked of [false, true]) {
    const kind = `${causal ? "causal" : "all keys"}${masked ? ", masked" : ""}`;
    Deno.test(`attention() on wasm agrees with cpu: ${kind}`, async () => {
      for (let trial = 0; trial < 12; trial++) {
        const shape = [
          pick([1, 2, 3]),
          pick([1, 2, 5, 15, 16, 17, 31, 32, 33, 49, 66]),
          pick([1, 2, 5]),
          pick([1, 3, 4, 8, 13, 32]),
        ];
        await assertAgrees(
          "wasm",
          operation(shape[2], causal),
          inputs(shape, masked),
        );
      }
    });
  }
}

Deno.test("attention() on wasm agrees with cpu on long and wide inputs", async () => {
  for (const shape of [[1, 260, 1, 16], [1, 40, 2, 80]]) {
    for (const causal of [false, true]) {
      await assertAgrees(
        "wasm",
        operation(shape[2], causal),
        inputs(shape, true),
      );
    }
  }
});

Deno.test("attention() on wasm takes an empty batch and an empty sequence", async () => {
  for (const shape of [[0, 3, 2, 4], [2, 0, 2, 4]]) {
    await assertAgrees("wasm", operation(2, true), inputs(shape, true));
  }
});

Deno.test("attention() on wasm answers zeros to a row that sees nothing", async () => {
  const arrays = inputs([2, 20, 2, 4], true);
  arrays.mask.values.fill(0, 0, 20); // row 0: nothing at all
  arrays.mask.values.fill(0, 20, 23); // row 1, if causal: 0 to 2 see nothing
  for (const causal of [false, true]) {
    await assertAgrees("wasm", operation(2, causal), arrays);
  }
});

Deno.test("attention() on wasm keeps NaN and infinity from those who don't see them", async () => {
  const [B, T, heads, d] = [2, 37, 2, 5];
  const width = 3 * heads * d;
  for (const odd of [NaN, Infinity, -Infinity]) {
    for (const part of [0, 1, 2]) { // a query, a key, a value
      for (const masked of [false, true]) {
        const arrays = inputs([B, T, heads, d], masked);
        const t = 6;
        arrays.qkv.values[t * width + part * heads * d + 1] = odd;
        if (masked) arrays.mask.values[t] = 0;
        await assertAgrees("wasm", operation(heads, true), arrays);
        await assertAgrees("wasm", operation(heads, false), arrays);
      }
    }
  }
});

Deno.test("attention() on wasm agrees with cpu on large scores", async () => {
  const arrays = inputs([1, 33, 1, 4], false);
  arrays.qkv.values = arrays.qkv.values.map((v) => 30 * v);
  // A score of 1000 has an error of 6e-5 in single precision.
  await assertAgrees("wasm", operation(1, true), arrays, 1e-3);
});

Deno.test("attention() gives the same bits for any number of threads", async () => {
  await assertSameBits(operation(3, true), inputs([3, 50, 3, 17], true));
});
