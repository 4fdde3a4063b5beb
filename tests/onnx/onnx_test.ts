import { lstmClassifierOnnx, onnxModel, type Port } from "@course/onnx";
import * as ort from "onnxruntime-web";
import { Message } from "../../lib/onnx/protobuf.ts";
import { readTrajectory } from "../engine/trajectory.ts";
import { assertAlmostEquals, assertEquals, assertThrows } from "../assert.ts";

ort.env.wasm.numThreads = 1;

const port = (name: string, ...shape: (number | string)[]): Port => ({
  name,
  type: "float32",
  shape,
});

/** Runs a file with the runtime and answers its only output. */
async function run(bytes: Uint8Array, inputs: Record<string, ort.Tensor>) {
  const session = await ort.InferenceSession.create(bytes);
  try {
    const [output] = Object.values(await session.run(inputs));
    return { shape: [...output.dims], values: output.data as Float32Array };
  } finally {
    await session.release();
  }
}

Deno.test("Message writes varints, floats, text and messages", () => {
  const inner = new Message().text(2, "é");
  const bytes = new Message().integer(1, 300).integer(2, -1).float(3, 1.5)
    .message(20, inner).finish();
  assertEquals([...bytes], [
    ...[0x08, 0xac, 0x02], // field 1: 300 = 0b10_0101100
    ...[0x10, ...Array(9).fill(0xff), 0x01], // field 2: −1 in 64 bits
    ...[0x1d, 0x00, 0x00, 0xc0, 0x3f], // field 3: 1.5
    ...[0xa2, 0x01, 0x04, 0x12, 0x02, 0xc3, 0xa9], // field 20: {2: "é"}
  ]);
});

Deno.test("onnxModel() writes a product that the runtime computes", async () => {
  const bytes = onnxModel({
    name: "product",
    inputs: [port("a", "rows", 3)],
    outputs: [port("c", "rows", 2)],
    weights: [{
      name: "b",
      shape: [3, 2],
      values: Float32Array.of(1, 2, 3, 4, 5, 6),
    }],
    nodes: [{ op: "MatMul", inputs: ["a", "b"], outputs: ["c"] }],
  });
  const a = new ort.Tensor("float32", Float32Array.of(1, 0, 0, 1, 1, 1), [
    2,
    3,
  ]);
  const { shape, values } = await run(bytes, { a });
  assertEquals(shape, [2, 2]);
  assertEquals([...values], [1, 2, 9, 12]);
});

Deno.test("onnxModel() writes attributes of each kind", async () => {
  const bytes = onnxModel({
    name: "attributes",
    inputs: [port("a", 2, 2)],
    outputs: [port("c", 2, 2)],
    nodes: [{
      op: "Gemm",
      inputs: ["a", "a"],
      outputs: ["c"],
      attributes: { alpha: { float: 0.5 }, transA: 1 },
    }],
  });
  const a = new ort.Tensor("float32", Float32Array.of(1, 2, 3, 4), [2, 2]);
  assertEquals([...(await run(bytes, { a })).values], [5, 7, 7, 10]);
});

Deno.test("onnxModel() refuses what no runtime could read", () => {
  const graph = {
    name: "broken",
    inputs: [port("a", 2)],
    outputs: [port("c", 2)],
    nodes: [{ op: "Relu", inputs: ["b"], outputs: ["c"] }],
  };
  assertThrows(
    () => onnxModel(graph),
    RangeError,
    'The node Relu reads "b", which nothing before it gives',
  );
  assertThrows(
    () =>
      onnxModel({
        ...graph,
        nodes: [{ op: "Relu", inputs: ["a"], outputs: ["d"] }],
      }),
    RangeError,
    'The graph\'s output reads "c"',
  );
  assertThrows(
    () =>
      onnxModel({
        ...graph,
        weights: [{ name: "b", shape: [3], values: Float32Array.of(1) }],
      }),
    RangeError,
    'The weight "b" of shape [3] needs 3 values, got 1',
  );
});

Deno.test("lstmClassifierOnnx() gives PyTorch's first loss from its weights", async () => {
  const { weights, data, losses } = readTrajectory("lstm");
  const bytes = lstmClassifierOnnx({
    embedding: weights["embedding"].values,
    kernel: weights["lstm.kernel"].values,
    recurrent: weights["lstm.recurrent"].values,
    bias: weights["lstm.bias"].values,
    dense: weights["dense.kernel"].values,
    denseBias: weights["dense.bias"].values,
  });
  const [, batch, length] = data.ids.shape;
  const ids = new ort.Tensor(
    "int32",
    data.ids.values.slice(0, batch * length),
    [batch, length],
  );
  const { shape, values } = await run(bytes, { ids });
  assertEquals(shape, [batch, 1]);
  const loss = [...values].reduce(
    (sum, p, i) => sum - Math.log(data.labels.values[i] ? p : 1 - p),
    0,
  ) / batch;
  assertAlmostEquals(loss, losses[0], 1e-6);
});

Deno.test("lstmClassifierOnnx() refuses parameters that do not fit", () => {
  const zeros = (size: number) => new Float32Array(size);
  assertThrows(
    () =>
      lstmClassifierOnnx({
        embedding: zeros(10),
        kernel: zeros(16),
        recurrent: zeros(16),
        bias: zeros(4),
        dense: zeros(2),
        denseBias: zeros(1),
      }),
    RangeError,
    "An LSTM of 2 units needs a recurrent matrix of 16 numbers and a bias of 8",
  );
});
