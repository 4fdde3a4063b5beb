/**
 * Neural networks from first principles, on plain numbers: automatic
 * differentiation, losses, and the means to check a gradient.
 *
 * Logarithms are natural, so losses are in nats.
 *
 * @module
 */
export { sigmoid, softplus } from "./activations.ts";
export {
  autograd,
  checkGradient,
  compareGradients,
  finiteDifference,
  type GradientCheck,
  type GradientComparison,
  type Program,
} from "./gradient_check.ts";
export { bits, perplexity } from "./information.ts";
export {
  bceWithLogits,
  bceWithLogitsGradient,
  binaryCrossEntropy,
  crossEntropy,
  entropy,
  meanLoss,
} from "./losses.ts";
export {
  logSoftmax,
  logSumExp,
  softmax,
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
  softmaxJacobian,
} from "./softmax.ts";
export { labelSmoothing, oneHot } from "./targets.ts";
export { type Edge, Value } from "./value.ts";
export {
  bceWithLogitsValue,
  logSoftmaxValues,
  logSumExpValue,
  softmaxCrossEntropyValue,
  softmaxValues,
} from "./value_losses.ts";
