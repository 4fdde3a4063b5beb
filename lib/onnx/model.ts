/**
 * An ONNX file: a graph of named values, written as protocol buffers. The
 * numbers of the fields are those of `onnx.proto` (ONNX, IR version 8).
 *
 * @module
 */
import { Message } from "./protobuf.ts";

/** Numbers that the file carries. */
export interface Weight {
  name: string;
  shape: number[];
  values: Float32Array | Int32Array | BigInt64Array;
}

/** A value that goes in or comes out. */
export interface Port {
  name: string;
  type: "float32" | "int32" | "int64";
  /** An axis of any length has a name instead of a number. */
  shape: (number | string)[];
}

/** One operation. */
export interface Node {
  /** For example "MatMul". */
  op: string;
  inputs: string[];
  outputs: string[];
  /** Whole numbers are written as integers, `{ float }` as float32. */
  attributes?: Record<string, number | string | { float: number }>;
}

/** A graph: its nodes in an order in which they can be computed. */
export interface Graph {
  name: string;
  inputs: Port[];
  outputs: Port[];
  nodes: Node[];
  weights?: Weight[];
}

const IR_VERSION = 8;
const OPSET = 17;
const TYPES = { float32: 1, int32: 6, int64: 7 };

/**
 * Writes a graph as the bytes of an `.onnx` file.
 *
 * @param graph Nodes, ports and weights.
 * @returns The file, to be saved or handed to an ONNX runtime.
 * @throws {RangeError} When a weight does not fill its shape, or a node reads
 * a value that nothing before it gives.
 *
 * @example
 * ```ts
 * const port = (name: string): Port => ({ name, type: "float32", shape: [2, 2] });
 * const bytes = onnxModel({
 *   name: "product",
 *   inputs: [port("a"), port("b")],
 *   outputs: [port("c")],
 *   nodes: [{ op: "MatMul", inputs: ["a", "b"], outputs: ["c"] }],
 * });
 * ```
 */
export function onnxModel(graph: Graph): Uint8Array<ArrayBuffer> {
  checkNames(graph);
  const body = new Message();
  for (const node of graph.nodes) body.message(1, nodeMessage(node));
  body.text(2, graph.name);
  for (const weight of graph.weights ?? []) {
    body.message(5, weightMessage(weight));
  }
  for (const port of graph.inputs) body.message(11, portMessage(port));
  for (const port of graph.outputs) body.message(12, portMessage(port));
  const opset = new Message().text(1, "").integer(2, OPSET);
  return new Message()
    .integer(1, IR_VERSION)
    .text(2, "Talent & Transformers")
    .message(7, body)
    .message(8, opset)
    .finish();
}

function nodeMessage({ op, inputs, outputs, attributes = {} }: Node): Message {
  const message = new Message();
  for (const name of inputs) message.text(1, name);
  for (const name of outputs) message.text(2, name);
  message.text(4, op);
  for (const [name, value] of Object.entries(attributes)) {
    const attribute = new Message().text(1, name);
    if (typeof value === "object") {
      attribute.float(2, value.float).integer(20, 1);
    } else if (typeof value === "number") {
      attribute.integer(3, value).integer(20, 2);
    } else {
      attribute.text(4, value).integer(20, 3);
    }
    message.message(5, attribute);
  }
  return message;
}

function weightMessage({ name, shape, values }: Weight): Message {
  const size = shape.reduce((a, b) => a * b, 1);
  if (size !== values.length) {
    throw new RangeError(
      `The weight "${name}" of shape [${shape}] needs ${size} values, ` +
        `got ${values.length}`,
    );
  }
  const type = values instanceof Float32Array
    ? TYPES.float32
    : values instanceof Int32Array
    ? TYPES.int32
    : TYPES.int64;
  const message = new Message();
  for (const length of shape) message.integer(1, length);
  // ONNX wants little-endian, which is what every machine that runs WASM has.
  const { buffer, byteOffset, byteLength } = values;
  return message.integer(2, type).text(8, name)
    .bytes(9, new Uint8Array(buffer, byteOffset, byteLength));
}

function portMessage({ name, type, shape }: Port): Message {
  const axes = new Message();
  for (const axis of shape) {
    axes.message(
      1,
      typeof axis === "number"
        ? new Message().integer(1, axis)
        : new Message().text(2, axis),
    );
  }
  const tensor = new Message().integer(1, TYPES[type]).message(2, axes);
  return new Message().text(1, name).message(
    2,
    new Message().message(1, tensor),
  );
}

/** Every value must be there before it is read; "" stands for one left out. */
function checkNames({ inputs, outputs, nodes, weights = [] }: Graph): void {
  const known = new Set(["", ...[...inputs, ...weights].map((v) => v.name)]);
  const need = (name: string, who: string) => {
    if (known.has(name)) return;
    throw new RangeError(
      `${who} reads "${name}", which nothing before it gives`,
    );
  };
  for (const node of nodes) {
    for (const name of node.inputs) need(name, `The node ${node.op}`);
    for (const name of node.outputs) known.add(name);
  }
  for (const { name } of outputs) need(name, "The graph's output");
}
