import { registerKernel, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { AdamStep, type AdamStepAttrs } from '../../adamStep';
import { adamInResources } from './adamInResources';
import { type Plan, runPlan, type TensorFlowBackend, writeConstant } from './plan';
import { Recorder } from './recorder';

/** From here on TensorFlow's own single pass saves more than carrying the state in and out of it costs. */
const largeVariable = 16_384;

/** One step of Adam: [value, gradient, first and second moment] → the new [value, moments]. */
export function registerAdamStep({ binding }: TensorFlowBackend): void {
  const plan = planAdam(binding);
  registerKernel({
    kernelName: AdamStep,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, attrs, backend: any }) => {
      const backend = any as TensorFlowBackend;
      const tensors = ['value', 'gradient', 'first', 'second'].map((name) => {
        const info = inputs[name];
        if (!info) throw new Error(`AdamStep was called without its input "${name}".`);
        return info;
      });
      const step = attrs as unknown as AdamStepAttrs;
      // Resources on a GPU were never tried here.
      const isLarge = util.sizeFromShape(tensors[0]?.shape ?? []) >= largeVariable && !backend.isUsingGpuDevice;
      return isLarge ? adamInResources(tensors, step, backend) : runWithScalars(plan, tensors, step, backend);
    },
  });
}

/** What changes from step to step, as the scalars that the plan takes after its tensors. */
function scalarsOf({ beta1, beta2, learningRate, bias1, bias2, epsilon, decay }: AdamStepAttrs): number[] {
  // Both bias corrections in one factor; epsilon as it comes out of the root.
  const root = Math.sqrt(bias2);
  return [1 - beta1, 1 - beta2, (learningRate * root) / bias1, epsilon * root, 1 - decay];
}

function planAdam(binding: TensorFlowBackend['binding']): Plan {
  const ops = new Recorder(binding);
  const [value, gradient, first, second] = [ops.input(), ops.input(), ops.input(), ops.input()];
  const [meanShare, squareShare, rate, epsilon, kept] = [
    ops.input(),
    ops.input(),
    ops.input(),
    ops.input(),
    ops.input(),
  ];
  const mean = ops.add(first, ops.mul(ops.sub(gradient, first), meanShare));
  const square = ops.add(second, ops.mul(ops.sub(ops.square(gradient), second), squareShare));
  const change = ops.mul(ops.div(mean, ops.add(ops.sqrt(square), epsilon)), rate);
  return ops.plan([ops.sub(ops.mul(value, kept), change), mean, square]);
}

function runWithScalars(
  plan: Plan,
  tensors: TensorInfo[],
  step: AdamStepAttrs,
  backend: TensorFlowBackend,
): TensorInfo[] {
  const scalars = scalarsOf(step).map((values) => writeConstant({ values, dtype: 'float32' }, backend));
  try {
    return runPlan(plan, backend, [...tensors, ...scalars]);
  } finally {
    for (const { dataId } of scalars) backend.disposeData(dataId);
  }
}
