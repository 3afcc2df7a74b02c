import { type KernelConfig, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Program } from '../../../codegen/program';
import { type ActivationCall, checkCall, readCall } from '../../activationCall';
import { ActivationBackward, ActivationForward, ActivationForwardWithSlope, type Backend } from '../../backend';
import { type ActivationPlans, planActivation } from './activationPlans';
import { runPlan, type TensorFlowBackend } from './plan';

const name = 'tensorflow';

/** Any activation as a short list of TensorFlow's own operations, on whatever device TensorFlow computes. */
class TensorFlowActivations implements Backend<ActivationPlans> {
  readonly name = name;
  private readonly prepared = new Map<string, ActivationPlans>();

  constructor(private readonly binding: TensorFlowBackend['binding']) {}

  prepare(program: Program, dtype: TensorInfo['dtype']): ActivationPlans {
    checkCall(name, program.title, dtype);
    const known = this.prepared.get(program.key);
    if (known) return known;
    const plans = planActivation(program, this.binding);
    this.prepared.set(program.key, plans);
    return plans;
  }
}

/** Which plan a kernel runs, and on what. */
const kernels: readonly [
  kernelName: string,
  plan: keyof ActivationPlans,
  first: (call: ActivationCall) => TensorInfo[],
][] = [
  [ActivationForward, 'forward', ({ x }) => [x]],
  [ActivationForwardWithSlope, 'forwardWithSlope', ({ x }) => [x]],
  [ActivationBackward, 'backward', ({ x, input }) => [x, input('dy')]],
];

/** To be called once tfjs-node is the tfjs of this process and its backend has started. */
export function registerActivationKernels({ binding }: TensorFlowBackend): void {
  const activations = new TensorFlowActivations(binding);
  for (const [kernelName, plan, first] of kernels) {
    const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, attrs, backend }) => {
      const call = readCall(inputs, attrs ?? {});
      checkCall(name, call.program.title, call.x.dtype, call.elements);
      const plans = activations.prepare(call.program, call.x.dtype);
      return runPlan(plans[plan], backend as TensorFlowBackend, [...first(call), ...call.parameters]);
    };
    registerKernel({ kernelName, backendName: name, kernelFunc });
  }
}
