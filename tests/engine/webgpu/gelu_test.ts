import { gelu } from "@course/engine";
import { Random } from "@course/text";
import { assertAgrees, normal, withGradients } from "../agree.ts";
import { gpuTest } from "./on_gpu.ts";

const random = new Random(2);

for (const shape of [[], [1], [3, 5, 7], [1000], [0, 3]]) {
  gpuTest(
    `gelu() on webgpu agrees with cpu, gradient too: [${shape}]`,
    async () => {
      await assertAgrees(
        "webgpu",
        withGradients(({ x }) => gelu(x), ["x"]),
        { x: normal(shape, random, 2) },
      );
    },
  );
}

gpuTest("gelu() on webgpu is right to 1e-6, and at the ends", async () => {
  const values = [-30, -6, -3, -1, -0.5, -1e-3, 0, 1e-3, 0.5, 1, 3, 6, 30];
  for (const x of [...values, 1e30, -1e30, Infinity, -Infinity, NaN]) {
    await assertAgrees(
      "webgpu",
      withGradients(({ x }) => gelu(x), ["x"]),
      { x: { values: Float32Array.of(x), shape: [1] } },
      1e-6,
    );
  }
});
