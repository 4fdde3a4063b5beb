import * as tf from "@tensorflow/tfjs";
import { Random } from "@course/text";
import { assertAgrees, normal, withGradients } from "../agree.ts";
import { gpuTest } from "./on_gpu.ts";

const random = new Random(8);

for (const count of [1, 2, 7, 8, 15, 60]) {
  gpuTest(`addN() on webgpu agrees with cpu: ${count} tensors`, async () => {
    const names = Array.from({ length: count }, (_, i) => `x${i}`);
    await assertAgrees(
      "webgpu",
      withGradients((x) => tf.addN(names.map((name) => x[name])), names),
      Object.fromEntries(names.map((name) => [name, normal([3, 5], random)])),
    );
  });
}
