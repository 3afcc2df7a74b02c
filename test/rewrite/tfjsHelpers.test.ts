import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../extension/rewrite/activationNames';
import { fileSource } from '../../extension/rewrite/source';
import { type Activation, activations, curveOf, defineActivation } from '../../kernels/activations';
import { div, exp, square, x } from '../../kernels/expression/build';
import { defineOwnActivations } from '../support/ownActivations';
import { parsers } from './parsers';
import { run, savedAndLoaded, swapRelu } from './support/tfjsPrograms';

/** What a swap writes where tensorflow.js lacks a name, for the whole catalogue and for what a person defined: executed, forward and backward. */

const script = "const tf = require('@tensorflow/tfjs');\n";
const isTrained = ({ parameters }: Activation) => parameters.some(({ trainable }) => trainable);
const { plain: mine, trained: leaning, awkward } = defineOwnActivations();
const known = [...activations, mine, leaning, awkward];
const plain = known.filter((activation) => !isTrained(activation) && activation.id !== 'relu');
/** PReLU is a layer of the library's own. */
const trained = known.filter((activation) => isTrained(activation) && activation.id !== 'prelu');

const places = [-20, -5, -2, -1, -0.5, -0.1, 0.1, 0.5, 1, 2, 5, 20];
const extremes = [-1e4, -1000, -100, 0, 100, 1000, 1e4];

type Op = (input: tf.Tensor) => tf.Tensor;

function slopesOf(act: Op, at: readonly number[]): number[] {
  return [
    ...tf
      .grad((input) => tf.sum(act(input)))(tf.tensor1d([...at]))
      .dataSync(),
  ];
}

/** Relative to the largest of 1 and the value: float32, through a library's own erf. */
function expectClose(found: readonly number[], wanted: readonly number[]): void {
  for (const [i, value] of wanted.entries()) {
    expect(Math.abs((found[i] ?? Number.NaN) - value) / Math.max(1, Math.abs(value))).toBeLessThan(2e-5);
  }
}

/** tensorflow.js has a leaky ReLU of its own, with another slope than the catalogue's. */
const leaky = activations.filter(({ id }) => id === 'leakyRelu');

describe.each(plain.filter((activation) => !leaky.includes(activation)))('$title as an operation', (activation) => {
  const made = swapRelu(`${script}const result = (x) => tf.relu(x);\n`, idOf(activation)).then((text) => run<Op>(text));
  const { f, derivative } = curveOf(activation);

  it('computes the catalogue’s values and slopes', async () => {
    const act = await made;
    expectClose([...act(tf.tensor1d(places)).dataSync()], places.map(f));
    expectClose(slopesOf(act, places), places.map(derivative));
  });

  it('stays finite at ±1e4, backward too', async () => {
    const act = await made;
    expect([...act(tf.tensor1d(extremes)).dataSync()].every(Number.isFinite)).toBe(true);
    const slopes = slopesOf(act, extremes);
    expect(slopes.filter((slope) => !Number.isFinite(slope))).toEqual([]);
  });

  it('leaves no tensor behind but its result', async () => {
    const act = await made;
    const input = tf.tensor1d([1]);
    const before = tf.memory().numTensors;
    act(input).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

const dense = "tf.layers.dense({ units: 3, activation: 'relu', inputShape: [2] })";
const model = `${script}const result = tf.sequential({ layers: [${dense}, tf.layers.dense({ units: 1 })] });\n`;

async function trains(network: LayersModel): Promise<void> {
  network.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const xs = tf.tensor2d([1, 2, -3, 4, 0, -1], [3, 2]);
  await network.fit(xs, tf.tensor2d([1, 0, 2], [3, 1]), { epochs: 2, verbose: 0 });
  const loaded = await savedAndLoaded(network);
  const [here, there] = [network.predict(xs) as tf.Tensor, loaded.predict(xs) as tf.Tensor];
  expect([...here.dataSync()].every(Number.isFinite)).toBe(true);
  expect([...there.dataSync()]).toEqual([...here.dataSync()]);
}

describe.each(plain)('$title as the activation of a layer', (activation) => {
  it('trains, and comes back from disk', async () => {
    await trains(run<LayersModel>(await swapRelu(model, idOf(activation))));
  });
});

describe.each(trained)('$title as a layer with parameters', (activation) => {
  const count = activation.parameters.filter(({ trainable }) => trainable).length;

  it('registers them, trains them, and comes back from disk', async () => {
    const network = run<LayersModel>(await swapRelu(model, idOf(activation)));
    expect(network.trainableWeights.length).toBe(4 + count);
    const layer = network.layers[1];
    const before = layer?.getWeights().map((weight) => weight.dataSync()[0]);
    await trains(network);
    expect(layer?.getWeights().map((weight) => weight.dataSync()[0])).not.toEqual(before);
  });

  it('starts as the catalogue’s curve, with finite slopes for ±1e4', async () => {
    const network = run<LayersModel>(await swapRelu(model, idOf(activation)));
    const layer = network.layers[1];
    const act: Op = (input) => layer?.apply(input) as tf.Tensor;
    const { f, derivative } = curveOf(activation);
    expectClose([...act(tf.tensor1d(places)).dataSync()], places.map(f));
    expectClose(slopesOf(act, places), places.map(derivative));
    expect(slopesOf(act, extremes).every(Number.isFinite)).toBe(true);
  });
});

describe('an activation that only a test knows', () => {
  defineActivation({
    id: 'madeUp',
    title: 'MadeUp',
    reference: { text: 'Nobody, Nothing, 2026', url: 'https://example.org/made-up' },
    summary: 'A bell times x, whose derivative by the library would overflow as it stands here.',
    forward: div(x, exp(square(x))),
    parameters: [],
  });

  it.each([
    ['const result = (x) => tf.relu(x);', /function madeUp\(x\) \{[\s\S]+=> madeUp\(x\);/],
    [`const result = ${dense};`, /class MadeUp extends[\s\S]+activation: 'madeUp'/],
  ])('is a target of %s without another edit', async (text, expected) => {
    expect(await swapRelu(script + text, 'made_up')).toMatch(expected);
  });

  it('has finite slopes', async () => {
    const text = await swapRelu(`${script}const result = (x) => tf.relu(x);\n`, 'made_up');
    expect(slopesOf(run<Op>(text), extremes).every(Number.isFinite)).toBe(true);
  });
});

it('is valid TypeScript and JavaScript for every activation, in every style', async () => {
  const texts = [
    "import * as tf from '@tensorflow/tfjs';\n\nconst y = tf.relu(x);\n",
    "import { relu } from '@tensorflow/tfjs-core'\n\nconst y = relu(x)\n",
    `import * as tf from '@tensorflow/tfjs';\r\n\r\nconst l = [${dense}];\r\n`,
  ];
  for (const activation of known.filter(({ id }) => id !== 'relu')) {
    for (const text of texts) {
      for (const language of ['typescript', 'javascript'] as const) {
        const swapped = await swapRelu(text, idOf(activation), language);
        const broken = await parsers.withTree(fileSource(swapped, language), ({ root }) => root.hasError);
        expect([activation.id, broken && swapped]).toEqual([activation.id, false]);
        expect(swapped.includes('\r\n')).toBe(text.includes('\r\n'));
      }
    }
  }
});
