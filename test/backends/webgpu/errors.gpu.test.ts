import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { GpuFailure } from '../../../kernels/backends/webgpu/gpuFailure';
import type { GuardedBackend } from '../../../kernels/backends/webgpu/guardedBackend';
import { x } from '../../../kernels/expression/build';
import { programFor } from '../../support/programFor';
import { computed, useSoftwareAdapter } from './softwareAdapter';

let backend: GuardedBackend;
beforeAll(async () => {
  backend = await useSoftwareAdapter();
});

const four = Float32Array.of(1, 2, 3, 4);
const works = async () => {
  const { y } = await computed(programFor('identity', x), { x: four, dy: four });
  expect([...y]).toEqual([1, 2, 3, 4]);
};

describe('errors of the device', () => {
  it('name the activation whose shader does not compile, at every call', async () => {
    const { createShaderModule } = backend.device;
    backend.device.createShaderModule = (descriptor) =>
      createShaderModule.call(backend.device, { ...descriptor, code: descriptor.code.replace('return', 'oops') });
    try {
      for (let attempt = 0; attempt < 2; attempt++) {
        const failure = computed(programFor('Broken', x), { x: four, dy: four });
        await expect(failure).rejects.toThrow(/^Broken \(ActivationForward\) could not be compiled for this GPU:/);
        await expect(failure).rejects.toThrow(/oops[\s\S]*"Broken, forward"/);
      }
    } finally {
      backend.device.createShaderModule = createShaderModule;
    }
    await works();
  });

  it('name the tfjs kernel that is out of memory, and leave the next one alone', async () => {
    const side = Math.sqrt(backend.device.limits.maxBufferSize / 4);
    const inUse = backend.memory().numBytesInGPU;
    const line = tf.ones([1, side * 2]);
    const failure = failureOf(() => tf.tidy(() => tf.tile(line, [side, 1])));
    expect(failure.kind).toBe('out of memory');
    expect(failure.message).toMatch(/^Tile asked for more memory than the GPU can give/);
    line.dispose();
    await works();
    await backend.finish();
    expect(backend.memory().numBytesInGPU).toBeLessThanOrEqual(inUse + 64);
  });

  it('give back what the pool keeps before they say that memory is out', async () => {
    const { createBuffer } = backend.device;
    const kept = tf.tile(tf.ones([1001]), [2]);
    await kept.data();
    kept.dispose();
    await backend.finish();
    expect(backend.bufferManager.getNumFreeBuffers()).toBeGreaterThan(0);
    let refusals = 0;
    backend.device.createBuffer = (descriptor) => {
      // The device's own report, for a buffer that nothing can hold.
      if (refusals++ === 0) createBuffer.call(backend.device, { ...descriptor, size: 2 ** 40 });
      return createBuffer.call(backend.device, descriptor);
    };
    try {
      const y = tf.tile(tf.ones([1001]), [7]);
      expect((await y.data())[7006]).toBe(1);
    } finally {
      backend.device.createBuffer = createBuffer;
    }
    expect(refusals).toBeGreaterThan(1);
  });

  it('say that dataSync cannot wait, and how to', async () => {
    const onGpu = tf.tile(tf.ones([1001]), [2]);
    await backend.finish();
    expect(() => onGpu.dataSync()).toThrow('await tensor.data()');
    expect(() => onGpu.arraySync()).toThrow('await tensor.array()');
    expect((await onGpu.data())[2001]).toBe(1);
    expect(tf.scalar(3).dataSync()[0]).toBe(3);
  });
});

function failureOf(work: () => unknown): GpuFailure {
  try {
    work();
  } catch (error) {
    if (error instanceof GpuFailure) return error;
    throw error;
  }
  throw new Error('Nothing failed.');
}
