import * as tf from '@tensorflow/tfjs-core';
import { layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { activationLayer, op, ParametricActivation } from '../../kernels/tfjs';
import { useComposed } from '../../kernels/tfjs/apply';
import { backends, useBackend } from '../support/backends';
import { valuesOf } from '../support/tensors';

const x = [
  [-2, 0.5, 3],
  [-1, -4, 1],
];

describe.each(backends)('parameters on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each([[[3]], [[1, 3]], [[2, 1]], [[2, 3]]])('of the shape %j give each part of x its own', (shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const slopes = Array.from({ length: size }, (_, i) => 0.1 + 0.2 * i);
    const slopeOf = (row: number, column: number): number => {
      const at = [row, column].slice(2 - shape.length).map((i, axis) => (shape[axis] === 1 ? 0 : i));
      return slopes[at.reduce((index, i, axis) => index * (shape[axis] ?? 1) + i, 0)] ?? 0;
    };
    const run = (input: tf.Tensor, slope: tf.Tensor) => op('prelu', { slope })(input);
    const [dx, bySlope] = tf.tidy(() => tf.grads(run)([tf.tensor2d(x), tf.tensor(slopes, shape)]));
    const value = valuesOf(tf.tidy(() => run(tf.tensor2d(x), tf.tensor(slopes, shape))));
    const cells = x.flatMap((row, i) =>
      row.map((v, j) => ({ v, slope: slopeOf(i, j), of: slopes.indexOf(slopeOf(i, j)) })),
    );
    expect([...value]).toEqual(cells.map(({ v, slope }) => expect.closeTo(v > 0 ? v : slope * v, 6)));
    expect([...valuesOf(dx as tf.Tensor)]).toEqual(cells.map(({ v, slope }) => expect.closeTo(v > 0 ? 1 : slope, 6)));
    expect(bySlope?.shape).toEqual(shape);
    const sums = slopes.map((_, at) => cells.reduce((sum, { v, of }) => sum + (of === at && v < 0 ? v : 0), 0));
    expect([...valuesOf(bySlope as tf.Tensor)]).toEqual(sums.map((sum) => expect.closeTo(sum, 6)));
  });

  it('by compute kernels and by composition have the same gradients, of both orders, and leave no tensor', () => {
    const at = tf.tensor2d(x);
    const slope = (a: tf.Tensor) => (input: tf.Tensor) => op('xielu', { alphaN: a })(input);
    const compute = (): number[] =>
      tf.tidy(() => {
        const alpha = tf.scalar(0.9);
        const first = tf.grad((a: tf.Tensor) => slope(a)(at))(alpha);
        const second = tf.grads((a: tf.Tensor, input: tf.Tensor) => tf.grad(slope(a))(input))([alpha, at]);
        return [first, ...second].flatMap((gradient) => [...gradient.dataSync<'float32'>()]);
      });
    const before = tf.memory().numTensors;
    const fused = compute();
    const restore = useComposed();
    const composed = compute();
    restore();
    expect(fused).toEqual(composed.map((value) => expect.closeTo(value, 5)));
    expect(tf.memory().numTensors).toBe(before);
    at.dispose();
  });

  it('of a layer may be one for each channel, and are saved and loaded', async () => {
    const layer = () => new ParametricActivation({ activation: 'prelu', initial: { slope: 0.5 }, perChannel: true });
    const network = sequential({ layers: [layers.inputLayer({ inputShape: [3] }), layer()] });
    network.layers.at(-1)?.setWeights([tf.tensor1d([0.1, 0.2, 0.3])]);
    const expected = [-0.2, 0.5, 3, -0.1, -0.8, 1].map((value) => expect.closeTo(value, 6));
    expect([...valuesOf(network.predict(tf.tensor2d(x)) as tf.Tensor)]).toEqual(expected);
    const saved = await new Promise<tf.io.ModelArtifacts>((resolve) => {
      const handler = tf.io.withSaveHandler(async (artifacts) => {
        resolve(artifacts);
        return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
      });
      void network.save(handler);
    });
    const loaded = await loadLayersModel(tf.io.fromMemory(saved));
    expect([...valuesOf(loaded.predict(tf.tensor2d(x)) as tf.Tensor)]).toEqual(expected);
    expect(() => layer().build([null, null])).toThrow('the last axis of its input must be known');
  });

  it('of prelu train in a network, by its name', async () => {
    // A fixed start: random weights can make every input of the activation positive, where its slope has no gradient.
    const dense = layers.dense({ units: 3, inputShape: [3], kernelInitializer: 'identity' });
    const network = sequential({ layers: [dense, activationLayer('prelu')] });
    network.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
    await network.trainOnBatch(tf.tensor2d(x), tf.zeros([2, 3]));
    const trained = network.layers[1]?.getWeights()[0]?.dataSync()[0];
    expect(trained).not.toBe(0.25);
    expect(Number.isFinite(trained)).toBe(true);
  });
});
