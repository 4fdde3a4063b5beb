/** Models as ONNX files. */
export {
  type ClassifierWeights,
  lstmClassifierOnnx,
} from "./lstm_classifier.ts";
export {
  type Graph,
  type Node,
  onnxModel,
  type Port,
  type Weight,
} from "./model.ts";
