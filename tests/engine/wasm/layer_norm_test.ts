import { layerNorm } from "@course/engine";
import { Random } from "@course/text";
import {
  assertAgrees,
  assertSameBits,
  normal,
  type Operation,
  withGradients,
} from "../agree.ts";

const random = new Random(31);

const withShift = withGradients(
  ({ x, gain, shift }) => layerNorm(x, gain, shift),
  ["x", "gain", "shift"],
);
const withoutShift = withGradients(
  ({ x, gain }) => layerNorm(x, gain, undefined, 1e-3),
  ["x", "gain"],
);

const inputs = (shape: number[]) => ({
  x: normal(shape, random),
  gain: normal(shape.slice(-1), random),
  shift: normal(shape.slice(-1), random),
});

Deno.test("layerNorm() on wasm agrees with cpu, for all sizes", async () => {
  for (let trial = 0; trial < 25; trial++) {
    const rows = [1, 2, 7, 64, 65, 150][random.below(6)];
    const columns = [1, 2, 3, 4, 5, 8, 17, 128, 131][random.below(9)];
    const operation = trial % 2 === 0 ? withShift : withoutShift;
    await assertAgrees("wasm", operation, inputs([rows, columns]));
  }
  for (const shape of [[9], [2, 3, 4, 6], [3000, 20], [2, 20_001]]) {
    await assertAgrees("wasm", withShift, inputs(shape));
  }
});

Deno.test("layerNorm() on wasm takes no rows", async () => {
  await assertAgrees("wasm", withShift, inputs([0, 5]));
});

Deno.test("layerNorm() on wasm agrees with cpu far from zero", async () => {
  const arrays = inputs([40, 300]);
  arrays.x.values = arrays.x.values.map((v) => 3000 + v);
  const forward: Operation = ({ x, gain, shift }) => [
    layerNorm(x, gain, shift),
  ];
  await assertAgrees("wasm", forward, arrays, 2e-6);
});

Deno.test("layerNorm() on wasm keeps NaN and infinity in their rows", async () => {
  for (const odd of [NaN, Infinity, -Infinity]) {
    const arrays = inputs([5, 9]);
    arrays.x.values[2 * 9 + 8] = odd;
    await assertAgrees("wasm", withShift, arrays);
  }
});

Deno.test("layerNorm() gives the same bits for any number of threads", async () => {
  await assertSameBits(withShift, inputs([700, 97]));
});
