import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { x } from '../../../kernels/expression/build';
import { programFor } from '../../support/programFor';
import { computed, useSoftwareAdapter } from './softwareAdapter';

/** Last in a process of its own: there is no way back but a new kernel. */
it('a lost device fails what waits for it and what comes after, by name', async () => {
  const backend = await useSoftwareAdapter();
  const large = tf.tile(tf.ones([1000]), [1000]);
  const waiting = large.data();
  backend.device.destroy();
  await expect(waiting).rejects.toThrow(/Reading a tensor cannot run, because the GPU was lost/);
  expect(() => tf.tile(tf.ones([2000]), [2])).toThrow(
    /^Tile cannot run, because the GPU was lost:[\s\S]*Restart the kernel/,
  );
  const one = Float32Array.of(1);
  await expect(computed(programFor('identity', x), { x: one, dy: one })).rejects.toThrow(
    /^identity \(ActivationForward\) cannot run/,
  );
});
