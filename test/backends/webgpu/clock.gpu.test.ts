import { expect, it } from 'vitest';
import { gpuCopyBandwidth, millisecondsOnGpu } from '../../../kernels/backends/webgpu/gpuClock';
import { useSoftwareAdapter } from './softwareAdapter';

it('measures the device’s own copy, and leaves no buffer behind', async () => {
  const backend = await useSoftwareAdapter();
  expect(await gpuCopyBandwidth(backend, 4_000_000)).toBeGreaterThan(0);
  await expect(gpuCopyBandwidth(backend, 2 ** 40)).rejects.toThrow(/^The copy asked for more memory/);
});

it('times what it is given, not the wait', async () => {
  const backend = await useSoftwareAdapter();
  let calls = 0;
  const ms = await millisecondsOnGpu(backend, () => {
    calls++;
    const until = performance.now() + 1;
    while (performance.now() < until);
  });
  expect(ms).toBeGreaterThanOrEqual(1);
  expect(calls).toBeGreaterThan(8);
});
