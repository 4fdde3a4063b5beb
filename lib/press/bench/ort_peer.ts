/**
 * onnxruntime-web as a contestant: products as graphs of one node, and the
 * classifier as the graph that `@course/onnx` writes.
 *
 * @module
 */
import { lstmClassifierOnnx, onnxModel, type Port } from "@course/onnx";
import { Random } from "@course/text";
import * as ort from "onnxruntime-web";
import { reviews } from "./lstm_data.ts";
import { batchOf, LSTM, PARTS, type Product, PRODUCTS } from "./parts.ts";
import { readArguments, serve, type Step } from "./serve.ts";

const { part, threads } = readArguments();
ort.env.wasm.numThreads = threads;
const random = new Random(1);

function numbers(size: number): Float32Array {
  return Float32Array.from({ length: size }, () => random.uniform() - 0.5);
}

/** MatMul, or Gemm where a matrix lies transposed, which MatMul can't read. */
async function product(sizes: Product): Promise<Step> {
  const { rows, inner, columns, transposed } = sizes;
  const shapes = {
    a: transposed === "a" ? [inner, rows] : [rows, inner],
    b: transposed === "b" ? [columns, inner] : [inner, columns],
  };
  const port = (name: string, shape: number[]): Port => ({
    name,
    type: "float32",
    shape,
  });
  const attributes: Record<string, number> = {};
  if (transposed) attributes[`trans${transposed.toUpperCase()}`] = 1;
  const bytes = onnxModel({
    name: "product",
    inputs: [port("a", shapes.a), port("b", shapes.b)],
    outputs: [port("c", [rows, columns])],
    nodes: [{
      op: transposed ? "Gemm" : "MatMul",
      inputs: ["a", "b"],
      outputs: ["c"],
      attributes,
    }],
  });
  const session = await ort.InferenceSession.create(bytes);
  const a = new ort.Tensor("float32", numbers(rows * inner), shapes.a);
  const b = new ort.Tensor("float32", numbers(inner * columns), shapes.b);
  return () => session.run({ a, b });
}

/** The classifier's answers; it is made once for all batches. */
async function classifier() {
  const { vocabulary, embedding, units, length } = LSTM;
  const weights = {
    embedding: numbers(vocabulary * embedding),
    kernel: numbers(embedding * 4 * units),
    recurrent: numbers(units * 4 * units),
    bias: numbers(4 * units),
    dense: numbers(units),
    denseBias: numbers(1),
  };
  const session = await ort.InferenceSession.create(
    lstmClassifierOnnx(weights),
  );
  const parameters = Object.values(weights)
    .reduce((sum, { length }) => sum + length, 0);
  const step = (batch: number): Step => {
    const ids = new ort.Tensor("int32", reviews(batch), [batch, length]);
    return () => session.run({ ids });
  };
  return { parameters, step };
}

const steps: Record<string, Step> = {};
let parameters = 0;
if (part === "sgemm") {
  for (const [name, sizes] of Object.entries(PRODUCTS)) {
    steps[name] = await product(sizes);
  }
} else {
  const model = await classifier();
  parameters = model.parameters;
  for (const name of PARTS.find(({ id }) => id === part)!.cases) {
    steps[name] = model.step(batchOf(name));
  }
}
const version = ort.env.versions.web ?? "";
await serve(
  { name: "onnxruntime-web", version, part, threads, parameters },
  steps,
);
