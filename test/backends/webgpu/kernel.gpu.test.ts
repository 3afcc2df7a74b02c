import { expect, it } from 'vitest';
import { softwareGpu } from '../../../build/softwareGpu';
import type { BackendInfo } from '../../../kernels/notebook/wire';
import { TestKernel } from '../../notebook/support/testKernel';

const environment = { ...softwareGpu(), ACTIVATION_LAB_BACKEND: 'webgpu' };

it('a notebook’s kernel computes on the GPU when the settings ask for it', async () => {
  const kernel = await TestKernel.start({}, { environment });
  const backends: BackendInfo[] = [];
  kernel.client.on('backend', (info) => backends.push(info));
  const source = `import * as tf from '@tensorflow/tfjs'
    import * as lab from 'activation-lab'
    const y = lab.op('telu')(tf.linspace(-1, 1, 3))
    Array.from(await y.data()).map((value) => value.toFixed(6)).join(' ')`;
  expect(await kernel.value(source)).toBe(
    `'${[-1, 0, 1].map((x) => (x * Math.tanh(Math.exp(x))).toFixed(6)).join(' ')}'`,
  );
  expect(backends).toMatchObject([{ backend: 'webgpu', device: expect.stringContaining('(software)') }]);
  expect(
    await kernel.value("tf.getBackend() + typeof (await import('@tensorflow/tfjs-backend-webgpu')).WebGPUBackend"),
  ).toBe("'webgpufunction'");
});

it('a kernel that cannot have the GPU it was asked for fails the cell, and says why', async () => {
  const nowhere = { ...environment, ACTIVATION_LAB_DAWN: '/nowhere/dawn.node' };
  const kernel = await TestKernel.start({}, { environment: nowhere });
  const reply = await kernel.execute("import * as tf from '@tensorflow/tfjs'\ntf.scalar(1)");
  expect(reply).toMatchObject({ status: 'error', error: { message: expect.stringContaining('WebGPU needs Dawn') } });
});
