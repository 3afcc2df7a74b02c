import { beforeEach, describe, expect, it } from 'vitest';
import { TestKernel } from './support/testKernel';

const setUp = `
  import * as tf from '@tensorflow/tfjs';
  import { op } from 'activation-lab';
  const size = 1_000_007;
  const x = tf.randomNormal([size], 0, 9, 'float32', 3);
  const inParts = () => tf.slice(tf.concat(tf.split(tf.pad(x, [[0, 3]]), 110).map((part) => op('telu')(part))), 0, size);
  const wrong = () => tf.tidy(() => tf.sum(tf.notEqual(op('telu')(x), inParts())).dataSync()[0]);
  wrong();`;

describe('compute threads of a kernel', () => {
  let kernel: TestKernel;
  const devices: string[] = [];
  beforeEach(async () => {
    kernel = await TestKernel.start({}, { environment: { ACTIVATION_LAB_THREADS: '3' } });
    kernel.client.on('backend', ({ device }) => devices.push(device));
    await kernel.value(setUp);
  });

  it('are counted in what the kernel says of its backend', () => {
    expect(devices.at(-1)).toBe('3 threads, SIMD');
  });

  it('leave the next operation right when a cell is stopped in the middle of one', async () => {
    for (let round = 0; round < 4; round++) {
      const heard = kernel.streams.length;
      const running = kernel.execute("console.log('begun'); for (;;) tf.dispose(op('telu')(x));");
      await kernel.until(() => kernel.streams.slice(heard).some(({ text }) => text.includes('begun')));
      expect(await kernel.client.interrupt()).toBe('stopped');
      expect((await running).status).toBe('interrupted');
      expect(await kernel.value('wrong()')).toBe('0');
    }
  });
});
