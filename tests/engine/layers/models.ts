import * as tf from "@tensorflow/tfjs";

/** Saves a model to memory and loads it again. */
export async function roundTrip(
  model: tf.LayersModel,
  includeOptimizer = false,
): Promise<tf.LayersModel> {
  let saved!: tf.io.ModelArtifacts;
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({
        modelArtifactsInfo: {
          dateSaved: new Date(),
          modelTopologyType: "JSON",
        },
      });
    }),
    { includeOptimizer },
  );
  // A file holds text: what a config cannot say in JSON is lost.
  const modelTopology = JSON.parse(JSON.stringify(saved.modelTopology));
  return await tf.loadLayersModel(
    tf.io.fromMemory({ ...saved, modelTopology }),
  );
}

/** The largest difference between two tensors. */
export async function worst(a: tf.Tensor, b: tf.Tensor): Promise<number> {
  const difference = tf.tidy(() => a.sub(b).abs().max());
  const [value] = await difference.data();
  difference.dispose();
  return value;
}

/** Names of a layer's parameters, without the layer's own. */
export const parameterNames = (layer: tf.layers.Layer): string[] =>
  layer.weights.map(({ originalName }) =>
    originalName.slice(layer.name.length + 1)
  );
