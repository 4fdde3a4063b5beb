/** Models that learn from text, and how good they are. */
export {
  logisticProbability,
  type LogisticRegression,
  type LogisticRegressionOptions,
  trainLogisticRegression,
} from "./logistic_regression.ts";
export {
  lstmClassifier,
  lstmParameters,
  type LstmSizes,
} from "./lstm_classifier.ts";
export {
  type AccuracyDifference,
  accuracyDifference,
  calibration,
  type CalibrationBin,
  type Confusion,
  confusion,
  meanCrossEntropy,
  type Roc,
  roc,
} from "./metrics.ts";
export {
  predict,
  type TextData,
  trainClassifier,
  type TrainingOptions,
  type TrainingStep,
} from "./training.ts";
