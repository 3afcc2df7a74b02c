import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { BackendRefusal } from '../../kernels/backends/backend';
import { div, log, mul, x } from '../../kernels/expression/build';
import * as lab from '../../kernels/lab';
import { backends, useBackend } from '../support/backends';
import { valuesOf } from '../support/tensors';

describe('a formula that is not finite at 0', () => {
  it.each([
    ['f', div(1, x), /f\(0\) = Infinity.*Look for a division/],
    ['f as NaN', mul(x, log(x)), /f\(0\) = NaN/],
    ['f as −∞', log(x), /f\(0\) = -Infinity/],
  ])('%s is refused when it is defined', (_, forward, message) => {
    expect(() => lab.defineActivation({ id: 'broken', forward })).toThrow(message);
    expect(() => lab.op('broken')).toThrow('There is no activation "broken"');
  });
});

describe('a parameter out of its constraint', () => {
  it.each([-1, 0, Number.NaN, Number.POSITIVE_INFINITY])('αp = %d is refused by the operation', (alphaP) => {
    expect(() => lab.op('xielu', { alphaP })).toThrow(/xIELU .*αp = .*: it must be a finite number above 0/);
  });

  it('which follows the β that is given', () => {
    expect(() => lab.op('xielu', { beta: 0.2, alphaN: 0.4 })).not.toThrow();
    expect(() => lab.op('xielu', { beta: 0.2, alphaN: 0.1 })).toThrow(
      /αn = 0\.1: it must be a finite number above 0\.2/,
    );
    expect(() => lab.op('xielu', { beta: 0.9 })).toThrow(/αn = 0\.8: it must be a finite number above 0\.9/);
  });

  it('and by the layer', () => {
    expect(() => new lab.XIELU({ alphaN: 0.3 })).toThrow(/αn = 0\.3: it must be a finite number above 0\.5/);
  });
});

describe.each(backends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('NaN weights are named before training begins', async () => {
    const model = sequential({ layers: [layers.dense({ units: 2, inputShape: [2] })] });
    model.setWeights([tf.fill([2, 2], Number.NaN), tf.zeros([2])]);
    const data = { x: tf.ones([4, 2]), y: tf.zeros([4], 'int32') };
    await expect(lab.fit(model, data)).rejects.toThrow(/The weights "dense.*" hold NaN .*load its weights again/);
  });

  it('NaN stays NaN in every activation: nothing turns it into 0', () => {
    for (const name of lab.activationNames)
      expect([...valuesOf(lab.op(name)([Number.NaN]))], name).toEqual([Number.NaN]);
  });

  it('takes whole numbers as float32', () => {
    expect([...valuesOf(lab.op('relu')(tf.tensor1d([-1, 2], 'int32')))]).toEqual([0, 2]);
  });

  it('a tensor of strings is an error that says what to do', () => {
    expect(() => lab.op('telu')(tf.tensor1d(['one']))).toThrow('TeLU takes real numbers, and x is a tensor of string.');
  });

  it('2³¹ elements are refused before anything is computed', () => {
    const shape = [2 ** 31];
    const pretended = Object.create(tf.tensor1d([1]), { shape: { value: shape }, size: { value: 2 ** 31 } });
    expect(() => lab.op('telu')(pretended)).toThrow(BackendRefusal);
    expect(() => lab.op('telu')(pretended)).toThrow(/2147483648 elements are more than .*Split the tensor/);
  });
});

it('of a complex tensor no half is dropped', async () => {
  // The cpu backend alone can make one.
  await useBackend('cpu');
  const z = tf.complex([1], [2]);
  expect(() => lab.op('telu')(z)).toThrow(/x is a tensor of complex64\. Cast it to float32, or take its real part/);
});
