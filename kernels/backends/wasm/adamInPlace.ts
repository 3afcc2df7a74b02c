import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type KernelConfig, util } from '@tensorflow/tfjs-core';
import { type AdamStepAttrs, AdamStepInPlace, type AdamStepInputs } from '../adamStep';
import { addressOf, nativeOf } from './native/native';

/** One step of AdamW for one variable: seven numbers to and from memory an element; from tfjs's ops it is thirty. */
export const adamInPlace: KernelConfig = {
  kernelName: AdamStepInPlace,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const wasm = backend as BackendWasm;
    const { value, gradient, first, second } = inputs as unknown as AdamStepInputs;
    const { learningRate, beta1, beta2, epsilon, decay, bias1, bias2 } = attrs as unknown as AdamStepAttrs;
    nativeOf(wasm).shareElements(
      'adamUpdate',
      util.sizeFromShape(value.shape),
      [value, gradient, first, second].map((info) => addressOf(wasm, info)),
      [beta1, 1 - beta1, beta2, 1 - beta2, -learningRate / bias1, 1 / bias2, epsilon, 1 - decay],
    );
    return [];
  },
};
