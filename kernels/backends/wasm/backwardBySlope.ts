import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type KernelConfig, util } from '@tensorflow/tfjs-core';
import type { Program } from '../../codegen/program';
import { div, square, x } from '../../expression/build';
import { checkCall } from '../activationCall';
import { ActivationBackwardBySlope } from '../backend';
import { activationBackendOf } from './activationBackend';
import { Scratch } from './scratch';
import { inputOf } from './trainingKernel';

/** Whose backward pass, at x = a slope, is dy times that slope. */
const halfSquare: Program = {
  key: 'half of the square',
  title: 'The product with a saved slope',
  value: div(square(x), 2),
  slope: x,
  parameters: [],
  parameterSlopes: [],
};

/**
 * tfjs's product runs on one thread and into new memory, that no cache holds. This one writes over the slope, unless
 * somebody else holds it.
 */
export const backwardBySlope: KernelConfig = {
  kernelName: ActivationBackwardBySlope,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const wasm = backend as BackendWasm;
    const scratch = new Scratch(wasm);
    const call = { inputs, attrs: attrs ?? {}, scratch };
    const [slope, dy] = [inputOf(call, 'slope'), inputOf(call, 'dy')];
    const elements = util.sizeFromShape(slope.shape);
    checkCall('wasm', halfSquare.title, dy.dtype, elements);
    const activations = activationBackendOf(wasm);
    const prepared = activations.prepare(halfSquare, slope.dtype);
    const dx = wasm.refCount(slope.dataId) === 1 ? scratch.share(slope) : scratch.allocate(slope.shape);
    activations.runner.run(prepared, {
      name: 'backward',
      inputs: [scratch.address(slope), scratch.address(dy)],
      outputs: [scratch.address(dx)],
      elements,
      values: [],
    });
    return dx;
  },
};
