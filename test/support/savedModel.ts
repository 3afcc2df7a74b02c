import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** What saving the model writes, its topology by way of text as a file would have it. */
export async function artifactsOf(model: LayersModel): Promise<tf.io.ModelArtifacts> {
  return new Promise((resolve) => {
    void model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        resolve({ ...artifacts, modelTopology: JSON.parse(JSON.stringify(artifacts.modelTopology)) });
        return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
      }),
    );
  });
}
