import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { threadCount } from '../../kernels/backends/wasm/threads/threadCount';
import { wasmFolder } from '../support/backends';

const run = promisify(execFile);
const root = join(__dirname, '../..');

/** Threads live as long as their process: each case has one of its own, which must also end by itself. */
async function inProcess(body: string, threads: string): Promise<Record<string, unknown>> {
  const program = `
    require('@tensorflow/tfjs-layers');
    const tf = require('@tensorflow/tfjs-core');
    const { startBackend } = require(${JSON.stringify(join(root, 'kernels/backends/start.ts'))});
    const { op } = require(${JSON.stringify(join(root, 'kernels/tfjs/index.ts'))});
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    (async () => {
      const { device } = await startBackend({ wasmFolder: ${JSON.stringify(wasmFolder)}, provider: 'bundled' });
      ${body}
    })();`;
  const env = { ...process.env, ACTIVATION_LAB_THREADS: threads };
  const { stdout } = await run(process.execPath, ['--require', require.resolve('tsx'), '--eval', program], {
    cwd: root,
    env,
    timeout: 60_000,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

/** Waits until the threads have started, and compares a large tensor with the same numbers in small ones. */
const compute = `
  const x = tf.randomNormal([1_000_007], 0, 9, 'float32', 3);
  const parts = () => tf.tidy(() => tf.slice(tf.concat(tf.split(tf.pad(x, [[0, 3]]), 110).map((part) => op('telu')(part))), 0, 1_000_007));
  const differs = () => tf.tidy(() => tf.sum(tf.notEqual(op('telu')(x), parts())).dataSync()[0]);`;

/** Two processes, each with a limit of its own. */
const timeout = 120_000;

describe('threads', { timeout }, () => {
  it('compute what one thread computes, gradients of parameters to the last bit, and let the process end', async () => {
    const body = `
      ${compute}
      const gradient = () => tf.tidy(() => tf.grad((a) => op('xielu', { alphaN: a })(x))(tf.scalar(0.8)).dataSync()[0]);
      const first = differs();
      await pause(500);
      const second = differs();
      console.log(JSON.stringify({ device, first, second, gradient: gradient() }));`;
    const two = await inProcess(body, '3');
    const one = await inProcess(body, '1');
    expect(two).toMatchObject({ device: '3 threads, SIMD', first: 0, second: 0 });
    expect(one).toMatchObject({ device: '1 thread, SIMD', first: 0, second: 0 });
    expect(two.gradient).toBe(one.gradient);
  });

  it('train to the last bit what one thread trains', async () => {
    const body = `
      const { grads } = tf;
      const random = (shape, seed) => tf.randomNormal(shape, 0, 1, 'float32', seed);
      const [x, filter, dense] = [random([64, 28, 28, 2], 1), random([3, 3, 2, 16], 2), random([2704, 130], 3)];
      const network = (x, filter, dense) => {
        const pooled = tf.maxPool(tf.relu(tf.conv2d(x, filter, 1, 'valid')), 2, 2, 'valid');
        return tf.sum(tf.square(tf.matMul(tf.reshape(pooled, [64, 2704]), dense)));
      };
      const numbers = () => tf.tidy(() => [network(x, filter, dense), ...grads(network)([x, filter, dense])].map((t) => t.dataSync()));
      const first = numbers();
      await pause(500);
      const second = numbers();
      const same = first.every((part, at) => part.every((value, index) => Object.is(value, second[at][index])));
      const hash = require('node:crypto').createHash('sha256');
      for (const part of second) hash.update(part);
      console.log(JSON.stringify({ same, lengths: second.map(({ length }) => length), hash: hash.digest('hex') }));`;
    const [three, one] = [await inProcess(body, '3'), await inProcess(body, '1')];
    expect(one).toMatchObject({ same: true, lengths: [1, 64 * 28 * 28 * 2, 9 * 2 * 16, 2704 * 130] });
    expect(three).toEqual(one);
  });

  it('are as many as the environment says, else as the cores, at most eight', () => {
    expect(threadCount('3')).toBe(3);
    expect(threadCount('1')).toBe(1);
    for (const nonsense of [undefined, '', '0', '-2', 'many', '2.5']) {
      expect(threadCount(nonsense)).toBeGreaterThanOrEqual(1);
      expect(threadCount(nonsense)).toBeLessThanOrEqual(8);
    }
  });
});
