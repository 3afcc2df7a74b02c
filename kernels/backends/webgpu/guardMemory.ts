import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { DeviceWatch } from './deviceWatch';

type BufferManager = WebGPUBackend['bufferManager'];

/** What tfjs keeps for reuse, by size and use: without end, in a program whose tensors change their sizes. */
interface Pool {
  freeBuffers: Map<string, GPUBuffer[]>;
  numFreeBuffers: number;
  numBytesAllocated: number;
}

/**
 * A device that is out of memory gives a buffer that holds nothing, and tfjs would compute with it. Here what the pool
 * keeps for reuse is given back first and the buffer asked for again; then the operation fails.
 */
export function guardMemory(manager: BufferManager, watch: DeviceWatch): void {
  const acquire = manager.acquireBuffer.bind(manager);
  manager.acquireBuffer = (...request) => {
    const buffer = acquire(...request);
    if (!watch.hasFailure) return buffer;
    manager.releaseBuffer(buffer, false);
    if (!watch.forgetOutOfMemory()) return watch.throwFailure() as never;
    emptyPool(manager as unknown as Pool);
    const again = acquire(...request);
    if (watch.hasFailure) manager.releaseBuffer(again, false);
    watch.throwFailure();
    return again;
  };
}

function emptyPool(pool: Pool): void {
  for (const buffers of pool.freeBuffers.values()) {
    for (const buffer of buffers) {
      buffer.destroy();
      pool.numBytesAllocated -= buffer.size;
      pool.numFreeBuffers--;
    }
    buffers.length = 0;
  }
}
