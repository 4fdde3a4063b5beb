import { onnxModel, type Weight } from "./model.ts";

/** Parameters of Embedding → LSTM → Dense(1), as Keras and tfjs keep them. */
export interface ClassifierWeights {
  /** Word vectors [V, E]. */
  embedding: Float32Array;
  /** Input to gates [E, 4H], gates in the order i, f, g, o. */
  kernel: Float32Array;
  /** State to gates [H, 4H]. */
  recurrent: Float32Array;
  /** Bias of the gates [4H]. */
  bias: Float32Array;
  /** State to logit [H, 1]. */
  dense: Float32Array;
  /** Bias of the logit [1]. */
  denseBias: Float32Array;
}

/**
 * Writes the classifier as an ONNX file.
 *
 * Input "ids": int32 [batch, time]. Output "probability": float32 [batch, 1].
 *
 * ONNX's LSTM takes time before batch, keeps its matrices as [outputs, inputs],
 * wants the gates in the order i, o, f, g, and has two biases that are added:
 * the second is zero here.
 *
 * @param weights All parameters; the sizes V, E and H follow from them.
 * @returns The bytes of the file.
 * @throws {RangeError} When the parameters do not fit each other.
 */
export function lstmClassifierOnnx(
  weights: ClassifierWeights,
): Uint8Array<ArrayBuffer> {
  const { embedding, kernel, recurrent, bias, dense, denseBias } = weights;
  const units = dense.length;
  const inputs = kernel.length / (4 * units);
  const words = embedding.length / inputs;
  if (
    bias.length !== 4 * units || recurrent.length !== 4 * units * units ||
    !Number.isInteger(inputs) || !Number.isInteger(words)
  ) {
    throw new RangeError(
      `An LSTM of ${units} units needs a recurrent matrix of ` +
        `${4 * units * units} numbers and a bias of ${4 * units}; got ` +
        `${recurrent.length} and ${bias.length}, a kernel of ` +
        `${kernel.length} and an embedding of ${embedding.length}`,
    );
  }
  const biases = new Float32Array(8 * units);
  biases.set(gatesFirst(bias, 1, units));
  const weight = (
    name: string,
    shape: number[],
    values: Weight["values"],
  ): Weight => ({ name, shape, values });
  return onnxModel({
    name: "lstm-classifier",
    inputs: [{ name: "ids", type: "int32", shape: ["batch", "time"] }],
    outputs: [{ name: "probability", type: "float32", shape: ["batch", 1] }],
    weights: [
      weight("embedding", [words, inputs], embedding),
      weight("W", [1, 4 * units, inputs], gatesFirst(kernel, inputs, units)),
      weight("R", [1, 4 * units, units], gatesFirst(recurrent, units, units)),
      weight("B", [1, 8 * units], biases),
      weight("dense", [units, 1], dense),
      weight("denseBias", [1], denseBias),
      weight("first", [1], BigInt64Array.of(0n)),
    ],
    nodes: [
      // Ids are turned before they become vectors: fewer bytes to move.
      { op: "Transpose", inputs: ["ids"], outputs: ["steps"] },
      { op: "Gather", inputs: ["embedding", "steps"], outputs: ["x"] },
      {
        op: "LSTM",
        inputs: ["x", "W", "R", "B"],
        outputs: ["", "last"], // [1, batch, H]; the other states are not asked for
        attributes: { hidden_size: units },
      },
      { op: "Squeeze", inputs: ["last", "first"], outputs: ["h"] },
      { op: "Gemm", inputs: ["h", "dense", "denseBias"], outputs: ["logit"] },
      { op: "Sigmoid", inputs: ["logit"], outputs: ["probability"] },
    ],
  });
}

/** From [rows, (i f g o) · H] to [(i o f g) · H, rows]. */
function gatesFirst(
  matrix: Float32Array,
  rows: number,
  units: number,
): Float32Array {
  const out = new Float32Array(matrix.length);
  [0, 3, 1, 2].forEach((gate, place) => {
    for (let unit = 0; unit < units; unit++) {
      const to = (place * units + unit) * rows;
      const from = gate * units + unit;
      for (let row = 0; row < rows; row++) {
        out[to + row] = matrix[row * 4 * units + from];
      }
    }
  });
  return out;
}
