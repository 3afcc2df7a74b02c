import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../kernels/notebook/wire';
import { TestKernel } from './support/testKernel';

describe('tfjs in cells', () => {
  let kernel: TestKernel;
  const backends: BackendInfo[] = [];
  beforeAll(async () => {
    kernel = await TestKernel.start({
      'model.ts': "import * as tf from '@tensorflow/tfjs';\nexport { tf };\nexport const two = () => tf.scalar(2);",
      'node_modules/uses-tfjs/package.json': '{ "name": "uses-tfjs" }',
      'node_modules/uses-tfjs/index.js': "exports.tf = require('@tensorflow/tfjs-core');",
    });
    kernel.client.on('backend', (info) => backends.push(info));
  });

  it('does not load it before a cell asks', async () => {
    await kernel.value('1');
    expect(backends).toEqual([]);
  });

  it('starts a backend once and says which', async () => {
    await kernel.value(
      "import * as tf from '@tensorflow/tfjs'\nimport * as lab from 'activation-lab'\nimport { layers } from '@tensorflow/tfjs-layers'\ntypeof lab + typeof layers.dense",
    );
    expect(backends).toHaveLength(1);
    expect(backends[0]?.backend).toMatch(/^(wasm|cpu|tensorflow)$/);
    expect(await kernel.client.describeBackend()).toEqual(backends[0]);
  });

  it('is one instance for cells, local modules, packages and require', async () => {
    const source = `import { tf as fromModule, two } from './model'
      import { tf as fromPackage } from 'uses-tfjs'
      const engine = tf.engine()
      ;[fromModule, fromPackage, require('@tensorflow/tfjs')].every((other) => other.engine() === engine) && (await two().data())[0]`;
    expect(await kernel.value(source)).toBe('2');
  });

  it('shows a tensor as a card', async () => {
    await kernel.execute('tf.tensor2d([1, 2, 3, NaN], [2, 2])');
    const card = kernel.displays.at(-1)?.bundle;
    expect(card?.['text/plain']).toBe(
      'Tensor float32 [2, 2]\n  range 1 … 3\n  mean ± sd 2 ± 0.8165\n  NaN or infinite 1 of 4\n  values 1, 2, 3, NaN',
    );
    expect(String(card?.['text/html'])).toContain('Tensor float32 [2, 2]');
  });

  it('computes on after a stop in the middle of a gradient', async () => {
    const running = kernel.execute(
      "console.log('begun'); for (;;) tf.tidy(() => tf.grad((x) => { for (;;) tf.square(x).dispose() })(tf.scalar(3)))",
    );
    await kernel.until(() => kernel.streams.some(({ text }) => text === 'begun\n'));
    expect(await kernel.client.interrupt()).toBe('stopped');
    expect((await running).status).toBe('interrupted');
    expect(
      await kernel.value(
        '[tf.engine().state.gradientDepth, tf.engine().state.scopeStack.length, (await tf.grad((x) => tf.square(x))(tf.scalar(3)).data())[0]].join()',
      ),
    ).toBe("'0,0,6'");
  });

  it('benchmarks with progress, and can be stopped', async () => {
    let steps = 0;
    const progress = kernel.client.on('benchmarkProgress', () => steps++);
    const running = kernel.client.benchmark({ activations: ['relu', 'telu'], size: 1000, repetitions: 10_000 });
    await kernel.until(() => steps > 2);
    expect(await kernel.client.interrupt()).toBe('stopped');
    expect(await running).toMatchObject({ cancelled: true, size: 1000 });
    progress.dispose();
    expect(await kernel.value('3')).toBe('3');
  });
});
