import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataType, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, type Native, nativeOf } from './native/native';
import { stockKernel } from './stockKernels';

/**
 * The working memory of one kernel call. Kernels run below tfjs's tidy, so whatever they allocate they free:
 * everything made here is released by `release`, except the result.
 */
export class Scratch {
  private readonly made: TensorInfo[] = [];

  constructor(private readonly backend: BackendWasm) {}

  /** Our own compiled functions. */
  get native(): Native {
    return nativeOf(this.backend);
  }

  /** Where a tensor begins in the wasm memory; it does not move. */
  address(info: TensorInfo): number {
    return addressOf(this.backend, info);
  }

  /** Uninitialised memory. */
  allocate(shape: number[], dtype: DataType = 'float32'): TensorInfo {
    return this.keep(this.backend.makeOutput(shape, dtype));
  }

  /** Another holder of the same memory. */
  share({ dataId, shape, dtype }: TensorInfo): TensorInfo {
    this.backend.incRef(dataId);
    return this.keep({ dataId, shape, dtype });
  }

  /** Runs a kernel of the stock backend, below the tape. */
  run(kernelName: string, inputs: NamedTensorInfoMap, attrs: object): TensorInfo {
    const kernel = stockKernel(kernelName);
    if (!kernel) throw new Error(`tfjs's wasm backend has no kernel "${kernelName}".`);
    const output = kernel.kernelFunc({ inputs, backend: this.backend, attrs: { ...attrs } });
    if (Array.isArray(output))
      throw new Error(`The kernel "${kernelName}" returned several tensors, one was expected.`);
    return this.keep(output);
  }

  /** Live view of the wasm heap. The heap moves when it grows: allocate all you need first, then ask for views. */
  floats(info: TensorInfo): Float32Array {
    const view = this.backend.typedArrayFromHeap(info);
    if (!(view instanceof Float32Array)) throw new Error(`A float32 tensor was expected, not ${info.dtype}.`);
    return view;
  }

  integers(info: TensorInfo): Int32Array {
    const view = this.backend.typedArrayFromHeap(info);
    if (!(view instanceof Int32Array)) throw new Error(`An int32 tensor was expected, not ${info.dtype}.`);
    return view;
  }

  numbers(info: TensorInfo): Float32Array | Int32Array {
    return info.dtype === 'int32' ? this.integers(info) : this.floats(info);
  }

  release(result: TensorInfo | null): void {
    for (const info of this.made) if (info !== result) this.backend.disposeData(info.dataId);
  }

  private keep(info: TensorInfo): TensorInfo {
    this.made.push(info);
    return info;
  }
}
