import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { TensorFlowBackend } from './plan';
import { ResourceVariable } from './resourceVariable';

/** The variable that holds a tensor's data, made when it is first asked for and gone with the tensor. */
export function resourceVariables(backend: TensorFlowBackend): (info: TensorInfo) => ResourceVariable {
  const known = new WeakMap<TensorInfo['dataId'], ResourceVariable>();

  // tfjs tells nobody else that a tensor goes.
  const disposeData = backend.disposeData.bind(backend);
  backend.disposeData = (dataId, force) => {
    const isGone = disposeData(dataId, force);
    if (isGone) {
      known.get(dataId)?.destroy();
      known.delete(dataId);
    }
    return isGone;
  };

  return (info) => {
    const variable = known.get(info.dataId) ?? new ResourceVariable(backend, info);
    known.set(info.dataId, variable);
    return variable;
  };
}
