import type { TensorInfo } from '@tensorflow/tfjs-core';
import { executeOp, float32, type TensorFlowBackend } from './plan';
import { assignVariable, createVariable } from './variableHandle';

/**
 * The data of a tfjs tensor, moved into a TensorFlow variable, where an operation can change it in place. tfjs-node
 * reads it out again only when it is asked for: what a training step alone touches is never copied.
 */
export class ResourceVariable {
  readonly handle: number;
  /** The tensor that was read out of it, which shares its memory: gone before each change, or the change would copy. */
  private reading: number | undefined;

  /** @param info float32, and with no other tensor on its data. */
  constructor(
    private readonly backend: TensorFlowBackend,
    info: TensorInfo,
  ) {
    const [id = -1] = backend.getInputTensorIds([info]);
    this.handle = createVariable(backend.binding, info.shape);
    this.reading = id;
    this.assign(id);
    // Anew, where a stop came between this and the note that it was done.
    const property = { configurable: true, get: () => this.read() };
    Object.defineProperty(backend.tensorMap.get(info.dataId), 'id', property);
  }

  /** The number by which tfjs-node knows a tensor with its present data. */
  read(): number {
    const { binding } = this.backend;
    this.reading ??= executeOp(binding, 'ReadVariableOp', [float32(binding, 'dtype')], [this.handle]).id;
    return this.reading;
  }

  /** Another tensor's data in place of its own. */
  assign(id: number): void {
    assignVariable(this.backend.binding, this.handle, id);
  }

  /** To be called before an operation changes it. */
  release(): void {
    if (this.reading === undefined) return;
    this.backend.binding.deleteTensor(this.reading);
    this.reading = undefined;
  }

  /** Once tfjs-node has disposed of the tensor, and with it of the last reading. */
  destroy(): void {
    const { binding } = this.backend;
    const attrs = [{ name: 'ignore_lookup_error', type: binding.TF_ATTR_BOOL, value: true }];
    binding.executeOp('DestroyResourceOp', attrs, [this.handle], 0);
    binding.deleteTensor(this.handle);
  }
}
