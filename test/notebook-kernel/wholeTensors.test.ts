import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Gate } from '../../kernels/notebook/gate';
import type { Tfjs } from '../../kernels/notebook/tensors/tfjs';
import { WholeTensors } from '../../kernels/notebook/tensors/wholeTensors';
import { slotCount } from '../../kernels/notebook/threads';
import { useBackend } from '../support/backends';

const slots = new Int32Array(new SharedArrayBuffer(slotCount * Int32Array.BYTES_PER_ELEMENT));
/** What the wire thread sees of main. */
const wire = new Gate(slots);

function canBeTerminated(): boolean {
  const can = wire.beginTerminating();
  wire.endTerminating();
  return can;
}

describe('keeping terminations out of tfjs', () => {
  let insideKernel: boolean[] = [];
  beforeAll(async () => {
    await useBackend('wasm');
    const square = tf.getKernel('Square', 'wasm');
    const { kernelFunc } = square;
    square.kernelFunc = (call) => {
      insideKernel.push(canBeTerminated());
      return kernelFunc(call);
    };
    new WholeTensors(new Gate(slots)).guard(tf as unknown as Tfjs);
  });

  it('runs kernels to their end, called by the engine and beside it', () => {
    insideKernel = [];
    const x = tf.tensor1d([1, 2, 3]);
    expect(Array.from(tf.square(x).dataSync())).toEqual([1, 4, 9]);
    tf.getKernel('Square', 'wasm').kernelFunc({ inputs: { x }, attrs: {}, backend: tf.backend() });
    expect(insideKernel).toEqual([false, false]);
    expect(canBeTerminated()).toBe(true);
  });

  it('leaves the functions open that tfjs is handed: scopes, gradients, kernels of the cell', () => {
    const open: boolean[] = [];
    const seen = <T>(value: T): T => {
      open.push(canBeTerminated());
      return value;
    };
    const three = tf.scalar(3);
    tf.tidy(() => seen(undefined));
    tf.tidy(() => tf.grad((x) => seen(tf.add(x, x)))(three));
    const custom = tf.customGrad((x) => ({
      value: seen(tf.square(x as tf.Tensor)),
      gradFunc: (dy: tf.Tensor) => seen(dy),
    }));
    tf.tidy(() => tf.grad((x) => custom(x))(three));
    tf.registerKernel({ kernelName: 'OfTheCell', backendName: 'wasm', kernelFunc: () => seen(tf.scalar(1)) });
    tf.engine().runKernel('OfTheCell', {});
    expect(open).toEqual([true, true, true, true, true]);
  });

  it('opens again after an error of tfjs', () => {
    const call = { inputs: {}, attrs: {}, backend: tf.backend() };
    expect(() => tf.getKernel('Square', 'wasm').kernelFunc(call)).toThrow();
    expect(canBeTerminated()).toBe(true);
  });
});
