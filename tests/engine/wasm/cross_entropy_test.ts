import { softmaxCrossEntropy } from "@course/engine";
import { Random } from "@course/text";
import {
  assertAgrees,
  assertSameBits,
  normal,
  withGradients,
} from "../agree.ts";

const random = new Random(33);
const operation = withGradients(
  ({ logits, labels }) => softmaxCrossEntropy(logits, labels),
  ["logits"],
);

function inputs(rows: number, choices: number, scale = 3) {
  return {
    logits: normal([rows, choices], random, scale),
    labels: {
      values: Int32Array.from({ length: rows }, () => random.below(choices)),
      shape: [rows],
    },
  };
}

Deno.test("softmaxCrossEntropy() on wasm agrees with cpu, for all sizes", async () => {
  for (let trial = 0; trial < 25; trial++) {
    const rows = [1, 2, 5, 33, 200][random.below(5)];
    const choices = [1, 2, 3, 4, 7, 8, 65, 1001][random.below(8)];
    await assertAgrees("wasm", operation, inputs(rows, choices), 2e-6);
  }
  await assertAgrees("wasm", operation, inputs(3, 50_257), 2e-6);
  await assertAgrees("wasm", operation, inputs(0, 4));
});

Deno.test("softmaxCrossEntropy() on wasm agrees with cpu on large logits", async () => {
  await assertAgrees("wasm", operation, inputs(40, 9, 1000), 2e-6);
  await assertAgrees("wasm", operation, inputs(40, 9, 1e30), 2e-6);
  await assertAgrees("wasm", operation, inputs(40, 9, 1e-30), 2e-6);
});

Deno.test("softmaxCrossEntropy() on wasm treats odd numbers and labels as cpu does", async () => {
  const choices = 6;
  const arrays = inputs(10, choices);
  const { logits, labels } = arrays;
  const set = (row: number, column: number, value: number) =>
    logits.values[row * choices + column] = value;
  set(0, 5, NaN);
  set(1, 2, Infinity);
  set(2, 2, -Infinity);
  labels.values[3] = 2;
  set(3, 2, -Infinity); // an impossible label: an infinite loss
  logits.values.fill(-Infinity, 4 * choices, 5 * choices);
  labels.values[5] = -1;
  labels.values[6] = choices;
  set(7, 0, NaN);
  labels.values[7] = 100;
  await assertAgrees("wasm", operation, arrays, 2e-6);
});

Deno.test("softmaxCrossEntropy() gives the same bits for any number of threads", async () => {
  await assertSameBits(operation, inputs(401, 97));
});
