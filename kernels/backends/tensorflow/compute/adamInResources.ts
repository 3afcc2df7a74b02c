import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { AdamStepAttrs } from '../../adamStep';
import { type Attribute, type TensorFlowBackend, writeConstant } from './plan';

/** By this name every handle is to a resource of its own. */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * TensorFlow's ResourceApplyAdam: one pass over everything. It works on resources in place, so the state is put into
 * three of them and read out again; TensorFlow copies what somebody else still holds, so that no tensor changes.
 */
export function adamInResources(tensors: TensorInfo[], step: AdamStepAttrs, backend: TensorFlowBackend): TensorInfo[] {
  const [value, gradient, first, second] = tensors;
  if (!value || !gradient || !first || !second) throw new Error('Adam needs a value, its gradient and two moments.');
  const { binding } = backend;
  const float = binding.TF_FLOAT;
  const type = (name: string): Attribute => ({ name, type: binding.TF_ATTR_TYPE, value: float });
  const flag = (name: string, on: boolean): Attribute => ({ name, type: binding.TF_ATTR_BOOL, value: on });
  const text = (name: string, words: string): Attribute => ({ name, type: binding.TF_ATTR_STRING, value: words });

  const scalars = [...scalarsOf(step), 1 - step.decay].map((values) =>
    writeConstant({ values, dtype: 'float32' }, backend),
  );
  const kept = scalars.pop();
  const handles: Tensor[] = [];
  const put = (info: TensorInfo): void => {
    const shape = { name: 'shape', type: binding.TF_ATTR_SHAPE, value: info.shape };
    const attrs = [type('dtype'), shape, text('shared_name', anonymous), text('container', '')];
    const handle = backend.executeSingleOutput('VarHandleOp', attrs, []);
    handles.push(handle);
    backend.executeMultipleOutputs('AssignVariableOp', [type('dtype')], [handle, info], 0);
  };
  try {
    const start = kept && step.decay > 0 ? backend.executeSingleOutput('Mul', [type('T')], [value, kept]) : undefined;
    for (const info of [start ?? value, first, second]) put(info);
    start?.dispose();
    const attrs = [type('T'), flag('use_locking', false), flag('use_nesterov', false)];
    backend.executeMultipleOutputs('ResourceApplyAdam', attrs, [...handles, ...scalars, gradient], 0);
    return handles.map((handle) => backend.executeSingleOutput('ReadVariableOp', [type('dtype')], [handle]));
  } finally {
    for (const handle of handles) {
      backend.executeMultipleOutputs('DestroyResourceOp', [flag('ignore_lookup_error', true)], [handle], 0);
      handle.dispose();
    }
    for (const scalar of [...scalars, ...(kept ? [kept] : [])]) backend.disposeData(scalar.dataId);
  }
}

/** In its order: β₁ᵗ, β₂ᵗ, rate, β₁, β₂, ε, which it adds before the bias is corrected and we after it. */
function scalarsOf({ bias1, bias2, learningRate, beta1, beta2, epsilon }: AdamStepAttrs): number[] {
  return [1 - bias1, 1 - bias2, learningRate, beta1, beta2, epsilon * Math.sqrt(bias2)];
}
