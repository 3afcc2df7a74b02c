import type { GuardedBackend } from './guardedBackend';

/** Enough work behind one wait that the wait itself, up to a millisecond, does not count. */
const wantedMs = 50;
const rounds = 7;

/**
 * Milliseconds that one `work` takes on the GPU: many are recorded behind one wait, their number doubled until they
 * take long enough; the median of several such runs. `work` submits what it records.
 */
export async function millisecondsOnGpu(backend: GuardedBackend, work: () => void): Promise<number> {
  let count = 1;
  while ((await run(backend, work, count)) < wantedMs && count < 4096) count *= 2;
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) samples.push((await run(backend, work, count)) / count);
  return samples.sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
}

async function run(backend: GuardedBackend, work: () => void, count: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i++) work();
  await backend.finish();
  return performance.now() - start;
}

/** GB/s, bytes read and bytes written together, of the device's own copy between two buffers of so many bytes each. */
export async function gpuCopyBandwidth(backend: GuardedBackend, bytes: number): Promise<number> {
  const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST | GPUBufferUsage.STORAGE;
  const buffer = () => backend.watch.run('The copy', () => backend.device.createBuffer({ size: bytes, usage }));
  const [from, to] = [buffer(), buffer()];
  try {
    const ms = await millisecondsOnGpu(backend, () => {
      const encoder = backend.device.createCommandEncoder();
      encoder.copyBufferToBuffer(from, 0, to, 0, bytes);
      backend.queue.submit([encoder.finish()]);
    });
    return (2 * bytes) / ms / 1e6;
  } finally {
    from.destroy();
    to.destroy();
  }
}
