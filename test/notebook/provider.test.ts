import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../kernels/notebook/wire';
import { installFakeTensorFlow } from './support/fakeTensorFlow';
import { TestKernel, temporaryFolder, writeFiles } from './support/testKernel';

const imports = "import * as tf from '@tensorflow/tfjs'\nimport * as lab from 'activation-lab'\n";
const packages = {
  'node_modules/declares-tfjs/package.json':
    '{ "name": "declares-tfjs", "peerDependencies": { "@tensorflow/tfjs-core": "*" } }',
  'node_modules/declares-tfjs/index.js': "exports.tf = require('@tensorflow/tfjs-core');",
  'node_modules/hides-tfjs/package.json': '{ "name": "hides-tfjs" }',
  'node_modules/hides-tfjs/index.js': "exports.tf = require('@tensorflow/tfjs-core');",
  'node_modules/@tensorflow/tfjs-vis/package.json': '{ "name": "@tensorflow/tfjs-vis" }',
  'node_modules/@tensorflow/tfjs-vis/index.js': "exports.tf = require('@tensorflow/tfjs-core');",
};
/** The probe runs the package by itself, the kernel in its own program. */
const failsInKernels = "if (process.argv[1].endsWith('main.cjs')) throw new Error('The GPU is full.');";

interface Started {
  kernel: TestKernel;
  backend(): BackendInfo | undefined;
}

async function start(folder: string, environment: Record<string, string> = {}): Promise<Started> {
  const kernel = await TestKernel.start(
    {},
    {
      notebookPath: join(folder, 'notebook.ipynb'),
      environment: { ACTIVATION_LAB_CACHE: join(folder, 'cache'), ...environment },
    },
  );
  const backends: BackendInfo[] = [];
  kernel.client.on('backend', (info) => backends.push(info));
  return { kernel, backend: () => backends.at(-1) };
}

describe('a TensorFlow package beside the notebook', () => {
  it('computes for cells, the lab and packages, as one tfjs', async () => {
    const folder = temporaryFolder(packages);
    const root = installFakeTensorFlow(folder);
    const { kernel, backend } = await start(folder);
    const same = "[declared.tf, require('@tensorflow/tfjs-node')].every((other) => other.tensor === tf.tensor)";
    const source = `import * as declared from 'declares-tfjs'\n${imports}[tf.getBackend(), ${same}].join()`;
    expect(await kernel.value(source)).toBe("'tensorflow,true'");
    expect(backend()).toMatchObject({ backend: 'tensorflow', device: 'CPU', detail: expect.stringContaining(root) });
    const slopes = '(await tf.grad((x) => lab.telu(x))(tf.tensor1d([0, 100, 1e4])).data()).join()';
    expect(await kernel.value(slopes)).toMatch(/^'0\.76\d*,1,1'$/);
    const layers = 'tf.layers.dense({ inputShape: [2], units: 1 }), new lab.XIELU({ alphaP: 0.7 })';
    const restored = `const model = tf.sequential({ layers: [${layers}] })
      const copy = await tf.models.modelFromJSON(model.toJSON(null, false) as never)
      copy.layers[1].getConfig().alphaP`;
    expect(await kernel.value(restored)).toBe('0.7');
    expect(kernel.streams).toEqual([]);
  });

  it('leaves errors in the lines of the cell', async () => {
    const folder = temporaryFolder();
    installFakeTensorFlow(folder);
    const { kernel } = await start(folder);
    const { stack } = await kernel.failure(`${imports}tf.matMul(tf.ones([2, 2]), tf.ones([3, 3]))`);
    expect(stack).toContain('at Cell 1, line 3:4');
    expect(stack).not.toContain('node_modules');
  });

  it('is taken from the setting, also when it lies outside every node_modules', async () => {
    const folder = temporaryFolder({ 'notes/text.md': '' });
    const root = installFakeTensorFlow(folder, { at: join('built', 'tfjs-node') });
    const { kernel, backend } = await start(join(folder, 'notes'), { ACTIVATION_LAB_TENSORFLOW: root });
    expect(await kernel.value(`${imports}tf.getBackend()`)).toBe("'tensorflow'");
    expect(backend()?.detail).toContain(root);
  });

  it('is not touched in a workspace that is not trusted', async () => {
    const folder = temporaryFolder();
    installFakeTensorFlow(folder, { also: "throw new Error('It was loaded.');" });
    const { kernel, backend } = await start(folder, { ACTIVATION_LAB_TRUSTED: '0' });
    expect(await kernel.value(`${imports}tf.getBackend()`)).toBe("'wasm'");
    expect(backend()?.detail).toContain('not trusted');
  });

  it.each([
    ['it cannot be loaded', "throw new Error('libtensorflow.so.2: cannot open shared object file');", 'libtensorflow'],
    ['it cannot be loaded though it was seen to work', failsInKernels, 'The GPU is full.'],
  ])('gives way, with the reason, when %s', async (_, also, reason) => {
    const folder = temporaryFolder();
    installFakeTensorFlow(folder, { also });
    // The second kernel has the first one's failure from the cache.
    for (let kernels = 0; kernels < 2; kernels++) {
      const { kernel, backend } = await start(folder);
      expect(await kernel.value(`${imports}(await lab.telu(tf.scalar(100)).data())[0]`)).toBe('100');
      expect(backend()).toMatchObject({ backend: 'wasm', detail: expect.stringContaining(reason) });
      expect(kernel.streams).toEqual([]);
    }
  });
});

describe('a package that needs tfjs', () => {
  it('finds it ready to compute when nothing else has asked for it', async () => {
    const { kernel } = await start(temporaryFolder(packages));
    expect(await kernel.value("import { tf as theirs } from 'declares-tfjs'\ntheirs.scalar(7).dataSync()[0]")).toBe(
      '7',
    );
    expect(await kernel.value("require('declares-tfjs').tf === theirs")).toBe('true');
  });

  it('keeps the tfjs that it loaded unseen, and so does everyone', async () => {
    const folder = temporaryFolder(packages);
    installFakeTensorFlow(folder);
    const { kernel, backend } = await start(folder);
    await kernel.value("import { tf as theirs } from 'hides-tfjs'\n1");
    expect(await kernel.value(`${imports}theirs.tensor === tf.tensor && tf.getBackend()`)).toBe("'wasm'");
    expect(backend()?.detail).toContain('before a cell asked');
  });

  it("gets the kernel's also when it is one of TensorFlow.js's own", async () => {
    const folder = temporaryFolder();
    installFakeTensorFlow(folder);
    writeFiles(folder, packages);
    const { kernel } = await start(folder, { ACTIVATION_LAB_TRUSTED: '0' });
    expect(
      await kernel.value(`${imports}import * as vis from '@tensorflow/tfjs-vis'\nvis.tf.tensor === tf.tensor`),
    ).toBe('true');
  });
});
