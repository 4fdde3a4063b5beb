import { layerNorm } from "@course/engine";
import { Random } from "@course/text";
import { assertAgrees, normal, withGradients } from "../agree.ts";
import { gpuTest } from "./on_gpu.ts";

const random = new Random(3);

for (
  const [rows, C] of [[1, 1], [3, 5], [65, 130], [200, 33], [2, 1025], [0, 4]]
) {
  for (const shifted of [false, true]) {
    const name = `[${rows}, ${C}]${shifted ? ", shift" : ""}`;
    gpuTest(
      `layerNorm() on webgpu agrees with cpu, gradients too: ${name}`,
      async () => {
        const inputs = {
          x: normal([rows, C], random),
          gain: normal([C], random),
          ...(shifted ? { shift: normal([C], random) } : {}),
        };
        await assertAgrees(
          "webgpu",
          withGradients(
            ({ x, gain, shift }) => layerNorm(x, gain, shift),
            Object.keys(inputs),
          ),
          inputs,
        );
      },
    );
  }
}

gpuTest(
  "layerNorm() on webgpu bears a mean far from zero, and passes NaN on",
  async () => {
    const x = normal([3, 100], random);
    x.values.forEach((v, i) => x.values[i] = v + 1000);
    x.values[7] = NaN;
    x.values[107] = Infinity;
    await assertAgrees(
      "webgpu",
      ({ x, gain }) => [layerNorm(x, gain)],
      { x, gain: normal([100], random) },
      1e-4, // 1000 + v has lost ten bits of v
    );
  },
);
