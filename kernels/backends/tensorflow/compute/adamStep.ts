import { registerKernel } from '@tensorflow/tfjs-core';
import { AdamStep, type AdamStepAttrs } from '../../adamStep';
import { type Plan, runPlan, type TensorFlowBackend, writeConstant } from './plan';
import { Recorder } from './recorder';

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
      const scalars = scalarsOf(attrs as unknown as AdamStepAttrs).map((values) =>
        writeConstant({ values, dtype: 'float32' }, backend),
      );
      try {
        return runPlan(plan, backend, [...tensors, ...scalars]);
      } finally {
        for (const { dataId } of scalars) backend.disposeData(dataId);
      }
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
