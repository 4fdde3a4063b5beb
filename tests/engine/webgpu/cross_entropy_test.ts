import { softmaxCrossEntropy } from "@course/engine";
import { Random } from "@course/text";
import { assertAgrees, normal, withGradients } from "../agree.ts";
import { gpuTest } from "./on_gpu.ts";

const random = new Random(6);

const operation = withGradients(
  ({ logits, labels }) => softmaxCrossEntropy(logits, labels),
  ["logits"],
);
const someLabels = (rows: number, V: number) => ({
  values: Int32Array.from({ length: rows }, () => random.below(V)),
  shape: [rows],
});

for (const [rows, V] of [[1, 1], [3, 2], [65, 257], [4, 10_001], [0, 3]]) {
  gpuTest(
    `softmaxCrossEntropy() on webgpu agrees with cpu, gradient too: [${rows}, ${V}]`,
    async () => {
      await assertAgrees("webgpu", operation, {
        logits: normal([rows, V], random, 3),
        labels: someLabels(rows, V),
      });
    },
  );
}

gpuTest(
  "softmaxCrossEntropy() on webgpu bears large logits, NaN and Infinity",
  async () => {
    const logits = normal([5, 70], random, 1000);
    logits.values[70] = NaN;
    logits.values[150] = Infinity;
    logits.values[220] = -Infinity;
    await assertAgrees("webgpu", operation, {
      logits,
      labels: someLabels(5, 70),
    });
  },
);

gpuTest(
  "softmaxCrossEntropy() on webgpu gives a label outside NaN and no gradient",
  async () => {
    await assertAgrees("webgpu", operation, {
      logits: normal([4, 6], random),
      labels: { values: Int32Array.of(-1, 6, 5, 1_000_000), shape: [4] },
    });
  },
);
