import { expect, it } from 'vitest';
import { softwareGpu } from '../../../build/softwareGpu';
import { inProcess } from '../inProcess';

/** Another version than this one runs with NODE_UNDER_TEST=/path/to/node. */
const node = process.env.NODE_UNDER_TEST ?? process.execPath;

it('a process starts WebGPU, says on what, and ends well, time after time', async () => {
  for (let round = 0; round < 4; round++) {
    const started = await inProcess({ preferred: 'webgpu' }, { env: softwareGpu(), node });
    expect(started).toMatchObject({ backend: 'webgpu', device: expect.stringContaining('(software)'), dawn: true });
    expect(started.detail).toMatch(/WebGPU by Dawn on .*CPU.*await tensor\.data\(\)/);
  }
});

it.runIf(process.platform === 'linux')('without a Vulkan driver, WebGPU says what to install', async () => {
  const env = { ...softwareGpu(), VK_ICD_FILENAMES: '/nowhere', VK_DRIVER_FILES: '/nowhere' };
  const { failure, backend } = await inProcess({ preferred: 'webgpu' }, { env, node });
  expect(backend).toBeUndefined();
  expect(failure).toMatch(/found no GPU.*Vulkan driver/);
});
