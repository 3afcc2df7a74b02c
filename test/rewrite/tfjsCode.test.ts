import '@tensorflow/tfjs-backend-cpu';
import * as core from '@tensorflow/tfjs-core';
import * as tfLayers from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../extension/rewrite/activationNames';
import { planSwap } from '../../extension/rewrite/edits';
import { fileSource } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';

/** The code that comes out is run, not only compared: values, finite gradients in the tails, saving and loading. */

const tf = { ...core, ...tfLayers };

async function run<Result>(text: string, target: ActivationId): Promise<Result> {
  const source = fileSource(`const tf = require('@tensorflow/tfjs');\n${text}`, 'javascript');
  const { edits } = await planSwap(parsers, source, ({ activation }) => activation === 'relu', target);
  expect(edits.length).toBeGreaterThan(0);
  const code = applyEdits(source.text, edits).replace("require('@tensorflow/tfjs')", 'framework');
  return new Function('framework', `${code}\nreturn result;`)(tf);
}

/** [x, f(x)], from PyTorch in float64. */
const values: [ActivationId, number, number][] = [
  ['telu', -1, -0.3521354905],
  ['telu', 0.5, 0.4643409706],
  ['silu', -1, -0.2689414214],
  ['mish', -1, -0.3034014613],
  ['gelu', -1, -0.1586552539],
  ['gelu_tanh', -1, -0.1588080094],
  ['relu_squared', 2, 4],
  ['hard_swish', -1, -0.3333333333],
  ['elu', -1, -0.6321205588],
  ['selu', -1, -1.1113307378],
];

describe('swapped tensorflow.js code', () => {
  it.each(values)('%s(%d) = %d', async (target, x, expected) => {
    const act = await run<(x: core.Tensor) => core.Tensor>('const result = (x) => tf.relu(x);', target);
    expect(act(core.tensor1d([x])).dataSync()[0]).toBeCloseTo(expected, 5);
  });

  it.each<ActivationId>(['telu', 'silu', 'mish', 'gelu', 'gelu_tanh'])(
    '%s has finite gradients at ±1e4',
    async (target) => {
      const act = await run<(x: core.Tensor) => core.Tensor>('const result = (x) => tf.relu(x);', target);
      const slopes = core
        .grad((x) => core.sum(act(x)))(core.tensor1d([-1e4, -100, 0, 100, 1e4]))
        .dataSync();
      expect([...slopes].every(Number.isFinite)).toBe(true);
      expect(slopes[4]).toBeCloseTo(1, 5);
    },
  );

  it('trains, saves and loads a model with the registered TeLU', async () => {
    const model = await run<tfLayers.Sequential>(
      "const result = tf.sequential({ layers: [tf.layers.dense({ units: 2, activation: 'relu', inputShape: [1] })] });",
      'telu',
    );
    const copy = await tfLayers.loadLayersModel(core.io.fromMemory(await artifactsOf(model)));
    const x = core.tensor2d([[1], [-2]]);
    const [before, after] = [model.predict(x) as core.Tensor, copy.predict(x) as core.Tensor];
    expect([...after.dataSync()]).toEqual([...before.dataSync()]);
  });

  it('puts a trainable xIELU layer behind the dense layer, with slope β at 0', async () => {
    const model = await run<tfLayers.Sequential>(
      "const result = tf.sequential();\nresult.add(tf.layers.dense({ units: 1, activation: 'relu', inputShape: [1] }));",
      'xielu',
    );
    expect(model.layers.map((layer) => layer.getClassName())).toEqual(['Dense', 'XIELU']);
    expect(model.trainableWeights.length).toBe(4);
    const [, layer] = model.layers;
    if (!layer) {
      throw new Error('The model has no second layer.');
    }
    const slopes = core
      .grad((x) => core.sum(layer.apply(x) as core.Tensor))(core.tensor2d([[-1], [0], [1]]))
      .dataSync();
    expect(slopes[1]).toBeCloseTo(0.5, 6);
    expect(slopes[2]).toBeCloseTo(2 * 0.8 + 0.5, 5);
    expect(slopes[0]).toBeCloseTo(0.8 * (Math.exp(-1) - 1) + 0.5, 5);
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    await model.fit(core.tensor2d([[1], [-1]]), core.tensor2d([[3], [0]]), { epochs: 1 });
    await tfLayers.loadLayersModel(core.io.fromMemory(await artifactsOf(model)));
  });
});

async function artifactsOf(model: tfLayers.LayersModel): Promise<core.io.ModelArtifacts> {
  let saved: core.io.ModelArtifacts | undefined;
  const save = async (artifacts: core.io.ModelArtifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' as const } };
  };
  await model.save(core.io.withSaveHandler(save));
  if (!saved) {
    throw new Error('The model did not hand over its artifacts.');
  }
  return saved;
}
