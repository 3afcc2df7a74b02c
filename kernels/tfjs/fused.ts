import * as tf from '@tensorflow/tfjs-core';
import {
  ActivationBackward,
  ActivationBackwardBySlope,
  ActivationForward,
  ActivationForwardWithSlope,
} from '../backends/backend';
import { orFallBack } from '../backends/fallBack';
import type { Program } from '../codegen/program';
import type { Value } from '../codegen/tfjsOps';
import { isConstant } from '../expression/build';
import { subexpressionsOf } from '../expression/traverse';
import { composedGradients } from './composed';
import type { Differentiable } from './differentiable';
import { type Inputs, valueOfLeaf } from './inputs';
import { sumToShape } from './sumOf';

/** True where the backend in use computes activations by kernels of their own, and all parameters are single numbers. */
export function canFuse(inputs: Inputs): boolean {
  const parameters = [...inputs].filter(([name]) => name !== 'x');
  return hasKernel(ActivationForward) && parameters.every(([, { rank }]) => rank === 0);
}

function hasKernel(name: string): boolean {
  // tfjs types the answer as always there; it is not.
  const kernel: tf.KernelConfig | undefined = tf.getKernel(name, tf.getBackend());
  return kernel !== undefined;
}

/**
 * The expression over tensors in one pass of the backend's compute kernel, with an exact gradient for each input by
 * another. Where that gradient is differentiated in its turn, it is made of such passes.
 */
export function applyFused(f: Differentiable, inputs: Inputs): Value<tf.Tensor> {
  if (f.expression.kind !== 'call') return valueOfLeaf(f.expression, inputs);
  const [, ...parameters] = inputs.keys();
  const program = f.program(parameters);
  if (!isTaped()) return forward(program, inputs);
  const operation = tf.customGrad((...args) => {
    const [value, slope] = savesSlope(program) ? forwardWithSlope(program, inputs) : [forward(program, inputs)];
    const saved = [...inputs.values(), ...(slope ? [slope] : [])];
    for (const save of args) if (typeof save === 'function') save(saved);
    const gradFunc = (dy: tf.Tensor, tensors: tf.Tensor[]): tf.Tensor[] => {
      const again = new Map([...inputs.keys()].flatMap((name, i) => (tensors[i] ? [[name, tensors[i]] as const] : [])));
      if (isTaped()) return differentiableGradients(f, dy, again);
      return orFallBack(
        () => gradients(program, dy, again, tensors[inputs.size]),
        () => composedGradients(f, dy, again),
      );
    };
    return { value, gradFunc };
  });
  return operation(...inputs.values());
}

/** True while someone will ask for a gradient of what is computed now. */
function isTaped(): boolean {
  return tf.engine().state.gradientDepth > 0;
}

/**
 * With parameters, the backward pass needs more than the slope; and a slope of plain arithmetic takes less time to
 * compute again than to write and read.
 */
function savesSlope({ parameters, slope }: Program): boolean {
  if (parameters.length > 0 || !hasKernel(ActivationForwardWithSlope)) return false;
  return subexpressionsOf(slope).some((part) => part.kind === 'call' && !arithmetic.has(part.primitive));
}

const arithmetic: ReadonlySet<string> = new Set([
  ...['add', 'sub', 'mul', 'min', 'max', 'neg', 'abs', 'step', 'where', 'power'],
]);

function forward(program: Program, inputs: Inputs): tf.Tensor {
  return run(ActivationForward, program, Object.fromEntries(inputs))[0];
}

function forwardWithSlope(program: Program, inputs: Inputs): [value: tf.Tensor, slope?: tf.Tensor] {
  const [value, slope] = run(ActivationForwardWithSlope, program, Object.fromEntries(inputs));
  return [value, slope];
}

function gradients(program: Program, dy: tf.Tensor, inputs: Inputs, slope?: tf.Tensor): tf.Tensor[] {
  if (slope) return [bySlope(program, dy, slope)];
  return run(ActivationBackward, program, { ...Object.fromEntries(inputs), dy });
}

/** The last use of the slope. */
function bySlope(program: Program, dy: tf.Tensor, slope: tf.Tensor): tf.Tensor {
  return hasKernel(ActivationBackwardBySlope)
    ? run(ActivationBackwardBySlope, program, { slope, dy })[0]
    : tf.mul(dy, slope);
}

function differentiableGradients(f: Differentiable, dy: tf.Tensor, inputs: Inputs): tf.Tensor[] {
  return [...inputs].map(([name, tensor]) => {
    const derivative = f.by(name);
    if (isConstant(derivative.expression, 0)) return tf.zerosLike(tensor);
    const gradient = tf.mul(dy, applyFused(derivative, inputs));
    return name === 'x' ? gradient : sumToShape(gradient, tensor.shape);
  });
}

type Results = [tf.Tensor, ...tf.Tensor[]];

function run(kernelName: string, program: Program, inputs: tf.NamedTensorMap): Results {
  // tfjs types a kernel's attributes as what can be serialized.
  const attrs = { program } as unknown as tf.NamedAttrMap;
  const results: tf.Tensor | tf.Tensor[] = tf.engine().runKernel(kernelName, inputs, attrs);
  return (Array.isArray(results) ? results : [results]) as Results;
}
