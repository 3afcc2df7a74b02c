import { registerKernel, util } from '@tensorflow/tfjs-core';
import { type AdamStepAttrs, AdamStepInPlace, type AdamStepInputs } from '../../adamStep';
import { type Attribute, executeOp, float32, type TensorFlowBackend } from './plan';
import type { ResourceVariable } from './resourceVariable';
import { resourceVariables } from './resourceVariables';
import { Scalars } from './scalars';
import { ZeroVariables } from './zeroVariables';

/**
 * ResourceApplyAdam gives even ten numbers to several threads, since it takes its work to grow with the square of them:
 * waking those costs 5 to 10 times the work itself. Up to about this many, AMSGrad's operation on one thread is faster.
 */
const small = 16_384;

/** One operation a variable, whose value and moments stay in TensorFlow's variables. */
export function registerAdamInPlace(backend: TensorFlowBackend): void {
  const { binding } = backend;
  const variableOf = resourceVariables(backend);
  const rates = new Scalars(binding);
  const kept = new Scalars(binding);
  const greatest = new ZeroVariables(binding);
  const type = float32(binding, 'T');
  const off = (name: string): Attribute => ({ name, type: binding.TF_ATTR_BOOL, value: false });
  const locking = off('use_locking');
  const nesterov = off('use_nesterov');

  const decay = (value: ResourceVariable, share: number): void => {
    const rest = executeOp(binding, 'Mul', [type], [value.read(), ...kept.of([1 - share])]);
    value.assign(rest.id);
    binding.deleteTensor(rest.id);
  };

  registerKernel({
    kernelName: AdamStepInPlace,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, attrs }) => {
      const { value, gradient, first, second } = inputs as unknown as AdamStepInputs;
      const step = attrs as unknown as AdamStepAttrs;
      const state = [value, first, second].map(variableOf);
      if (step.decay > 0) decay(variableOf(value), step.decay);
      for (const variable of state) variable.release();
      const handles = state.map(({ handle }) => handle);
      const rest = [...rates.of(ratesOf(step)), ...backend.getInputTensorIds([gradient])];
      if (util.sizeFromShape(value.shape) > small) {
        binding.executeOp('ResourceApplyAdam', [type, locking, nesterov], [...handles, ...rest], 0);
      } else {
        // AMSGrad divides by the greatest second moment so far: where that was 0, by this step's, as Adam does.
        const ids = [...handles, greatest.of(value.shape), ...rest];
        binding.executeOp('ResourceApplyAdamWithAmsgrad', [type, locking], ids, 0);
      }
      return [];
    },
  });
}

/** In TensorFlow's order: β₁ᵗ, β₂ᵗ, rate, β₁, β₂, ε, which it adds before the bias is corrected and we after it. */
function ratesOf({ bias1, bias2, learningRate, beta1, beta2, epsilon }: AdamStepAttrs): number[] {
  return [1 - bias1, 1 - bias2, learningRate, beta1, beta2, epsilon * Math.sqrt(bias2)];
}
