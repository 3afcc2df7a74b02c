import * as core from '@tensorflow/tfjs-core';
import * as tfLayers from '@tensorflow/tfjs-layers';
import { tfjs } from '../../../extension/rewrite/frameworks/tfjs';
import { fileSource, type RewriteLanguage } from '../../../extension/rewrite/source';
import { applyEdits } from '../../../extension/rewrite/textEdits';
import { parsers } from '../parsers';

const tf = { ...core, ...tfLayers };

/** The text with every ReLU swapped for `target`. */
export function swapRelu(text: string, target: string, language: RewriteLanguage = 'javascript'): Promise<string> {
  return parsers.withTree(fileSource(text, language), (tree) => {
    const reading = tfjs.read(tree);
    const sites = reading.detections.filter(({ activation }) => activation === 'relu');
    return applyEdits(text, reading.plan(sites, target).edits);
  });
}

/** What a script that requires tensorflow.js leaves in `result`. */
export function run<Result>(script: string): Result {
  return new Function('require', `${script}\nreturn result;`)(() => tf);
}

/** A model's way to disk and back, in memory. */
export async function savedAndLoaded(model: tfLayers.LayersModel): Promise<tfLayers.LayersModel> {
  const saved: core.io.ModelArtifacts[] = [];
  await model.save(
    core.io.withSaveHandler(async (artifacts) => {
      saved.push(artifacts);
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const [artifacts] = saved;
  if (!artifacts) throw new Error('The model did not hand over its artifacts.');
  return tfLayers.loadLayersModel(core.io.fromMemory(artifacts));
}
