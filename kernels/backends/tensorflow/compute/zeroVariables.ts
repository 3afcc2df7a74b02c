import { util } from '@tensorflow/tfjs-core';
import type { Binding } from './plan';
import { assignVariable, createVariable } from './variableHandle';

/** For each shape one variable, for operations that want it full of zeros. Never freed: keep to few and small shapes. */
export class ZeroVariables {
  private readonly known = new Map<string, { handle: number; zeros: number }>();

  constructor(private readonly binding: Binding) {}

  /** @returns the handle; it holds zeros until an operation changes it. */
  of(shape: readonly number[]): number {
    const { handle, zeros } = this.slotOf(shape);
    assignVariable(this.binding, handle, zeros);
    return handle;
  }

  private slotOf(shape: readonly number[]): { handle: number; zeros: number } {
    const { binding } = this;
    const key = shape.join();
    const known = this.known.get(key);
    if (known) return known;
    const zeros = binding.createTensor(shape, binding.TF_FLOAT, new Float32Array(util.sizeFromShape([...shape])));
    const slot = { handle: createVariable(binding, shape), zeros };
    this.known.set(key, slot);
    return slot;
  }
}
