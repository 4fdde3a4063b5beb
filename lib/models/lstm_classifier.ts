import * as tf from "@tensorflow/tfjs";
import { layers } from "@course/engine";

/** Sizes of the classifier; the defaults are the source article's. */
export interface LstmSizes {
  /** Number of word ids V. Default 10,000. */
  vocabulary?: number;
  /** Numbers in a word's vector E. Default 128. */
  embedding?: number;
  /** Numbers in the LSTM's state H. Default 128. */
  units?: number;
  /** Seed of the first parameters. Default 1. */
  seed?: number;
}

/**
 * Builds Embedding(V, E) → LSTM(H) → Dense(1, sigmoid), not yet compiled.
 *
 * Input: word ids, int32 `[batch, time]`, any length of time. Output: the
 * probability of label 1, `[batch, 1]`, from the LSTM's last state.
 *
 * The parts follow Keras: gates with the true sigmoid (tfjs's own default is a
 * straight-line stand-in), a forget gate that starts open with bias 1, an
 * orthogonal recurrent matrix. Padding is read like a word, so put it before
 * the text.
 *
 * @param sizes V, E, H and the seed.
 * @returns The model, on the backend in use.
 */
export function lstmClassifier(
  { vocabulary = 10_000, embedding = 128, units = 128, seed = 1 }: LstmSizes =
    {},
): tf.Sequential {
  const model = tf.sequential();
  // Layers get their parameters when they are added; the tidy drops what
  // tfjs leaves behind while it makes them.
  tf.tidy(() => {
    model.add(tf.layers.embedding({
      name: "embedding",
      inputDim: vocabulary,
      outputDim: embedding,
      inputShape: [null],
      embeddingsInitializer: tf.initializers.randomUniform({
        minval: -0.05,
        maxval: 0.05,
        seed,
      }),
    }));
    model.add(layers.lstm({ name: "lstm", units, seed: seed + 1 }));
    model.add(tf.layers.dense({
      name: "dense",
      units: 1,
      activation: "sigmoid",
      kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 3 }),
    }));
  });
  return model;
}

/**
 * Counts the classifier's parameters by formula.
 *
 * @param sizes V, E and H.
 * @returns V·E for the embedding; 4·(E·H + H·H + H) for the LSTM, whose four
 * gates each look at the word, at the state before, and have a bias; H + 1 for
 * the dense layer; and the sum.
 */
export function lstmParameters(
  { vocabulary = 10_000, embedding = 128, units = 128 }: LstmSizes = {},
): { embedding: number; lstm: number; dense: number; total: number } {
  const layers = {
    embedding: vocabulary * embedding,
    lstm: 4 * (embedding * units + units * units + units),
    dense: units + 1,
  };
  return { ...layers, total: layers.embedding + layers.lstm + layers.dense };
}
