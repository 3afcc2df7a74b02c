import { type KernelConfig, type NamedTensorInfoMap, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Program } from '../../../codegen/program';
import {
  type ActivationAttrs,
  ActivationBackward,
  ActivationForward,
  ActivationForwardWithSlope,
  type Backend,
  BackendRefusal,
} from '../../backend';
import { type ActivationPlans, planActivation } from './activationPlans';
import { runPlan, type TensorFlowBackend } from './plan';

const name = 'tensorflow';

/** Any activation as a short list of TensorFlow's own operations, on whatever device TensorFlow computes. */
class TensorFlowActivations implements Backend<ActivationPlans> {
  readonly name = name;
  private readonly prepared = new Map<string, ActivationPlans>();

  constructor(private readonly binding: TensorFlowBackend['binding']) {}

  prepare(program: Program, dtype: TensorInfo['dtype']): ActivationPlans {
    if (dtype !== 'float32') {
      throw new BackendRefusal(name, program.title, `its input is ${dtype}.`, 'Cast it to float32 first (tf.cast).');
    }
    const known = this.prepared.get(program.key);
    if (known) return known;
    const plans = planActivation(program, this.binding);
    this.prepared.set(program.key, plans);
    return plans;
  }
}

type Dispatch = (plans: ActivationPlans, backend: TensorFlowBackend, inputs: Inputs) => TensorInfo[];
interface Inputs {
  x: TensorInfo;
  dy(): TensorInfo;
  parameters: TensorInfo[];
}

const dispatches: Record<string, Dispatch> = {
  [ActivationForward]: ({ forward }, backend, { x, parameters }) => runPlan(forward, backend, [x, ...parameters]),
  [ActivationForwardWithSlope]: ({ forwardWithSlope }, backend, { x, parameters }) =>
    runPlan(forwardWithSlope, backend, [x, ...parameters]),
  [ActivationBackward]: ({ backward }, backend, { x, dy, parameters }) =>
    runPlan(backward, backend, [x, dy(), ...parameters]),
};

/** To be called once tfjs-node is the tfjs of this process and its backend has started. */
export function registerActivationKernels({ binding }: TensorFlowBackend): void {
  const activations = new TensorFlowActivations(binding);
  for (const [kernelName, dispatch] of Object.entries(dispatches)) {
    const kernel: KernelConfig = {
      kernelName,
      backendName: name,
      kernelFunc: ({ inputs, attrs, backend }) => {
        const { program } = attrs as unknown as ActivationAttrs;
        const x = inputOf(inputs, 'x', program);
        const parameters = program.parameters.map((parameter) => inputOf(inputs, parameter, program));
        const dy = () => inputOf(inputs, 'dy', program);
        const plans = activations.prepare(program, x.dtype);
        const outputs = dispatch(plans, backend as TensorFlowBackend, { x, dy, parameters });
        return outputs;
      },
    };
    registerKernel(kernel);
  }
}

function inputOf(inputs: NamedTensorInfoMap, key: string, { title }: Program): TensorInfo {
  const info = inputs[key];
  if (!info) throw new Error(`${title} was called on ${name} without its input "${key}".`);
  return info;
}
