import * as tf from "@tensorflow/tfjs";
import {
  adam,
  sparseAccuracy,
  sparseCrossEntropyLoss,
  useBestBackend,
} from "@course/engine";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
} from "../assert.ts";

const logits = () =>
  tf.tensor3d([[[2, 0, 0], [0, 1, 0]], [[0, 0, 3], [1, 0, 0]]]);

Deno.test("sparseCrossEntropyLoss() takes labels with and without a last axis", async () => {
  await useBestBackend({ force: "cpu" });
  const labels = tf.tensor2d([[0, 1], [2, 2]]);
  const expected = [[2, 2], [1, 1], [3, 3], [1, 0]]
    .map(([top, right]) => Math.log(Math.exp(top) + 2) - right)
    .reduce((sum, loss) => sum + loss / 4, 0);
  for (const shape of [[2, 2], [2, 2, 1]]) {
    for (const dtype of ["int32", "float32"] as const) {
      const loss = sparseCrossEntropyLoss(
        labels.reshape(shape).cast(dtype),
        logits(),
      );
      assertEquals(loss.shape, []);
      assertAlmostEquals((await loss.data())[0], expected, 1e-6);
    }
  }
  const right = sparseAccuracy(labels, logits());
  assertEquals([...await right.data()], [1, 1, 1, 0]);
});

/** A model of logits [batch, 2, 3] from [batch, 2, 4]. */
function compiled(loss: "sparse" | "other") {
  const model = tf.sequential({
    layers: [tf.layers.dense({
      units: 3,
      inputShape: [2, 4],
      kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
    })],
  });
  model.compile({
    optimizer: adam({ learningRate: 0.1 }),
    loss: loss === "sparse" ? sparseCrossEntropyLoss : "meanSquaredError",
    metrics: ["accuracy"],
  });
  return model;
}

Deno.test("model.fit() learns from whole-number labels", async () => {
  await useBestBackend({ force: "cpu" });
  const x = tf.eye(4).expandDims(1).tile([1, 2, 1]); // [4, 2, 4]
  for (const shape of [[4, 2], [4, 2, 1]]) {
    const y = tf.tensor([0, 0, 1, 1, 2, 2, 0, 0], shape, "int32");
    const model = compiled("sparse");
    const { history } = await model.fit(x, y, { epochs: 30, verbose: 0 });
    assert(history.loss[29] as number < 0.3, `loss ${history.loss[29]}`);
    assertEquals(history.acc[29], 1);
    const [loss, accuracy] = model.evaluate(x, y) as tf.Scalar[];
    assert((await loss.data())[0] < 0.3);
    assertEquals((await accuracy.data())[0], 1);
  }
});

Deno.test("other losses still want labels in the shape of the output", async () => {
  await useBestBackend({ force: "cpu" });
  const model = compiled("other");
  await assertRejects(
    async () =>
      await model.trainOnBatch(tf.ones([1, 2, 4]), tf.ones([1, 2, 1])),
    Error,
    "target",
  );
});
