import { type Attribute, type Binding, executeOp, float32 } from './plan';

/** By this name every handle is to a resource of its own. */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** A float32 variable of TensorFlow's, without a value yet, as the number of the tensor by which operations name it. */
export function createVariable(binding: Binding, shape: readonly number[]): number {
  const text = (name: string, value: string): Attribute => ({ name, type: binding.TF_ATTR_STRING, value });
  const shapeOf: Attribute = { name: 'shape', type: binding.TF_ATTR_SHAPE, value: shape };
  const attrs = [float32(binding, 'dtype'), shapeOf, text('shared_name', anonymous), text('container', '')];
  return executeOp(binding, 'VarHandleOp', attrs, []).id;
}

/** Gives it the value of a tensor. */
export function assignVariable(binding: Binding, handle: number, id: number): void {
  binding.executeOp('AssignVariableOp', [float32(binding, 'dtype')], [handle, id], 0);
}
