import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../kernels/notebook/wire';
import { TestKernel, temporaryFolder } from '../notebook/support/testKernel';
import { testPaths } from './testPaths';

const imports = "import * as tf from '@tensorflow/tfjs'\nimport * as lab from 'activation-lab'\n";

async function start(
  environment: Record<string, string>,
): Promise<{ kernel: TestKernel; info(): BackendInfo | undefined }> {
  const kernel = await TestKernel.start(
    {},
    { notebookPath: join(temporaryFolder(), 'notebook.ipynb'), environment: { ...environment } },
  );
  const backends: BackendInfo[] = [];
  kernel.client.on('backend', (backend) => backends.push(backend));
  return { kernel, info: () => backends.at(-1) };
}

describe('a notebook kernel on TensorFlow', () => {
  it.each([
    ['installed by us', {}, 'installed by Activation Lab'],
    [
      'named by the setting as a Python environment',
      { ACTIVATION_LAB_TENSORFLOW: testPaths.python },
      'from the setting',
    ],
    ['named by the setting as a package', { ACTIVATION_LAB_TENSORFLOW: testPaths.tfjs }, 'from the setting'],
  ])('computes with the one %s, and says so', async (_, more, origin) => {
    const { kernel, info } = await start({ ACTIVATION_LAB_CACHE: testPaths.cache, ...more });
    expect(await kernel.value(`${imports}tf.getBackend()`)).toBe("'tensorflow'");
    expect(info()).toMatchObject({ backend: 'tensorflow', device: 'CPU', detail: expect.stringContaining(origin) });
    const slopes = '(await tf.grad((x) => lab.telu(x))(tf.tensor1d([0, 100, 1e4])).data()).join()';
    expect(await kernel.value(slopes)).toMatch(/^'0\.76\d*,1,1'$/);
    expect(kernel.streams).toEqual([]);
  });

  it('stops a training in the middle, keeps its state, and trains on', async () => {
    const { kernel } = await start({ ACTIVATION_LAB_CACHE: testPaths.cache });
    await kernel.value(`${imports}
      const x = tf.randomNormal([512, 64]), y = tf.randomUniform([512], 0, 2, 'int32')
      const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [64], units: 256 }), new lab.XIELU(), tf.layers.dense({ units: 2 })] })
      let epochs = 0
      tf.memory().numTensors`);
    for (let round = 0; round < 3; round++) {
      const running = kernel.execute(
        "console.log('begun'); await lab.fit(model, { x, y }, { epochs: 1e6, onEpoch: () => { epochs++ } })",
      );
      const begun = () => kernel.streams.filter(({ text }) => text.includes('begun')).length;
      await kernel.until(() => begun() > round);
      expect(await kernel.client.interrupt()).toBe('stopped');
      expect((await running).status).toBe('interrupted');
    }
    const state = '[tf.engine().state.gradientDepth, tf.engine().state.scopeStack.length].join()';
    expect(await kernel.value(state)).toBe("'0,0'");
    expect(await kernel.value('(await tf.grad((z) => tf.square(z))(tf.scalar(3)).data())[0]')).toBe('6');
    expect(await kernel.value('(await lab.fit(model, { x, y }, { epochs: 1 })).final.loss > 0')).toBe('true');
  });

  it('benchmarks there', async () => {
    const { kernel } = await start({ ACTIVATION_LAB_CACHE: testPaths.cache });
    const report = await kernel.client.benchmark({
      activations: ['relu', 'telu', 'xielu'],
      size: 1000,
      repetitions: 5,
    });
    expect(report.cancelled).toBe(false);
    expect(JSON.stringify(report)).toContain('tensorflow');
  });
});
